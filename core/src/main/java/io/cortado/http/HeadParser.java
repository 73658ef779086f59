package io.cortado.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one complete request head, strictly: what two servers could read in two ways is refused. Stateless between
 * heads; runs on the loop.
 */
final class HeadParser {
  private static final byte[] VERSION = Grammar.ascii("HTTP/");
  private static final long MAX_LENGTH = 999_999_999_999_999_999L;

  private final RequestFraming framing = new RequestFraming();
  private final FieldReader fields = new FieldReader(framing, Integer.MAX_VALUE);
  private byte[] bytes = new byte[0];

  /** Takes the next head from a connection's input, or returns null while it is not there whole. */
  @Nullable RequestHead next(Input input, HttpLimits limits) throws BadMessage {
    int end = input.headEnd();
    if ((end < 0 ? input.length() : end - input.from()) > limits.maxHeadBytes) {
      throw BadMessage.headerOverflow(input.from() + limits.maxHeadBytes);
    }
    if (end < 0) {
      begin(input);
      return null;
    }
    RequestHead head = parse(input.bytes(), input.from(), end, limits.maxFields, limits.requireHost);
    input.skip(end - input.from());
    return head;
  }

  /**
   * What cannot become a request's first line is refused as soon as it is seen: other protocols, and HTTP before 1.0, which
   * has no head, would wait for an answer that never comes.
   */
  private static void begin(Input input) throws BadMessage {
    byte[] bytes = input.bytes();
    int to = input.to();
    boolean emptyLine = to - input.from() == 1 && bytes[input.from()] == Grammar.CR;
    if (input.begun() || input.from() == to || emptyLine) {
      return;
    }
    int space = indexOf(bytes, (byte) ' ', input.from(), to);
    if (space < 0 ? !Methods.begins(bytes, input.from(), to) : Methods.of(bytes, input.from(), space) == null) {
      throw invalidMethod();
    }
    if (space < 0) {
      return;
    }
    int at = space + 1;
    while (at < to && Grammar.target(bytes[at])) {
      at++;
    }
    if (at == to) {
      return;
    }
    if (bytes[at] != ' ' || at == space + 1) {
      throw invalidTarget();
    }
    int version = Math.min(VERSION.length, to - at - 1);
    if (!java.util.Arrays.equals(bytes, at + 1, at + 1 + version, VERSION, 0, version)) {
      throw invalidConstant();
    }
    if (at + 1 + VERSION.length + 4 <= to) {
      version(bytes, at + 1);
      input.begin();
    }
  }

  /**
   * Parses {@code bytes[from, to)}, which ends with the empty line.
   *
   * @param maxFields more than these are answered with 431
   * @param requireHost whether HTTP/1.1 needs a Host
   */
  RequestHead parse(byte[] input, int from, int to, int maxFields, boolean requireHost) throws BadMessage {
    bytes = input;
    int at = from;
    int space = indexOf(bytes, (byte) ' ', at, to);
    String method = space < 0 ? null : Methods.of(bytes, at, space);
    if (method == null) {
      throw invalidMethod();
    }
    at = space + 1;
    int targetEnd = at;
    while (Grammar.target(bytes[targetEnd])) {
      targetEnd++;
    }
    String target = new String(bytes, at, targetEnd - at, StandardCharsets.ISO_8859_1);
    checkTarget(method, target, bytes[targetEnd]);
    int minorVersion = version(bytes, targetEnd + 1);
    at = targetEnd + 1 + VERSION.length + 5;
    framing.begin();
    fields.beginHead(0);
    fields.advance(bytes, at, to);
    if (fields.count() > maxFields) {
      throw BadMessage.headerOverflow(at);
    }
    return head(method, target, minorVersion, requireHost);
  }

  private static void checkTarget(String method, String target, byte end) throws BadMessage {
    boolean fits;
    if (method.equals("CONNECT")) {
      fits = Authority.isValid(target, 0, target.length(), true);
    } else if (target.startsWith("/")) {
      fits = true;
    } else {
      fits = target.equals("*") ? method.equals("OPTIONS") || method.equals("M-SEARCH") : isAbsolute(target);
    }
    if (end != ' ' || !fits) {
      throw invalidTarget();
    }
  }

  /** Whether a target has a scheme and an authority; who is named before the host is the app's business, as on Node. */
  private static boolean isAbsolute(String target) {
    int colon = target.indexOf("://");
    if (colon < 1) {
      return false;
    }
    for (int i = 0; i < colon; i++) {
      char c = target.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.')) {
        return false;
      }
    }
    int end = colon + 3;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    return Authority.isValid(target, Math.max(colon + 3, target.lastIndexOf('@', end - 1) + 1), end, false);
  }

  private static BadMessage invalidMethod() {
    return BadMessage.malformed("HPE_INVALID_METHOD", "Invalid method encountered");
  }

  private static BadMessage invalidTarget() {
    return BadMessage.malformed("HPE_INVALID_URL", "Invalid characters in url");
  }

  private static BadMessage invalidConstant() {
    return BadMessage.malformed("HPE_INVALID_CONSTANT", "Expected HTTP/");
  }

  private static int version(byte[] bytes, int at) throws BadMessage {
    for (int i = 0; i < VERSION.length; i++) {
      if (bytes[at + i] != VERSION[i]) {
        throw invalidConstant();
      }
    }
    int digits = at + VERSION.length;
    boolean shaped =
        Character.isDigit(bytes[digits])
            && bytes[digits + 1] == '.'
            && Character.isDigit(bytes[digits + 2])
            && bytes[digits + 3] == Grammar.CR;
    if (!shaped) {
      throw BadMessage.malformed("HPE_INVALID_VERSION", "Invalid HTTP version");
    }
    if (bytes[digits] != '1' || bytes[digits + 2] > '1') {
      throw new BadMessage(505, "HPE_INVALID_VERSION", "Invalid HTTP version");
    }
    return bytes[digits + 2] - '0';
  }

  private RequestHead head(String method, String target, int minor, boolean requireHost) throws BadMessage {
    if (framing.hosts > 1) {
      throw BadMessage.malformed("HPE_INVALID_HEADER_TOKEN", "Duplicate Host");
    }
    if (framing.hosts == 0 && minor == 1 && requireHost) {
      throw BadMessage.malformed(BadMessage.MISSING_HOST, "Missing Host");
    }
    if (framing.chunked() && minor == 0) {
      throw Framing.invalidCoding("Transfer-Encoding can't be present with HTTP/1.0", 0);
    }
    if (framing.length() < 0 || framing.length() > MAX_LENGTH) {
      throw Framing.invalidLength("Content-Length overflow", 0);
    }
    boolean keep = (minor == 1 || framing.keepAlive()) && !framing.close();
    boolean upgrade = framing.upgrade() || method.equals("CONNECT");
    long length = framing.chunked() ? -1 : framing.length();
    return new RequestHead(method, target, minor, fields.text(), length, keep, framing.expect, upgrade);
  }

  private static int indexOf(byte[] bytes, byte wanted, int from, int to) {
    for (int i = from; i < to && bytes[i] != Grammar.CR; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** A request's fields: it has one host, and no coding but chunked. */
  private static final class RequestFraming extends Framing {
    private static final String[] SCHEMES = {"http://", "https://"};

    private int hosts;
    private int expect;

    @Override
    void begin() {
      super.begin();
      hosts = 0;
      expect = 0;
    }

    @Override
    void value(Name name, String value, int at) throws BadMessage {
      switch (name) {
        case HOST -> host(value, at);
        case EXPECT -> expect = value.equalsIgnoreCase("100-continue") ? 1 : 2;
        case TRANSFER_ENCODING -> {
          coding(value, at);
          super.value(name, value, at);
        }
        default -> super.value(name, value, at);
      }
    }

    private void host(String value, int at) throws BadMessage {
      hosts++;
      // Test suites of Express apps send a whole origin; it names one host, as everybody reads it.
      int from = 0;
      for (String scheme : SCHEMES) {
        if (value.regionMatches(true, 0, scheme, 0, scheme.length())) {
          from = scheme.length();
        }
      }
      if (!value.isEmpty() && !Authority.isValid(value, from, value.length(), false)) {
        throw BadMessage.malformed("HPE_INVALID_HEADER_TOKEN", "Invalid Host", at);
      }
    }

    private void coding(String value, int at) throws BadMessage {
      boolean last = chunked();
      for (String coding : value.split(",", -1)) {
        if (last) {
          throw invalidCoding("Invalid `Transfer-Encoding` header value", at);
        }
        last = coding.strip().equalsIgnoreCase("chunked");
        if (!last) {
          throw new BadMessage(501, "HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`");
        }
      }
    }
  }
}
