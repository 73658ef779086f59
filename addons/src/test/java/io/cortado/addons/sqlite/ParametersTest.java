package io.cortado.addons.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParametersTest {

  @Test
  void numbersNamesByTheirFirstPlace() {
    Parameters parameters = new Parameters("SELECT $a, ?, :b, @c, $a, ?9, ?");
    assertThat(parameters.index("$a")).isEqualTo(1);
    assertThat(parameters.index(":b")).isEqualTo(3);
    assertThat(parameters.index("@c")).isEqualTo(4);
    assertThat(parameters.index("?9")).isEqualTo(9);
    assertThat(parameters.index("b")).isZero();
    Object[] values = {1, 2.5, "it's", null, 5, 6, 7, 8, new byte[] {10, -1}, "last"};
    assertThat(parameters.expanded(values)).isEqualTo("SELECT 1, 2.5, 'it''s', NULL, 1, x'0aff', 'last'");
  }

  @Test
  void seesNoneInTextsNamesAndComments() {
    Parameters parameters = new Parameters("SELECT '?', \"a''?\", [b?], `c?`, 'it''s ?' -- ?\n, /* $x */ ?, 5$y; SELECT :z");
    assertThat(parameters.expanded(new Object[] {"here"})).contains("*/ 'here', 5$y; SELECT :z");
    assertThat(parameters.index("$x")).isZero();
    assertThat(parameters.index(":z")).isZero();
  }

  @Test
  void findsStatementsThatAreNone() {
    assertThat(new Parameters(" \n-- nothing\n/* at all */ ;SELECT 1").isEmpty()).isTrue();
    assertThat(new Parameters("").isEmpty()).isTrue();
    assertThat(new Parameters("SELECT 1").isEmpty()).isFalse();
  }

  @Test
  void endsWhereATextOrCommentIsOpen() {
    for (String open : new String[] {"'?", "\"?", "[?", "/* ?", "-- ?", "`?"}) {
      assertThat(new Parameters("SELECT " + open).expanded(new Object[] {1})).isEqualTo("SELECT " + open);
    }
  }
}
