package io.cortado.express.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the paths of Express 5 mean. */
class PathPatternTest {
  private static List<String> compiled(String path) {
    return List.of(PathPattern.compile(path));
  }

  @Test
  void needsNoRegularExpressionForPlainAndNamedSegments() {
    assertThat(compiled("/users/:id/posts")).containsExactly("segments", "=users", ":id", "=posts");
    assertThat(compiled("/:\"odd name\"")).containsExactly("segments", ":odd name");
    assertThat(compiled("/a\\:b")).containsExactly("segments", "=a:b");
    assertThat(compiled("/:größe")).containsExactly("segments", ":größe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          /:a/:a \\/([^\\/]+)\\/([^\\/]+) :a,:a
          /*rest \\/([^]+) *rest
          /:a-:b \\/([^\\/]+)-([^\\/-]+|-) :a,:b
          /files{.:ext} \\/files\\.([^\\/]+)|\\/files :ext
          /:a/*b-:c \\/([^\\/]+)\\/([^]+)-([^\\/-]+) :a,*b,:c
          /é \\/é ''
          """)
  void makesARegularExpressionOfOthers(String path, String source, String keys) {
    List<String> compiled = compiled(path);
    assertThat(compiled).startsWith("regexp", source);
    assertThat(String.join(",", compiled.subList(2, compiled.size()))).isEqualTo(keys);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a(b)    | Unexpected ( at index 2
          /:       | Missing parameter name at index 2
          /{a      | Unexpected end at index 3, expected }
          /:"a     | Unterminated quote at index 2
          /a\\     | Unexpected end after \\ at index 3
          /:a*b    | Missing text before "b" wildcard
          /a?      | Unexpected ? at index 2
          """)
  void saysWhatIsWrong(String path, String message) {
    assertThat(compiled(path)).containsExactly("error", message);
  }

  @Test
  void countsCombinations() {
    assertThat(PathPattern.compile("/a" + "{b}".repeat(8))[0]).isEqualTo("regexp");
    assertThat(compiled("/a" + "{b}".repeat(9))).containsExactly("error", "Too many path combinations");
  }
}
