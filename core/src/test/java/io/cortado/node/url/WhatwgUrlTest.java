package io.cortado.node.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader beneath {@code URL}, without JavaScript. */
class WhatwgUrlTest {
  private static String href(String input) throws MalformedUrl {
    return UrlReader.read(input, null).href();
  }

  @Test
  void takesAUrlApart() throws MalformedUrl {
    assertThat(UrlReader.read(" HTTP://u:p%40@Ex.com:8080/a b/../c?d'#e` ", null).lines().split("\n"))
        .containsExactly("http://u:p%40@ex.com:8080/c?d%27#e%60", "http://ex.com:8080", "http:", "u", "p%40", "ex.com:8080",
            "ex.com", "8080", "/c", "?d%27", "#e%60");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          g,           http://a/b/c/g
          ./g/,        http://a/b/c/g/
          ../../g,     http://a/g
          ../../../g,  http://a/g
          /g,          http://a/g
          //g,         http://g/
          ?y,          http://a/b/c/d;p?y
          #s,          http://a/b/c/d;p?q#s
          http:g,      http://a/b/c/g
          https:g,     https://g/
          %2e%2E/g,    http://a/b/g
          \\g\\h,      http://a/g/h
          """)
  void findsWhatIsRelativeToAnother(String input, String expected) throws MalformedUrl {
    assertThat(UrlReader.read(input, UrlReader.read("http://a/b/c/d;p?q", null)).href()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          file:c|/x/..,           file:///c:/
          file://localhost/x,     file:///x
          file:///C:/../..,       file:///C:/
          foo:/.//p,              foo:/.//p
          foo://h/a\\b,           foo://h/a\\b
          mailto:a b,             mailto:a b
          http://h:80/,           http://h/
          http://1.0x10,          http://1.0.0.16/
          http://0300.1.257,      http://192.1.1.1/
          http://[1:0:0::0:2]/,   http://[1::2]/
          http://[::ffff:1.2.3.4],http://[::ffff:102:304]/
          http://b%C3%BCcher.de,  http://xn--bcher-kva.de/
          """)
  void writesUrlsInOneWay(String input, String expected) throws MalformedUrl {
    assertThat(href(input)).isEqualTo(expected);
    assertThat(href(expected)).as("once more").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "//a", "http://", "http://u@", "http://:1", "http://a:65536", "http://a:x", "http://a b", "http://1.2.3.4.5",
        "http://256.1", "http://a.0x", "http://[1::2::3]", "http://[1:2:3:4:5:6:7:8:9]", "http://[:1]", "http://[1:]",
        "http://[::1.2.3]", "http://[::1", "http://%00", "foo://a b", "http://xn--a"
      })
  void refusesWhatIsNone(String input) {
    assertThatThrownBy(() -> href(input)).isInstanceOf(MalformedUrl.class);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          http://h/p,   protocol, https,       https://h/p
          http://h/p,   protocol, foo,         http://h/p
          http://h:81/, protocol, file,        http://h:81/
          http://h/p,   host,     x:81/y,      http://x:81/p
          http://h/p,   hostname, x:81,        http://h/p
          http://h/p,   port,     82x,         http://h:82/p
          http://h/p,   port,     70000,       http://h/p
          http://h/p,   username, a:b,         http://a%3Ab@h/p
          file:///p,    username, a,           file:///p
          http://h/p,   pathname, a?b#c,       http://h/a%3Fb%23c
          foo:/p,       pathname, //x,         foo:/.//x
          mailto:x,     pathname, y,           mailto:x
          http://h/p,   search,   ?a b,        http://h/p?a%20b
          http://h/p?q, hash,     x,           http://h/p?q#x
          """)
  void changesAPartWhereItFits(String url, String part, String value, String expected) throws MalformedUrl {
    UrlRecord record = UrlReader.read(url, null);
    new UrlChange(record).set(part, value);
    assertThat(record.href()).isEqualTo(expected);
  }

  @Test
  void readsAndWritesPairs() {
    assertThat(FormPairs.read("a=1&b+c=%C3%A9%zz&&=x&y")).containsExactly("a", "1", "b c", "é%zz", "", "x", "y", "");
    assertThat(FormPairs.write(new String[] {"a b", "é&=~", "*-._", "\ud800"})).isEqualTo("a+b=%C3%A9%26%3D%7E&*-._=%EF%BF%BD");
  }
}
