package io.cortado.node.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.node.options.NodeOption.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for what is wrong are Node 22's. */
class NodeLineTest {
  private final NodeLine line = new NodeLine();

  private int read(String... words) throws BadOptionException {
    return line.read(List.of(words), 0, word -> false);
  }

  @Test
  void readsValuesBehindEqualsSignsAndAsWordsOfTheirOwn() throws Exception {
    assertThat(read("--title=a", "-r", "./x", "--require=y", "--stack_trace_limit=3", "app.js", "-z")).isEqualTo(5);
    assertThat(line.all("--require")).containsExactly("./x", "y");
    assertThat(line.last("--stack-trace-limit")).isEqualTo("3");
    assertThat(line.typed()).containsExactly("--title=a", "-r", "./x", "--require=y", "--stack_trace_limit=3");
  }

  @Test
  void readsProgramsOfOneLine() throws Exception {
    assertThat(read("-p", "1", "a")).isEqualTo(2);
    assertThat(line.last("--eval")).isEqualTo("1");
    assertThat(line.has("--print")).isTrue();
    assertThat(line.isProgram()).isTrue();
    NodeLine both = new NodeLine();
    assertThat(both.read(List.of("-pe", "2"), 0, word -> false)).isEqualTo(2);
    assertThat(both.last("--eval")).isEqualTo("2");
    NodeLine apart = new NodeLine();
    assertThat(apart.read(List.of("-p", "--eval=3"), 0, word -> false)).isEqualTo(2);
    assertThat(apart.given()).extracting(NodeLine.Given::name).containsExactly("--print", "--eval");
  }

  @Test
  void takesTheLastWordOfFlags() throws Exception {
    read("--watch", "--no-watch");
    assertThat(line.has("--watch")).isFalse();
    read("--watch");
    assertThat(line.has("--watch")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          --nothing                   => bad option: --nothing
          -x                          => bad option: -x
          -ep                         => bad option: -ep
          -e                          => -e requires an argument
          --eval=                     => --eval= requires an argument
          --watch-path                => --watch-path requires an argument
          --no-eval                   => --no-eval is an invalid negation because it is not a boolean option
          --stack-trace-limit=x       => bad option: --stack-trace-limit=x
          --unhandled-rejections=x    => invalid value for --unhandled-rejections
          --permission                => --permission is not supported: run the process as a user of its own, or in a container
          """)
  void refusesInNodesWords(String word, String message) {
    assertThatThrownBy(() -> read(word)).isInstanceOf(BadOptionException.class).hasMessage(message);
  }

  @Test
  void readsTheVariableWithItsQuotes() throws Exception {
    line.environment("--title=\"a b\" -r \"./x\\y\" word --trace-warnings");
    assertThat(line.all("--require")).containsExactly("./xy");
    assertThat(line.last("--title")).isEqualTo("a b");
    assertThat(line.has("--trace-warnings")).isTrue();
    assertThat(line.typed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          -e 1       => -e is not allowed in NODE_OPTIONS
          --check    => --check is not allowed in NODE_OPTIONS
          --foo      => --foo is not allowed in NODE_OPTIONS
          "abc       => invalid value for NODE_OPTIONS (unterminated string)
          """, quoteCharacter = '~')
  void refusesInTheVariableWhatNodeDoes(String text, String message) {
    assertThatThrownBy(() -> line.environment(text)).hasMessage(message);
  }

  @Test
  void tellsWhatMeansNothing() throws Exception {
    read("--jitless", "--harmony-temporal", "--experimental-json-modules");
    assertThat(line.idle()).containsExactly("--jitless", "--harmony-temporal");
    assertThat(line.given()).isEmpty();
  }

  @Test
  void saysWhatToDoInPlaceOfEachThatIsRefused() {
    assertThat(NodeOptions.all()).filteredOn(option -> option.effect() == Effect.NO).hasSizeGreaterThan(40)
        .allMatch(option -> !option.instead().isBlank());
    assertThat(NodeOptions.all()).filteredOn(option -> option.effect() != Effect.NO).allMatch(option -> option.instead().isEmpty());
  }
}
