package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.node.buffer.Utf8;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers have the heads that Node and Express give them; the values were recorded from them. */
class ReplyTest {
  private static final String HTML = "text/html; charset=utf-8";
  private static final int WEAK = Reply.EXPRESS | Reply.WEAK_TAG | Reply.COMPARE;

  private final Reply reply = new Reply();

  private static RequestHead asking(String fields) {
    return new RequestHead("GET", "/", 1, fields, 0, true, 0, false);
  }

  private Reply.@Nullable Sent describe(
      RequestHead request, int status, String reason, String fields, @Nullable String type, String text, int mode, int keepAlive,
      boolean last) {
    return reply.describe(request, status, reason, fields, type, text, Utf8.bytes(text), mode, keepAlive, last);
  }

  private Reply.@Nullable Sent sent(String fields, @Nullable String type, String text, int mode) {
    return describe(asking(""), 200, "OK", fields, type, text, mode, 5_000, false);
  }

  private String head(Reply.@Nullable Sent sent) {
    assertThat(sent).isNotNull();
    byte[] bytes = reply.head(sent);
    return new String(bytes, 0, reply.length(), StandardCharsets.ISO_8859_1).replaceFirst("Date: [^\r]+", "Date: now");
  }

  @Test
  void putsWhatExpressSetsBehindTheFieldsOfTheApp() {
    assertThat(head(sent("X-Powered-By: Express\r\n", HTML, "cached", WEAK))).isEqualTo(
        String.join("\r\n", "HTTP/1.1 200 OK", "X-Powered-By: Express", "Content-Type: text/html; charset=utf-8", "Content-Length: 6",
            "ETag: W/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\"", "Date: now", "Connection: keep-alive", "Keep-Alive: timeout=5", "", ""));
  }

  @Test
  void putsTheLengthLastAsNodeDoes() {
    assertThat(head(sent("X-A: 1\r\n", null, "text", 0))).isEqualTo(
        "HTTP/1.1 200 OK\r\nX-A: 1\r\nDate: now\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nContent-Length: 4\r\n\r\n");
    assertThat(head(sent("Content-Length: 2\r\n", null, "text", Reply.HAS_LENGTH))).doesNotContain("Content-Length: 4");
  }

  @Test
  void saysWhatBecomesOfTheConnection() {
    assertThat(head(describe(asking(""), 200, "OK", "", HTML, "x", WEAK, 5_000, true))).contains("Connection: close\r\n\r\n");
    assertThat(head(describe(asking(""), 200, "OK", "", HTML, "x", WEAK, 0, false))).endsWith("Connection: keep-alive\r\n\r\n");
    assertThat(head(describe(asking(""), 200, "OK", "", HTML, "x", WEAK, 5_999, false))).contains("timeout=5\r\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "`` | \"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk\"",
    "text | \"4-Ny6gjKsz5xwCxlHbyDpHTTLGduo\"",
    "{\"a\":1} | \"7-n4nHQM60bXQYySSnisV5QdXpZSA\"",
    "cached | \"6-DJNxPB5D/M+Je3tPAugixl1Vf98\"",
  })
  void makesTheTagsOfExpress(String text, String tag) {
    assertThat(head(sent("", HTML, text, WEAK))).contains("\r\nETag: W/" + tag + "\r\n");
    assertThat(head(sent("", HTML, text, Reply.EXPRESS | Reply.STRONG_TAG))).contains("\r\nETag: " + tag + "\r\n");
    assertThat(head(sent("", HTML, text, Reply.EXPRESS))).doesNotContain("ETag");
  }

  @Test
  void sendsBytesAsTheyAre() {
    byte[] bytes = {(byte) 0xff, 0, 10};
    Reply.Sent sent = reply.describe(
        asking(""), 200, "OK", "X: caf\u00e9\r\n", "application/octet-stream", null, bytes, WEAK, 5_000, false);
    assertThat(head(sent)).contains(
        "X: caf\u00e9\r\nContent-Type: application/octet-stream\r\nContent-Length: 3\r\nETag: W/\"3-");
  }

  @Test
  void countsBytes() {
    assertThat(head(sent("", HTML, "\u20ac\ud83d\ude00\u00e9", WEAK))).contains("Content-Length: 9\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude00b", "\ud83d\ud83d\ude00"})
  void leavesHalfCharactersToJavaScript(String text) {
    assertThat(sent("", HTML, text, WEAK)).isNull();
  }

  @Test
  void leavesAHeadBeyondAsciiToJavaScriptUnlessTheBodyGoesAsBytes() {
    assertThat(sent("X: caf\u00e9\r\n", null, "x", 0)).isNull();
    assertThat(head(sent("X: caf\u00e9\r\n", HTML, "x", WEAK))).contains("X: caf\u00e9\r\n");
  }

  @Test
  void answersWhoHasTheBodyWithoutIt() {
    RequestHead asking = asking("If-None-Match\nW/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\"\n");
    Reply.Sent sent = describe(asking, 201, "Created", "X-A: 1\r\n", HTML, "cached", WEAK, 5_000, false);
    assertThat(head(sent)).isEqualTo(
        String.join("\r\n", "HTTP/1.1 304 Not Modified", "X-A: 1", "ETag: W/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\"", "Date: now",
            "Connection: keep-alive", "Keep-Alive: timeout=5", "", ""));
    assertThat(describe(asking, 200, "OK", "", HTML, "other", WEAK, 5_000, false)).isNotNull().extracting(s -> s.fresh).isEqualTo(false);
  }

  @Test
  void comparesOnlyWhereItIsAskedTo() {
    RequestHead asking = asking("If-None-Match\n*\n");
    assertThat(describe(asking, 200, "OK", "", HTML, "x", WEAK & ~Reply.COMPARE, 5_000, false)).isNotNull()
        .extracting(s -> s.fresh).isEqualTo(false);
    assertThat(head(describe(asking, 200, "OK", "", null, "x", 0, 5_000, false))).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void leavesConditionsThatNeedTheAppsOwnFieldsToJavaScript() {
    RequestHead asking = asking("If-None-Match\n*\n");
    assertThat(describe(asking, 200, "OK", "ETag: \"own\"\r\n", HTML, "x", Reply.EXPRESS | Reply.COMPARE, 5_000, false)).isNull();
    assertThat(describe(asking, 200, "OK", "Content-Type: text/plain\r\n", null, "x", WEAK, 5_000, false)).isNull();
    assertThat(describe(asking, 404, "Not Found", "", HTML, "x", WEAK, 5_000, false)).isNull();
    assertThat(describe(asking("If-Modified-Since\nThu, 01 Jan 2015 00:00:00 GMT\n"), 200, "OK", "", HTML, "x", WEAK, 5_000, false)).isNull();
  }

  @Test
  void writesLongHeadsWhole() {
    String fields = "X-Long: " + "x".repeat(9_000) + "\r\n";
    assertThat(head(sent(fields, HTML, "x", WEAK))).contains(fields).endsWith("\r\n\r\n");
    assertThat(head(sent("", HTML, "x", WEAK))).doesNotContain("X-Long");
  }

  @Test
  void tellsAfterwardsWhatItHasAdded() {
    Reply.Sent sent = sent("X-A: 1\r\n", HTML, "text", WEAK);
    assertThat(sent).isNotNull();
    assertThat(sent.ownFields()).isEqualTo(
        "Content-Type\ntext/html; charset=utf-8\nContent-Length\n4\nETag\nW/\"4-Ny6gjKsz5xwCxlHbyDpHTTLGduo\"\n");
    Reply.Sent file = Reply.Sent.file(false, "", "Accept-Ranges: bytes\r\nETag: W/\"a\"\r\n", "text/plain", 3, 5_000, false, "now");
    assertThat(file.ownFields()).isEqualTo("Accept-Ranges\nbytes\nETag\nW/\"a\"\nContent-Type\ntext/plain\nContent-Length\n3\n");
  }

  @Test
  void writesDatesAsHttpDoes() {
    assertThat(reply.date()).matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
  }
}
