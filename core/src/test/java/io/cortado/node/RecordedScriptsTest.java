package io.cortado.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Core modules print what Node prints: each script of {@code src/test/resources/node} logs to {@code $OUT}, and the text
 * beside it was recorded by running it with Node ({@code OUT=x.txt node x.js}). What several scripts begin with stands in
 * {@code heads}; such a script names it in its first line, and was recorded behind it ({@code cat heads/h.js x.js}).
 */
class RecordedScriptsTest {
  private static final Pattern HEAD = Pattern.compile("// Behind (heads/[a-z-]+\\.js)");

  @ParameterizedTest(name = "{0} as Node has it")
  @MethodSource("scripts")
  void printsWhatNodePrints(String name) throws Exception {
    assertThat(TestApp.run(script(name))).isEqualTo(resource(name + ".txt"));
  }

  /** The names of all scripts there are. */
  static Stream<String> scripts() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(RecordedScriptsTest.class.getResource("/node")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".js"))
          .map(name -> name.substring(0, name.length() - 3)).sorted().toList().stream();
    }
  }

  private static String script(String name) throws IOException {
    String text = resource(name + ".js");
    Matcher head = HEAD.matcher(text);
    return head.lookingAt() ? resource(head.group(1)) + text : text;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RecordedScriptsTest.class.getResourceAsStream("/node/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
