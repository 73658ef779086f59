package io.cortado.bench.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  private static Figures figures(String name, double functions) {
    Figures figures = Figures.empty();
    figures.add(name, new Cost(Map.of("a.js:1 f", functions), Map.of("Exchange.end", 1.0), Map.of("execute", 1.0)));
    return figures;
  }

  @Test
  void readsWhatItHasWritten(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("counts.json"), figures("hello", 58.5).json());
    assertThat(Files.readString(file))
        .isEqualTo("{\n  \"hello\": { \"functions\": 58.5, \"calls into Java\": 1, \"calls into JavaScript\": 1 }\n}\n");
    assertThat(Figures.read(file).json()).isEqualTo(Files.readString(file));
  }

  @Test
  void tellsWhatHasRisenAndWhatHasFallen() {
    assertThat(figures("hello", 59).since(figures("hello", 58)).risen()).containsExactly("hello: functions 58 -> 59");
    assertThat(figures("hello", 57.5).since(figures("hello", 58)))
        .isEqualTo(new Figures.Changes(List.of(), List.of("hello: functions 58 -> 57.5")));
    assertThat(figures("hello", 58).since(figures("hello", 58))).isEqualTo(new Figures.Changes(List.of(), List.of()));
  }

  @Test
  void takesAFigureNobodyKnowsForARise() {
    assertThat(figures("new", 1).since(figures("hello", 1)).risen()).hasSize(3).allMatch(line -> line.startsWith("new: "));
  }

  @Test
  void keepsTheFiguresOfCasesThatWereNotCounted() {
    assertThat(figures("json", 2).over(figures("hello", 1)).json()).contains("\"hello\": { \"functions\": 1,", "\"json\"");
  }
}
