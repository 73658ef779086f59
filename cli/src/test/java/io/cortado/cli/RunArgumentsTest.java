package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunArgumentsTest {
  private static @Nullable RunArguments parse(String... args) {
    return RunArguments.parse(List.of(args));
  }

  @Test
  void leavesTheAppItsOwnArguments() {
    assertThat(parse("app.js", "--port", "1", "-x")).isEqualTo(new RunArguments("app.js", List.of("--port", "1", "-x"), null, null));
  }

  @Test
  void takesThePortBeforeTheApp() {
    assertThat(parse("--port", "8080", "app.js")).isEqualTo(new RunArguments("app.js", List.of(), "8080", null));
    assertThat(parse("--port=0", "app.js", "a")).isEqualTo(new RunArguments("app.js", List.of("a"), "0", null));
  }

  @Test
  void takesTheDeadlineOfHandlers() {
    RunArguments both = parse("--handler-deadline=250", "--port", "1", "app.js");
    assertThat(both).isEqualTo(new RunArguments("app.js", List.of(), "1", "250"));
    assertThat(parse("--handler-deadline", "2000", "app.js").deadlineMillis()).isEqualTo(2000);
    assertThat(parse("--handler-deadline", "2s", "app.js")).isNull();
    assertThat(parse("--handler-deadline")).isNull();
  }

  @Test
  void takesWhatIsWatched() {
    assertThat(parse("--watch", "app.js")).isEqualTo(new RunArguments("app.js", List.of(), null, null, true, List.of()));
    RunArguments paths = parse("--watch-path=lib", "--port", "1", "--watch-path", "views", "app.js", "--watch");
    assertThat(paths).isEqualTo(new RunArguments("app.js", List.of("--watch"), "1", null, true, List.of("lib", "views")));
  }

  @Test
  void leavesEverythingElseToTheCommands() {
    assertThat(parse()).isNull();
    assertThat(parse("--help")).isNull();
    assertThat(parse("mongo", "--port", "1")).isNull();
    assertThat(parse("--port", "x", "app.js")).isNull();
    assertThat(parse("--port", "65536", "app.js")).isNull();
    assertThat(parse("--prot", "1", "app.js")).isNull();
  }
}
