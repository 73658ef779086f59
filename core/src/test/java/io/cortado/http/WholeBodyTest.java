package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what every body parser would read in the same way is given as text at once. */
class WholeBodyTest {
  private static final String JSON = "application/json";

  private static RequestHead head(long length, String fields) {
    return new RequestHead("POST", "/", 1, fields, length, true, 0, false);
  }

  private static int kind(String type) {
    return WholeBody.kind(head(7, "Content-Type\n" + type + "\nContent-Length\n7\n"), null, JSON, 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "application/json", "APPLICATION/JSON", "application/json; charset=utf-8", "application/json;charset=UTF-8",
    "application/json ; charset=utf-8 ",
  })
  void givesPlainJson(String type) {
    assertThat(kind(type)).isEqualTo(WholeBody.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "application/json;", "application/json; charset=\"utf-8\"", "application/json; charset=utf8",
    "application/json; charset=latin1",
    "application/json; charset=utf-8; x=y", "application/json; x=y", "application/json, text/plain", "json", "/json",
    "application/",
    "", "application /json", "application/json/x", "*/*", "application/j\u00e4son",
  })
  void leavesOddTypesToTheStream(String type) {
    assertThat(kind(type)).isEqualTo(WholeBody.STREAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/vnd.api+json", "application/jsonx", "text/json; charset=latin1"})
  void hasNothingToDoWithOtherTypes(String type) {
    assertThat(kind(type)).isEqualTo(WholeBody.OTHER);
  }

  @Test
  void hasNothingToDoWithoutABody() {
    assertThat(WholeBody.kind(head(0, "Content-Type\napplication/json\n"), null, JSON, 100)).isEqualTo(WholeBody.OTHER);
    assertThat(WholeBody.kind(head(7, "Content-Length\n7\n"), null, JSON, 100)).isEqualTo(WholeBody.OTHER);
  }

  @Test
  void givesAnEmptyBodyThatIsDeclared() {
    assertThat(WholeBody.kind(head(0, "Content-Type\napplication/json\nContent-Length\n0\n"), null, JSON, 100))
        .isEqualTo(WholeBody.TEXT);
  }

  @Test
  void leavesWhatIsChunkedCompressedOrAmbiguousToTheStream() {
    assertThat(WholeBody.kind(head(-1, "Content-Type\napplication/json\nTransfer-Encoding\nchunked\n"), null, JSON,
        100)).isEqualTo(WholeBody.STREAM);
    assertThat(WholeBody.kind(head(7, "Content-Type\napplication/json\nContent-Encoding\ngzip\n"), null, JSON, 100))
        .isEqualTo(WholeBody.STREAM);
    assertThat(WholeBody.kind(head(7, "Content-Type\napplication/json\nContent-Type\ntext/plain\n"), null, JSON, 100))
        .isEqualTo(WholeBody.STREAM);
  }

  @ParameterizedTest
  @CsvSource({"7,7,2", "7,6,0", "7,6.9,0", "7,0,0", "49152,1e9,2", "49153,1e9,0"})
  void keepsToTheLimit(long length, double limit, int kind) {
    assertThat(WholeBody.kind(head(length, "Content-Type\napplication/json\n"), null, JSON, limit)).isEqualTo(kind);
  }

  @Test
  void takesTheTypeThatJavaScriptHas() {
    RequestHead head = head(7, "Content-Type\ntext/plain\n");
    assertThat(WholeBody.kind(head, "application/json", JSON, 100)).isEqualTo(WholeBody.TEXT);
    assertThat(WholeBody.kind(head, null, JSON, 100)).isEqualTo(WholeBody.OTHER);
  }

  private static String decode(byte[] bytes) {
    byte[] framed = new byte[bytes.length + 4];
    System.arraycopy(bytes, 0, framed, 3, bytes.length);
    framed[2] = (byte) 0xff;
    return String.valueOf(WholeBody.decode(framed, 3, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ascii", "caf\u00e9 \u20ac", "\ud83d\ude00", "a\0b", "a\ufeff"})
  void decodesUtf8(String text) {
    assertThat(decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @Test
  void dropsOneByteOrderMark() {
    assertThat(decode("\ufeffx".getBytes(StandardCharsets.UTF_8))).isEqualTo("x");
    assertThat(decode("\ufeff\ufeffx".getBytes(StandardCharsets.UTF_8))).isEqualTo("\ufeffx");
    assertThat(decode("\ufeff".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "eda080", "e282", "f4908080", "80", "61c3"})
  void knowsWhatIsNoUtf8(String hex) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    assertThat(WholeBody.decode(bytes, 0, bytes.length)).isNull();
  }
}
