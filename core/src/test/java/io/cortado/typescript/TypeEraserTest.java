package io.cortado.typescript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypeEraserTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** Texts, and what module.stripTypeScriptTypes of Node 22.23 makes of them: a text, or the code and for some the message of an error. */
  static Stream<String[]> asNode() throws IOException {
    try (InputStream in = Objects.requireNonNull(TypeEraserTest.class.getResourceAsStream("cases.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("asNode")
  void leavesOutWhatNodeLeavesOut(String text, String expected) throws IOException {
    String source = JSON.readValue(text, String.class);
    if (expected.startsWith("!")) {
      assertThatThrownBy(() -> TypeEraser.erase(source))
          .isInstanceOfSatisfying(TypeScriptException.class, e -> assertThat("!" + e.code() + " " + e.getMessage()).startsWith(expected));
    } else {
      assertThat(TypeEraser.erase(source)).isEqualTo(JSON.readValue(expected, String.class));
    }
  }

  @Test
  void saysWhereTheRefusedStands() {
    assertThatThrownBy(() -> TypeEraser.erase("a;\nenum B { C }\nd"))
        .isInstanceOfSatisfying(
            TypeScriptException.class,
            e -> {
              assertThat(e.start()).isEqualTo(3);
              assertThat(e.end()).isEqualTo(15);
            });
  }

  @Test
  void readsNoBracketsTwiceForEachOfThoseAround() {
    assertThat(TypeEraser.erase("x = " + "(a = ".repeat(200) + "1" + ")".repeat(200))).hasSize(1205);
  }
}
