package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A response is the same however its bytes come, and what Node refuses is refused at the same byte. */
class ResponseReaderTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0").replace("\\t", "\t").replace("''", "\"");
  }

  private static ResponseReader reader() {
    return new ResponseReader("GET", 16384);
  }

  /** What is told of chunks, with the bytes of bodies in place of where they are. */
  private static List<String> told(ResponseReader reader, List<byte[]> chunks) {
    List<String> events = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (byte[] chunk : chunks) {
      events(reader.read(chunk), chunk, body, events);
    }
    events(reader.end(), new byte[0], body, events);
    if (!body.isEmpty()) {
      events.add("cut body " + body);
    }
    return events;
  }

  private static void events(String told, byte[] chunk, StringBuilder body, List<String> events) {
    String[] lines = told.isEmpty() ? new String[0] : told.split("\n", -1);
    int at = 0;
    while (at < lines.length) {
      String kind = lines[at++];
      switch (kind) {
        case "head" -> {
          int to = at + 6 + Integer.parseInt(lines[at + 5]);
          events.add("head " + String.join("|", Arrays.copyOfRange(lines, at, to)));
          at = to;
        }
        case "body" -> {
          int from = Integer.parseInt(lines[at++]);
          body.append(new String(chunk, from, Integer.parseInt(lines[at++]) - from, StandardCharsets.ISO_8859_1));
        }
        case "end" -> {
          int to = at + 1 + Integer.parseInt(lines[at]);
          events.add("body " + body);
          events.add("end " + String.join("|", Arrays.copyOfRange(lines, at + 1, to)));
          body.setLength(0);
          at = to;
        }
        case "rest" -> {
          int from = Integer.parseInt(lines[at++]);
          events.add("rest " + new String(chunk, from, chunk.length - from, StandardCharsets.ISO_8859_1));
        }
        case "error" -> {
          events.add("error " + lines[at] + " " + lines[at + 1]);
          at += 3;
        }
        default -> throw new AssertionError(kind);
      }
    }
  }

  private static List<String> whole(String response) {
    return told(reader(), List.of(bytes(response)));
  }

  private static List<byte[]> parts(byte[] all, int... cuts) {
    List<byte[]> parts = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      parts.add(Arrays.copyOfRange(all, from, cut));
      from = cut;
    }
    parts.add(Arrays.copyOfRange(all, from, all.length));
    return parts;
  }

  @Test
  void readsAHeadAndABodyOfKnownLength() {
    assertThat(whole(OK + "Content-Type: text/plain \r\nContent-Length:\t5\r\nX:\r\n\r\nhello"))
        .containsExactly("head 1|1|200|1|OK|6|Content-Type|text/plain|Content-Length|5|X|", "body hello", "end ");
  }

  @Test
  void tellsWhereTheBodyIsAndCopiesNothing() {
    ResponseReader reader = reader();
    assertThat(reader.read(bytes(OK + "Content-Length: 10\r\n\r\nhello"))).endsWith("\nbody\n39\n44");
    assertThat(reader.read(bytes("world"))).isEqualTo("body\n0\n5\nend\n0");
  }

  @Test
  void readsChunksExtensionsAndTrailers() {
    assertThat(whole(CHUNKED + "5;a=b;c=\"d \\\"e\"\r\nhello\r\n06\r\n world\r\n0;last\r\nX-A: 1\r\nX-B:  two \r\n\r\n"))
        .containsExactly("head 1|1|200|1|OK|2|Transfer-Encoding|chunked", "body hello world", "end X-A|1|X-B|two");
  }

  @Test
  void readsUntilTheConnectionEndsWhereNothingElseEndsTheBody() {
    assertThat(whole("HTTP/1.0 200\r\n\r\nuntil close")).containsExactly("head 1|0|200|0||0", "body until close", "end ");
  }

  @Test
  void hasNoBodyForHeadAndForStatusesWithoutOne() {
    assertThat(told(new ResponseReader("HEAD", 16384), List.of(bytes(OK + "Content-Length: 5\r\n\r\n"))))
        .containsExactly("head 1|1|200|1|OK|2|Content-Length|5", "body ", "end ");
    assertThat(whole("HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\n")).endsWith("body ", "end ");
    assertThat(whole("HTTP/1.1 304 Same\r\nTransfer-Encoding: chunked\r\n\r\n")).endsWith("body ", "end ");
  }

  @Test
  void readsInterimResponsesBeforeTheLast() {
    assertThat(whole("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + OK + "Content-Length: 2\r\n\r\nok"))
        .containsExactly(
            "head 1|1|103|1|Early Hints|2|Link|a", "body ", "end ", "head 1|1|200|1|OK|2|Content-Length|2", "body ok", "end ");
  }

  @Test
  void leavesWhatFollowsASwitchOfProtocols() {
    assertThat(whole("HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\nHTTP/x\n"))
        .containsExactly("head 1|1|101|3|S|4|Connection|Upgrade|Upgrade|foo", "body ", "end ", "rest HTTP/x\n");
    assertThat(told(new ResponseReader("CONNECT", 16384), List.of(bytes(OK + "Content-Length: 3\r\n\r\nabc"))))
        .endsWith("rest abc");
  }

  @Test
  void ignoresWhatFollowsASwitchThatNobodyAgreedToButReadsOnAfterwards() {
    ResponseReader reader = reader();
    assertThat(told(reader, List.of(bytes("HTTP/1.1 101 S\r\n\r\nwhat?"), bytes(OK + "\r\n"))))
        .containsExactly("head 1|1|101|1|S|0", "body ", "end ", "head 1|1|200|0|OK|0", "body ", "end ");
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n', 1", "'HTTP/1.1 200 OK\\r\\n\\r\\n', 0",
    "'HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nConnection: a, Close\\r\\n\\r\\n', 0",
    "'HTTP/1.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n', 0", "'HTTP/2.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n', 0",
    "'HTTP/1.0 200 OK\\r\\nContent-Length: 0\\r\\nConnection: keep-alive\\r\\n\\r\\n', 1",
    "'HTTP/1.1 204 None\\r\\n\\r\\n', 1", "'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n', 0",
    "'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n', 1",
  })
  void tellsWhetherTheConnectionCanBeKept(String response, String keep) {
    assertThat(reader().read(bytes(unescape(response))).split("\n", -1)[4]).isEqualTo(keep);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 Fi ne\r\nSet-Cookie: a\r\nContent-Length: 4\r\nset-cookie:\t b \r\n\r\n\r\n\r\n",
    CHUNKED + "00a;x=\"\\\" y\";z\r\n0123456789\r\n1\r\n\r\r\n0\r\nA: b\r\nC:\r\n\r\n",
    "\r\n\r\nHTTP/1.1 200\r\nTransfer-Encoding: gzip,\tchunked\r\n\r\n2\r\nok\r\n0\r\n\r\nHTTP/1.1 204 \r\n\r\n",
    "HTTP/1.0 404 N\u00f6\r\nX: \u00e4\tb\r\n\r\nthe rest",
    OK + "Content-Length: 2\r\nConnection: close\r\n\r\nok\r\n\r\nGET",
    CHUNKED + "2\r\nokX", CHUNKED + "zz", OK + "A: b\nC: d", OK + " fold", OK + "A: b\r\n c", OK + "A b: c", "HTTP/1.1 2x0",
    OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n", OK + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
  })
  void readsTheSameWhereverTheBytesAreSplit(String response) {
    byte[] all = bytes(response);
    List<String> expected = whole(response);
    for (int first = 0; first <= all.length; first++) {
      for (int second = first; second <= all.length; second++) {
        assertThat(told(reader(), parts(all, first, second))).as("%d %d", first, second).isEqualTo(expected);
      }
    }
    List<byte[]> single = new ArrayList<>();
    for (byte b : all) {
      single.add(new byte[] {b});
    }
    assertThat(told(reader(), single)).isEqualTo(expected);
  }

  /** The positions are Node's. */
  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
      garbage\\r\\n ~ HPE_INVALID_CONSTANT ~ Expected HTTP/, RTSP/ or ICE/ ~ 0
      HTPP/1.1 200 OK\\r\\n ~ HPE_INVALID_CONSTANT ~ Expected HTTP/, RTSP/ or ICE/ ~ 2
      HTTP/a.1 ~ HPE_INVALID_VERSION ~ Invalid major version ~ 5
      HTTP/11 ~ HPE_INVALID_VERSION ~ Expected dot ~ 6
      HTTP/1.x ~ HPE_INVALID_VERSION ~ Invalid minor version ~ 7
      HTTP/1.2 200 ~ HPE_INVALID_VERSION ~ Invalid HTTP version ~ 8
      HTTP/1.1\\r\\n ~ HPE_INVALID_VERSION ~ Expected space after version ~ 8
      HTTP/1.1 99 Odd\\r\\n ~ HPE_INVALID_STATUS ~ Invalid status code ~ 11
      HTTP/1.1 1000 Odd\\r\\n ~ HPE_INVALID_STATUS ~ Invalid response status ~ 12
      HTTP/1.1 200\\nA: b ~ HPE_INVALID_STATUS ~ Invalid response status ~ 13
      HTTP/1.1 200 OK\\nA: b ~ HPE_CR_EXPECTED ~ Missing expected CR after response line ~ 16
      HTTP/1.1 200 a\\rb\\r\\n ~ HPE_STRICT ~ Expected LF after CR ~ 15
      HTTP/1.1 200 OK\\r\\n c: d ~ HPE_UNEXPECTED_SPACE ~ Unexpected space after start line ~ 18
      HTTP/1.1 200 OK\\r\\n\\nA: b ~ HPE_INVALID_HEADER_TOKEN ~ Invalid header field char ~ 18
      HTTP/1.1 200 OK\\r\\n\\rX ~ HPE_STRICT ~ Expected LF after headers ~ 18
      HTTP/1.1 200 OK\\r\\nBad Header: 1 ~ HPE_INVALID_HEADER_TOKEN ~ Invalid header token ~ 20
      HTTP/1.1 200 OK\\r\\nUpgrade : a ~ HPE_INVALID_HEADER_TOKEN ~ Invalid header field char ~ 25
      HTTP/1.1 200 OK\\r\\nA:\\nB ~ HPE_INVALID_HEADER_TOKEN ~ Invalid header value char ~ 20
      HTTP/1.1 200 OK\\r\\nA:\\rB ~ HPE_STRICT ~ Expected LF after CR ~ 20
      HTTP/1.1 200 OK\\r\\nA:\\r\\n c ~ HPE_INVALID_HEADER_TOKEN ~ Invalid header value char ~ 22
      HTTP/1.1 200 OK\\r\\nA: b\\0c ~ HPE_INVALID_HEADER_TOKEN ~ Invalid header value char ~ 21
      HTTP/1.1 200 OK\\r\\nA: b\\nC ~ HPE_CR_EXPECTED ~ Missing expected CR after header value ~ 21
      HTTP/1.1 200 OK\\r\\nA: b\\rC ~ HPE_LF_EXPECTED ~ Missing expected LF after header value ~ 22
      HTTP/1.1 200 OK\\r\\nA: b\\r\\n\\tc ~ HPE_INVALID_HEADER_TOKEN ~ Unexpected whitespace after header value ~ 23
      HTTP/1.1 200 OK\\r\\nContent-Length: 5x ~ HPE_INVALID_CONTENT_LENGTH ~ Invalid character in Content-Length ~ 34
      HTTP/1.1 200 OK\\r\\nContent-Length: 1 2 ~ HPE_INVALID_CONTENT_LENGTH ~ Invalid character in Content-Length ~ 35
      HTTP/1.1 200 OK\\r\\nContent-Length: \\r\\n\\r\\n ~ HPE_INVALID_CONTENT_LENGTH ~ Empty Content-Length ~ 35
      HTTP/1.1 200 OK\\r\\nContent-Length: 18446744073709551616 ~ HPE_INVALID_CONTENT_LENGTH ~ Content-Length overflow ~ 53
      """)
  void refusesHeadsAtTheByteWhereNodeDoes(String response, String code, String reason, int at) {
    assertThat(reader().read(bytes(unescape(response)))).endsWith("error\n" + code + "\n" + reason + "\n" + at);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
      z ~ HPE_INVALID_CHUNK_SIZE ~ Invalid character in chunk size ~ 0
      5g ~ HPE_INVALID_CHUNK_SIZE ~ Invalid character in chunk size ~ 1
      5 \\r ~ HPE_INVALID_CHUNK_SIZE ~ Invalid character in chunk size ~ 2
      fffffffffffffffff ~ HPE_INVALID_CHUNK_SIZE ~ Chunk size overflow ~ 17
      5\\n ~ HPE_CR_EXPECTED ~ Missing expected CR after chunk size ~ 2
      5\\rX ~ HPE_STRICT ~ Expected LF after chunk size ~ 2
      5;\\r ~ HPE_STRICT ~ Invalid character in chunk extensions ~ 3
      5;a b ~ HPE_STRICT ~ Invalid character in chunk extensions name ~ 4
      5;a\\n ~ HPE_CR_EXPECTED ~ Missing expected CR after chunk extension name ~ 3
      5;a=b c ~ HPE_STRICT ~ Invalid character in chunk extensions value ~ 6
      5;a=b\\n ~ HPE_CR_EXPECTED ~ Missing expected CR after chunk extension value ~ 5
      5;a=''b\\n ~ HPE_STRICT ~ Invalid character in chunk extensions quoted value ~ 7
      5;a=''b''x ~ HPE_STRICT ~ Invalid character in chunk extensions quote value ~ 7
      1\\r\\na\\n ~ HPE_CR_EXPECTED ~ Missing expected CR after chunk data ~ 5
      1\\r\\nab ~ HPE_STRICT ~ Expected LF after chunk data ~ 4
      0\\r\\n A: b ~ HPE_INVALID_HEADER_TOKEN ~ Invalid header token ~ 3
      0\\r\\nContent-Length: 1 ~ HPE_INVALID_CONTENT_LENGTH ~ Content-Length can't be present with Transfer-Encoding ~ 18
      """)
  void refusesChunksAtTheByteWhereNodeDoes(String body, String code, String reason, int at) {
    ResponseReader reader = reader();
    reader.read(bytes(CHUNKED));
    assertThat(reader.read(bytes(unescape(body)))).endsWith("error\n" + code + "\n" + reason + "\n" + at);
  }

  @Test
  void boundsHeadsTrailersAndExtensions() {
    String many = "a".repeat(16384);
    String overflow = "HPE_HEADER_OVERFLOW\nHeader overflow";
    assertThat(reader().read(bytes(OK + "A: " + many + "\r\n"))).isEqualTo("error\n" + overflow + "\n16405");
    assertThat(reader().read(bytes("HTTP/1.1 200 " + many))).contains(overflow);
    assertThat(reader().read(bytes(CHUNKED + "0\r\nA: " + many))).contains(overflow);
    assertThat(reader().read(bytes(CHUNKED + "0;" + many + "a\r\n"))).contains("HPE_CHUNK_EXTENSIONS_OVERFLOW");
    assertThat(new ResponseReader("GET", 8).read(bytes(OK + "A: bcdef\r\n"))).contains(overflow);
    assertThat(new ResponseReader("GET", 9).read(bytes(OK + "A: bcdef\r\n"))).isEmpty();
  }

  @Test
  void readsLengthsBeyondWhatALongHolds() {
    assertThat(whole(OK + "Content-Length: 18446744073709551615\r\n\r\nhello")).endsWith("cut body hello");
    assertThat(whole(CHUNKED + "ffffffffffffffff\r\nhello")).endsWith("cut body hello");
  }

  @Test
  void refusesWhatFollowsTheLastResponse() {
    assertThat(whole(OK + "Connection: close\r\nContent-Length: 2\r\n\r\nok\r\nmore"))
        .endsWith("end ", "error HPE_CLOSED_CONNECTION Data after `Connection: close`");
  }

  @Test
  void tellsNothingMoreAfterAnError() {
    ResponseReader reader = reader();
    assertThat(reader.read(bytes("nonsense"))).startsWith("error");
    assertThat(reader.read(bytes(OK + "\r\n"))).isEmpty();
    assertThat(reader.end()).isEmpty();
  }
}
