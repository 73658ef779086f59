package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query strings with brackets. */
class NestedFormTest {
  private static String read(String text, String... flags) {
    return String.valueOf(NestedForm.read(text, NestedForm.Options.of(20, 5, 1000, Set.of(flags))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a[b][c]=1             | {"a":{"b":{"c":"1"}}}
          a[]=1&a[]=2           | {"a":["1","2"]}
          a=1&a=2               | {"a":["1","2"]}
          a[2]=x&a[0]=y         | {"a":["y","x"]}
          a[21]=x               | {"a":{"21":"x"}}
          a[b]=1&a=2            | {"a":[{"b":"1"},"2"]}
          a=1&a[b]=2            | {"a":["1",{"b":"2"}]}
          a[]=1&a[b]=2          | {"a":{"0":"1","b":"2"}}
          a%5Bb%5D=%C3%A9+x     | {"a":{"b":"é x"}}
          a=%zz                 | {"a":"%zz"}
          =1&&b                 | {"b":""}
          a[b][c][d][e][f][g]=1 | {"a":{"b":{"c":{"d":{"e":{"f":{"[g]":"1"}}}}}}}
          a[__proto__]=1        | {"a":{}}
          """)
  void putsValuesWhereBracketsSay(String text, String json) {
    assertThat(read(text)).isEqualTo(json);
  }

  @Test
  void goesOnWithAnObjectWhereAListGrowsTooLong() {
    assertThat(read("a[]=x" + "&a[]=x".repeat(20))).startsWith("{\"a\":{\"0\":\"x\"").endsWith("\"20\":\"x\"}}");
    assertThat(read("a[]=x" + "&a[]=x".repeat(20), "before614")).startsWith("{\"a\":[\"x\"");
  }

  @Test
  void isStrictAboutDepthOnlyWhenAsked() {
    assertThat(read("a[b][c][d][e][f][g]=1", "strictDepth")).isEqualTo("null");
    assertThat(read("a[b][c][d][e][f]=1", "strictDepth")).contains("\"f\":\"1\"");
  }

  @Test
  void readsLatin1AndEntitiesWhereAFieldSaysSo() {
    assertThat(read("utf8=%26%2310003%3B&a=%F8&b=%26%239786%3B", "charsetSentinel", "interpretNumericEntities"))
        .isEqualTo("{\"a\":\"ø\",\"b\":\"☺\"}");
  }

  @Test
  void differsInOlderReleases() {
    assertThat(read("a[b]=1&a=2", "plainAsKeys")).isEqualTo("{\"a\":{\"b\":\"1\",\"2\":true}}");
    assertThat(read("a%5D=b]=c", "rawBrackets")).isEqualTo("{\"a]=b]\":\"c\"}");
    assertThat(read("a%5D=b]=c")).isEqualTo("{\"a]\":\"b]=c\"}");
    assertThat(read("a=%zz+1", "before66")).isEqualTo("{\"a\":\"%zz+1\"}");
  }

  @Test
  void readsDeepKeysWithoutRecursion() {
    String key = "a" + "[b]".repeat(50_000);
    String json = NestedForm.read(key + "=1", NestedForm.Options.of(20, Double.POSITIVE_INFINITY, 1000, Set.of()));
    assertThat(json).hasSizeGreaterThan(300_000);
  }
}
