package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadParserTest {
  private final HeadParser parser = new HeadParser();
  private final Input input = new Input();

  /** What becomes of bytes that come in parts, none of which ends the connection; the parts are separated by a bar. */
  private @Nullable RequestHead read(String text) throws BadMessage {
    RequestHead head = null;
    for (String part : text.replace("\\r", "\r").replace("\\n", "\n").split("\\|", -1)) {
      byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
      input.append(bytes, bytes.length);
      RequestHead next = parser.next(input, new HttpLimits());
      head = next == null ? head : next;
    }
    return head;
  }

  private BadMessage refusal(String text) {
    return catchThrowableOfType(BadMessage.class, () -> read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/a?b", "/?", "//a", "/%zz", "http://a", "http://a/", "HTTP://a:80/b?c=http://d", "https://[::1]:1/", "a+b.c-d://e/",
        "/a#b", "http://a/#b", "http://a#b", "http://u:p@a:1/@"
      })
  void takesTargets(String target) throws BadMessage {
    RequestHead head = read("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(head).isNotNull();
    assertThat(head.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*", "a", "#a", "http://", "http:///a", "http://:80/", "http://a:b/", "http://a:65536/", "http://a b/",
        "http://a@/", "http://a@b:c/", "http://[::1/", "http://a%/", "http:/a", "://a", "1a://b/", "a_b://c/", "?a"
      })
  void refusesOtherTargets(String target) {
    assertThat(refusal("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(400);
  }

  @Test
  void takesAnAsteriskForTheServerItself() throws BadMessage {
    assertThat(read("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")).isNotNull();
    assertThat(refusal("POST * HTTP/1.1\r\nHost: a\r\n\r\n").code()).isEqualTo("HPE_INVALID_URL");
  }

  @Test
  void wantsHostAndPortOfATunnel() throws BadMessage {
    assertThat(read("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n")).isNotNull();
    for (String target : new String[] {"a", "/", "a:", "a:65536", "http://a:1/"}) {
      assertThat(refusal("CONNECT " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").code()).as(target).isEqualTo("HPE_INVALID_URL");
    }
  }

  /** None of these has the empty line that a head ends with. */
  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-OpenSSH_9.2\\r\\n, HPE_INVALID_METHOD",
    "'\u0016\u0003\u0001\u0002', HPE_INVALID_METHOD",
    "PRI * HTTP/2.0, HPE_INVALID_METHOD",
    "*1\\r\\n$4\\r\\nPING\\r\\n, HPE_INVALID_METHOD",
    "get / HTTP/1.1, HPE_INVALID_METHOD",
    "G|E|X, HPE_INVALID_METHOD",
    "EHLO a\\r\\n, HPE_INVALID_METHOD",
    "GET /\\r\\n, HPE_INVALID_URL",
    "GET /|\\r, HPE_INVALID_URL",
    "GET  /, HPE_INVALID_URL",
    "GET / FTP/, HPE_INVALID_CONSTANT",
    "GET / \\r\\n, HPE_INVALID_CONSTANT",
    "GET / HTTP/x.1\\r, HPE_INVALID_VERSION",
    "OPTIONS sip:a SIP/2.0\\r\\n, HPE_INVALID_CONSTANT",
  })
  void refusesAtOnceWhatCannotBecomeAHead(String text, String code) {
    assertThat(refusal(text).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r", "G", "GET", "GET ", "GET /", "GET / ", "GET / H", "GET / HTTP/1", "GET / HTTP/1.1\\r", "M-SEARCH * H"})
  void waitsForWhatCan(String text) throws BadMessage {
    assertThat(read(text)).isNull();
  }

  @Test
  void readsAHeadInPartsOfOneByte() throws BadMessage {
    RequestHead head = read(String.join("|", "GET /a HTTP/1.1\r\nHost: b\r\nC: d\r\n\r\n".split("", -1)));
    assertThat(head).isNotNull();
    assertThat(head.fields()).isEqualTo("Host\nb\nC\nd\n");
    assertThat(input.length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a:-1", "a:80:80", "a:65536", "[", "[::1", "::1", "a%", "a%zz", "a@b", ":80", "http://", "http://a:x"})
  void refusesHostsThatAreNone(String host) {
    assertThat(refusal("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getMessage()).isEqualTo("Invalid Host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:80", "[::1]:80", "a_b", "http://a:80"})
  void takesHosts(String host) throws BadMessage {
    assertThat(read("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).isNotNull();
  }

  @Test
  void skipsEmptyLinesAndSaysHowMany() {
    byte[] lines = "\r\n\r\n\r\nGET".getBytes(StandardCharsets.US_ASCII);
    input.append(lines, lines.length);
    assertThat(input.skipEmptyLines()).isEqualTo(6);
    assertThat(input.length()).isEqualTo(3);
  }
}
