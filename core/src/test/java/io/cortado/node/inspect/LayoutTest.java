package io.cortado.node.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How {@code util.inspect} lays entries out. */
class LayoutTest {
  private static final int NO_LIMIT = 100;

  private static Layout layout(String base, int breakLength) {
    return new Layout("{", "}", base, breakLength, 0, false);
  }

  private static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
  }

  @Test
  void putsFewShortEntriesOnOneLine() {
    assertThat(layout("", 80).lines(new String[] {"a: 1", "b: 2"}, 3, 0, 0, NO_LIMIT)).isEqualTo("{ a: 1, b: 2 }");
    assertThat(layout("[Function: f]", 80).lines(new String[] {"a: 1"}, 3, 0, 0, NO_LIMIT)).isEqualTo("[Function: f] { a: 1 }");
  }

  @Test
  void putsOneEntryALineWhereTheyDoNotFit() {
    assertThat(layout("", 12).lines(new String[] {"a: 1", "b: 2"}, 3, 0, 0, NO_LIMIT)).isEqualTo("{\n  a: 1,\n  b: 2\n}");
    assertThat(layout("", 80).lines(new String[] {"a: 1"}, 3, 0, 3, NO_LIMIT)).as("too many levels").isEqualTo("{\n  a: 1\n}");
    assertThat(layout("", 80).lines(new String[] {"a: 'x\ny'"}, 3, 0, 0, NO_LIMIT)).isEqualTo("{\n  a: 'x\ny'\n}");
    assertThat(layout("", 80).lines(new String[] {"a: 1"}, 0, 0, 0, NO_LIMIT)).as("compact: false").isEqualTo("{\n  a: 1\n}");
  }

  @Test
  void alignsNumbersToTheRightAndTextsToTheLeft() {
    assertThat(layout("", 80).lines(numbers(12), 3, 2, 0, NO_LIMIT))
        .isEqualTo("{\n   0,  1, 2, 3, 4,\n   5,  6, 7, 8, 9,\n  10, 11\n}");
    assertThat(layout("", 80).lines(numbers(12), 3, 1, 0, NO_LIMIT))
        .isEqualTo("{\n  0,  1,  2, 3, 4,\n  5,  6,  7, 8, 9,\n  10, 11\n}");
  }

  @Test
  void leavesTheLineThatCountsTheRestAlone() {
    String[] entries = numbers(8);
    entries[7] = "... 5 more items";
    assertThat(layout("", 80).lines(entries, 3, 2, 0, 7)).endsWith("\n  ... 5 more items\n}");
  }

  @Test
  void measuresWithoutColours() {
    String coloured = "a: \u001b[33m1\u001b[39m";
    assertThat(new Layout("{", "}", "", 20, 0, true).lines(new String[] {coloured}, 3, 0, 0, NO_LIMIT))
        .isEqualTo("{ " + coloured + " }");
    assertThat(layout("", 20).lines(new String[] {coloured}, 3, 0, 0, NO_LIMIT)).contains("\n");
  }

  @Test
  void takesAsFewLinesAsPossibleWhenDense() {
    assertThat(layout("", 80).dense(new String[] {"a: 1", "b: 2"})).isEqualTo("{ a: 1, b: 2 }");
    assertThat(layout("", 8).dense(new String[] {"a: 1", "b: 2"})).isEqualTo("{ a: 1,\n  b: 2 }");
  }
}
