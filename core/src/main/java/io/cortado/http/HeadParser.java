package io.cortado.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one complete request head, strictly: what two servers could read in two ways is refused. Stateless between
 * heads; runs on the loop.
 */
final class HeadParser {
  private static final byte[] HOST = ascii("host");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] CONNECTION = ascii("connection");
  private static final byte[] EXPECT = ascii("expect");
  private static final byte[] UPGRADE = ascii("upgrade");
  private static final byte[] VERSION = ascii("HTTP/");
  private static final byte[][] SCHEMES = {ascii("http://"), ascii("https://")};

  private byte[] fields = new byte[1024];
  private int fieldsLength;
  private byte[] bytes = fields;
  private int hosts;
  private long contentLength;
  private boolean hasLength;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;
  private boolean upgradeToken;
  private boolean upgradeField;
  private int expect;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Takes the next head from a connection's input, or returns null while it is not there whole. */
  @Nullable RequestHead next(Input input, HttpLimits limits) throws BadRequest {
    int end = input.headEnd();
    if ((end < 0 ? input.length() : end - input.from()) > limits.maxHeadBytes) {
      throw new BadRequest(431, "HPE_HEADER_OVERFLOW", "Header overflow");
    }
    if (end < 0) {
      return null;
    }
    RequestHead head = parse(input.bytes(), input.from(), end, limits.maxFields, limits.requireHost);
    input.skip(end - input.from());
    return head;
  }

  /**
   * Parses {@code bytes[from, to)}, which ends with the empty line.
   *
   * @param maxFields more than these are answered with 431
   * @param requireHost whether HTTP/1.1 needs a Host
   */
  RequestHead parse(byte[] input, int from, int to, int maxFields, boolean requireHost) throws BadRequest {
    reset(input);
    int at = from;
    int space = indexOf((byte) ' ', at, to);
    String method = space < 0 ? null : Methods.of(bytes, at, space);
    if (method == null) {
      throw BadRequest.malformed("HPE_INVALID_METHOD", "Invalid method encountered");
    }
    at = space + 1;
    int targetEnd = at;
    while (Grammar.target(bytes[targetEnd])) {
      targetEnd++;
    }
    String target = new String(bytes, at, targetEnd - at, StandardCharsets.ISO_8859_1);
    checkTarget(method, target, bytes[targetEnd]);
    int minorVersion = version(targetEnd + 1);
    at = targetEnd + 1 + VERSION.length + 5;
    int count = 0;
    while (bytes[at] != Grammar.CR) {
      if (++count > maxFields) {
        throw new BadRequest(431, "HPE_HEADER_OVERFLOW", "Header overflow");
      }
      at = field(at);
    }
    return head(method, target, minorVersion, requireHost);
  }

  private void reset(byte[] input) {
    bytes = input;
    fieldsLength = 0;
    hosts = 0;
    contentLength = 0;
    hasLength = false;
    chunked = false;
    close = false;
    keepAlive = false;
    upgradeToken = false;
    upgradeField = false;
    expect = 0;
  }

  private static void checkTarget(String method, String target, byte end) throws BadRequest {
    boolean absolute = target.indexOf("://") > 0 && Character.isLetter(target.charAt(0));
    boolean fits =
        target.startsWith("/") || absolute || target.equals("*") || method.equals("CONNECT") && !target.isEmpty();
    if (end != ' ' || !fits) {
      throw BadRequest.malformed("HPE_INVALID_URL", "Invalid characters in url");
    }
  }

  private int version(int at) throws BadRequest {
    for (int i = 0; i < VERSION.length; i++) {
      if (bytes[at + i] != VERSION[i]) {
        throw BadRequest.malformed("HPE_INVALID_CONSTANT", "Expected HTTP/");
      }
    }
    int digits = at + VERSION.length;
    boolean shaped =
        Character.isDigit(bytes[digits])
            && bytes[digits + 1] == '.'
            && Character.isDigit(bytes[digits + 2])
            && bytes[digits + 3] == Grammar.CR;
    if (!shaped) {
      throw BadRequest.malformed("HPE_INVALID_VERSION", "Invalid HTTP version");
    }
    if (bytes[digits] != '1' || bytes[digits + 2] > '1') {
      throw new BadRequest(505, "HPE_INVALID_VERSION", "Invalid HTTP version");
    }
    return bytes[digits + 2] - '0';
  }

  private int field(int start) throws BadRequest {
    int at = start;
    while (Grammar.token(bytes[at])) {
      at++;
    }
    if (at == start || bytes[at] != ':') {
      throw BadRequest.malformed("HPE_INVALID_HEADER_TOKEN", "Invalid header token");
    }
    int nameEnd = at++;
    while (bytes[at] == ' ' || bytes[at] == '\t') {
      at++;
    }
    int valueStart = at;
    while (Grammar.field(bytes[at])) {
      at++;
    }
    if (bytes[at] != Grammar.CR) {
      throw BadRequest.malformed("HPE_INVALID_HEADER_TOKEN", "Invalid header value char");
    }
    int valueEnd = at;
    while (valueEnd > valueStart && (bytes[valueEnd - 1] == ' ' || bytes[valueEnd - 1] == '\t')) {
      valueEnd--;
    }
    interpret(start, nameEnd, valueStart, valueEnd);
    append(start, nameEnd);
    append(valueStart, valueEnd);
    return at + 2;
  }

  private void interpret(int name, int nameEnd, int value, int valueEnd) throws BadRequest {
    switch (nameEnd - name) {
      case 4 -> {
        if (is(name, nameEnd, HOST)) {
          host(value, valueEnd);
        }
      }
      case 6 -> {
        if (is(name, nameEnd, EXPECT)) {
          expect = text(value, valueEnd).equals("100-continue") ? 1 : 2;
        }
      }
      case 7 -> upgradeField |= is(name, nameEnd, UPGRADE);
      case 10 -> {
        if (is(name, nameEnd, CONNECTION)) {
          connection(text(value, valueEnd));
        }
      }
      case 14 -> {
        if (is(name, nameEnd, CONTENT_LENGTH)) {
          length(value, valueEnd);
        }
      }
      case 17 -> {
        if (is(name, nameEnd, TRANSFER_ENCODING)) {
          transferEncoding(text(value, valueEnd));
        }
      }
      default -> {}
    }
  }

  private void host(int value, int valueEnd) throws BadRequest {
    hosts++;
    // Test suites of Express apps send a whole origin; it names one host, as everybody reads it.
    int from = value;
    for (byte[] scheme : SCHEMES) {
      if (valueEnd - value > scheme.length && is(value, value + scheme.length, scheme)) {
        from = value + scheme.length;
      }
    }
    for (int i = from; i < valueEnd; i++) {
      if (!Grammar.host(bytes[i])) {
        throw BadRequest.malformed("HPE_INVALID_HEADER_TOKEN", "Invalid Host");
      }
    }
  }

  private void connection(String value) {
    for (String token : value.split(",", -1)) {
      switch (token.strip()) {
        case "close" -> close = true;
        case "keep-alive" -> keepAlive = true;
        case "upgrade" -> upgradeToken = true;
        default -> {}
      }
    }
  }

  private void length(int value, int valueEnd) throws BadRequest {
    if (hasLength) {
      throw BadRequest.malformed("HPE_UNEXPECTED_CONTENT_LENGTH", "Content-Length already present");
    }
    hasLength = true;
    if (value == valueEnd || valueEnd - value > 18) {
      throw BadRequest.malformed("HPE_INVALID_CONTENT_LENGTH", "Invalid Content-Length");
    }
    for (int i = value; i < valueEnd; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        throw BadRequest.malformed("HPE_INVALID_CONTENT_LENGTH", "Invalid character in Content-Length");
      }
      contentLength = contentLength * 10 + bytes[i] - '0';
    }
  }

  private void transferEncoding(String value) throws BadRequest {
    String[] codings = value.split(",", -1);
    for (int i = 0; i < codings.length; i++) {
      boolean isChunked = codings[i].strip().equals("chunked");
      if (chunked) {
        throw BadRequest.malformed("HPE_INVALID_TRANSFER_ENCODING", "chunked must be last and stand once");
      }
      if (!isChunked) {
        throw new BadRequest(501, "HPE_INVALID_TRANSFER_ENCODING", "Request has an unsupported Transfer-Encoding");
      }
      chunked = true;
    }
  }

  private RequestHead head(String method, String target, int minor, boolean requireHost) throws BadRequest {
    if (hosts > 1) {
      throw BadRequest.malformed("HPE_INVALID_HEADER_TOKEN", "Duplicate Host");
    }
    if (hosts == 0 && minor == 1 && requireHost) {
      throw BadRequest.malformed(BadRequest.MISSING_HOST, "Missing Host");
    }
    if (chunked && (hasLength || minor == 0)) {
      throw BadRequest.malformed(
          "HPE_INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length or HTTP/1.0");
    }
    String joined = new String(fields, 0, fieldsLength, StandardCharsets.ISO_8859_1);
    boolean keep = minor == 1 ? !close : keepAlive && !close;
    boolean upgrade = upgradeField && upgradeToken || method.equals("CONNECT");
    return new RequestHead(method, target, minor, joined, chunked ? -1 : contentLength, keep, expect, upgrade);
  }

  private boolean is(int from, int to, byte[] name) {
    return Grammar.equalsIgnoreCase(bytes, from, to, name);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private void append(int from, int to) {
    int length = to - from;
    if (fieldsLength + length + 1 > fields.length) {
      fields = java.util.Arrays.copyOf(fields, Math.max(fields.length * 2, fieldsLength + length + 1));
    }
    System.arraycopy(bytes, from, fields, fieldsLength, length);
    fieldsLength += length;
    fields[fieldsLength++] = Grammar.LF;
  }

  private int indexOf(byte wanted, int from, int to) {
    for (int i = from; i < to && bytes[i] != Grammar.CR; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
