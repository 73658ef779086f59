package io.cortado.node.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The lenient reader beneath {@code url.parse}. */
class LegacyReaderTest {
  @Test
  void takesAUrlApart() throws MalformedUrl {
    assertThat(LegacyReader.read("http://u:p%40@Ex.com:80/a b?c#d", false).parts())
        .containsExactly("http:", "//", "u:p@", "ex.com:80", "80", "ex.com", "#d", "?c", "/a%20b", "/a%20b?c",
            "http://u:p%40@ex.com:80/a%20b?c#d", null);
  }

  @Test
  void givesThePathWhatAHostCannotHave() throws MalformedUrl {
    LegacyUrl url = LegacyReader.read("http://a;b/c", false);
    assertThat(url.authority()).isEqualTo(new LegacyUrl.Authority(null, "a", "a", null, false));
    assertThat(url.pathname()).isEqualTo(";b/c");
    assertThat(url.href()).isEqualTo("http://a/;b/c");
  }

  @Test
  void seesAPathAlone() {
    assertThat(LegacyReader.pathLength("/a/b?c=d")).isEqualTo(4);
    assertThat(LegacyReader.pathLength("/a b")).isEqualTo(-1);
    assertThat(LegacyReader.pathLength("///a")).isEqualTo(-1);
  }

  @Test
  void writesDomainsInLettersOfDns() {
    assertThat(Domains.toAscii("Bücher.de")).isEqualTo("xn--bcher-kva.de");
    assertThat(Domains.toAscii("xn--a")).isNull();
    assertThat(Domains.toAscii("\u05d0a")).as("left to right within right to left").isNull();
  }

  @Test
  void refusesAnEscapeThatIsNoneInAUsersName() {
    assertThatThrownBy(() -> LegacyReader.read("http://%zz@a/", false)).isInstanceOf(MalformedUrl.class);
  }
}
