package io.cortado.node.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of {@code path.matchesGlob}. */
class GlobsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          a.js *.js true
          .js *.js false
          .js .* true
          .. .* false
          a/b * false
          a/b/c a/**/c true
          a/c a/**/c true
          a/.b/c a/**/c false
          a a/** false
          a/ a/** true
          a//b a/./b true
          a/x/../b a/b true
          ax a? true
          bx [!a]x true
          ]x []a]x true
          5x [[:digit:]]x true
          ab +(a|b) true
          c !(a|b) true
          a.js !(*.js) false
          a\\b a/b false
          A a false
          """)
  void matchesSegmentBySegment(String path, String pattern, boolean expected) {
    assertThat(Globs.matches(path, pattern, false)).isEqualTo(expected);
  }

  @Test
  void takesBackSlashesForSlashesInPathsOfWindows() {
    assertThat(Globs.matches("a\\b", "a/*", true)).isTrue();
    assertThat(Globs.matches("a\\b", "a/*", false)).isFalse();
  }

  @Test
  void spellsOutWhatStandsInBraces() {
    assertThat(GlobBraces.expand("{a,b{c,d}}e")).containsExactly("ae", "bce", "bde");
    assertThat(GlobBraces.expand("{1..3}")).containsExactly("1", "2", "3");
    assertThat(GlobBraces.expand("{03..1}")).containsExactly("03", "02", "01");
    assertThat(GlobBraces.expand("{a..e..2}")).containsExactly("a", "c", "e");
    assertThat(GlobBraces.expand("a{b}{c")).containsExactly("a{b}{c");
  }
}
