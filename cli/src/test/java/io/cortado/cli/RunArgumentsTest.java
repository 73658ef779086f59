package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.management.OperationsOptions;
import io.cortado.node.options.BadOptionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunArgumentsTest {
  private static @Nullable RunArguments parse(String... args) throws BadOptionException {
    return RunArguments.parse(List.of(args));
  }

  private static RunArguments run(String... args) throws BadOptionException {
    return Objects.requireNonNull(parse(args));
  }

  @Test
  void leavesTheAppItsOwnArguments() throws Exception {
    assertThat(run("app.js", "--port", "1", "-x").arguments()).containsExactly("--port", "1", "-x");
    assertThat(run("app.js", "--port", "1", "-x").port()).isNull();
    assertThat(run("--", "app.js", "-x").app()).isEqualTo("app.js");
  }

  @Test
  void takesThePortBeforeTheApp() throws Exception {
    assertThat(run("--port", "8080", "app.js").port()).isEqualTo("8080");
    assertThat(run("--port=0", "app.js", "a").arguments()).containsExactly("a");
  }

  @Test
  void takesTheDeadlineOfHandlers() throws Exception {
    RunArguments both = run("--handler-deadline=250", "-r", "x", "--port", "1", "app.js");
    assertThat(both.deadlineMillis()).isEqualTo(250);
    assertThat(both.port()).isEqualTo("1");
    assertThat(both.app()).isEqualTo("app.js");
    assertThatThrownBy(() -> parse("--handler-deadline", "2s", "app.js")).hasMessageContaining("must be a number of milliseconds");
    assertThatThrownBy(() -> parse("--handler-deadline")).hasMessageContaining("--handler-deadline requires an argument");
  }

  @Test
  void takesWhatOperatorsAsk() throws Exception {
    OperationsOptions none = run("app.js").operations();
    assertThat(none).isEqualTo(OperationsOptions.NONE);
    RunArguments all = run("--management-port", "9090", "--management-host=0.0.0.0", "--access-log", "app.js", "x");
    assertThat(all.operations()).isEqualTo(new OperationsOptions(9090, "0.0.0.0", true, null, false));
    assertThat(all.app()).isEqualTo("app.js");
    assertThat(run("--access-log=a.log", "--log=json", "app.js").operations())
        .isEqualTo(new OperationsOptions(null, "127.0.0.1", true, Path.of("a.log").toAbsolutePath(), true));
    assertThatThrownBy(() -> parse("--management-port=x", "app.js")).hasMessageContaining("--management-port must be a number");
    assertThatThrownBy(() -> parse("--log=xml", "app.js")).hasMessageContaining("--log must be json or text");
    assertThatThrownBy(() -> parse("--management-port")).hasMessageContaining("requires an argument");
  }

  @Test
  void takesWhatIsWatched() throws Exception {
    assertThat(run("--watch", "app.js").watch()).isTrue();
    RunArguments paths = run("--watch-path=lib", "--port", "1", "--watch-path", "views", "app.js", "--watch");
    assertThat(paths.watch()).isTrue();
    assertThat(paths.watchPaths()).containsExactly("lib", "views");
    assertThat(paths.arguments()).containsExactly("--watch");
    assertThat(run("app.js").watch()).isFalse();
    assertThat(paths.watchPreserveOutput()).isFalse();
    assertThat(run("--watch", "--watch-preserve-output", "app.js").watchPreserveOutput()).isTrue();
  }

  @Test
  void takesNodesOptionsAndTheTextOfAProgram() throws Exception {
    RunArguments text = run("--no-warnings", "-p", "1 + 1", "a", "-b");
    assertThat(text.app()).isNull();
    assertThat(text.arguments()).containsExactly("a", "-b");
    assertThat(text.node().typed()).containsExactly("--no-warnings", "-p", "1 + 1");
    assertThat(run("-", "a").arguments()).containsExactly("-", "a");
    assertThat(run().app()).isNull();
  }

  @Test
  void leavesCommandsHelpAndVersionToOthers() throws Exception {
    assertThat(parse("--help")).isNull();
    assertThat(parse("--port", "1", "-v")).isNull();
    assertThat(parse("mongo", "--port", "1")).isNull();
    assertThat(RunArguments.parse(List.of("mongo"), true)).isNotNull();
  }

  @Test
  void refusesWhatThereIsNot() {
    assertThatThrownBy(() -> parse("--port", "65536", "app.js")).hasMessageContaining("--port must be a number");
    assertThatThrownBy(() -> parse("--prot", "1", "app.js")).hasMessage("bad option: --prot");
    assertThatThrownBy(() -> RunArguments.parse(List.of("--port", "1"), true)).hasMessage("bad option: --port");
  }
}
