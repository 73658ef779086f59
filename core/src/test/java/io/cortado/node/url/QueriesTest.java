package io.cortado.node.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Queries as {@code querystring} reads them. */
class QueriesTest {
  @Test
  void readsNamesAndValues() {
    assertThat(Queries.read("a=1&&b=x+y%20z&c&=d", "&", "=", 0, true)).containsExactly("a", "1", "b", "x y z", "c", "", "", "d");
    assertThat(Queries.read("a:1;;b:2", ";;", ":", 0, true)).containsExactly("a", "1", "b", "2");
    assertThat(Queries.read("a=1&b=2&c=3", "&", "=", 2, true)).containsExactly("a", "1", "b", "2");
    assertThat(Queries.read("a=+%20", "&", "=", 0, false)).containsExactly("a", "+%20");
  }

  @Test
  void leavesWhatIsNoEscapeAsItStands() {
    assertThat(Queries.read("a=%zz%41&b=%E9x&c=%C3%A9", "&", "=", 0, true)).containsExactly("a", "%zzA", "b", "\ufffdx", "c", "é");
    assertThat(Queries.bytes("a+%C3%4", true)).isEqualTo("a \u00c3%4");
    assertThat(Queries.bytes("\u0141", false)).isEqualTo("A");
  }
}
