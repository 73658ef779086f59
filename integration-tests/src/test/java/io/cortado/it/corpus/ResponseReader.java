package io.cortado.it.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads responses from one connection by the framing rules of RFC 9112, strictly; names what is wrong with them. */
final class ResponseReader {
  private final InputStream in;
  private final Deque<String> methods;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private int pushedBack = -1;
  private boolean ended;
  private String failure = "";

  /** @param methods the methods of the requests sent so far, in order; a HEAD has no body. */
  ResponseReader(InputStream in, Deque<String> methods) {
    this.in = in;
    this.methods = methods;
  }

  boolean ended() {
    return ended;
  }

  /** "timeout" if the server fell silent, "closed" if it dropped the connection, which counts as closing it. */
  String failure() {
    return failure;
  }

  /** The next message, or null when the connection has ended before its first byte. */
  HttpMessage next() {
    List<String> head = headLines();
    if (head == null) {
      return null;
    }
    var message = new HttpMessage(head, new byte[0], List.of(), ended ? "head cut short" : "");
    if (message.informational() && message.status() != 101) {
      return message;
    }
    String method = methods.isEmpty() ? "GET" : methods.removeFirst();
    if (ended || method.equals("HEAD") || message.status() == 204 || message.status() == 304) {
      return message;
    }
    return withBody(message);
  }

  /** Reads until the given bytes have been seen at the end of what arrived; what was read is kept for {@link #next}. */
  void until(byte[] wanted) {
    var got = new ByteArrayOutputStream();
    while (!endsWith(got.toByteArray(), wanted)) {
      int b = read();
      if (b < 0) {
        break;
      }
      got.write(b);
    }
    seen.writeBytes(got.toByteArray());
  }

  private HttpMessage withBody(HttpMessage message) {
    var body = new ByteArrayOutputStream();
    String length = message.header("Content-Length");
    if (message.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
      List<String> trailers = new ArrayList<>();
      String defect = chunked(body, trailers);
      return new HttpMessage(message.head(), body.toByteArray(), trailers, defect);
    }
    long wanted = length.isEmpty() ? Long.MAX_VALUE : Long.parseLong(length);
    while (body.size() < wanted) {
      int b = read();
      if (b < 0) {
        break;
      }
      body.write(b);
    }
    boolean cut = wanted != Long.MAX_VALUE && body.size() < wanted;
    return new HttpMessage(message.head(), body.toByteArray(), List.of(), cut ? "body cut short" : "");
  }

  private String chunked(ByteArrayOutputStream body, List<String> trailers) {
    while (true) {
      String line = line();
      if (line == null) {
        return "chunked body cut short";
      }
      if (!line.matches("[0-9a-fA-F]{1,8}")) {
        return "bad chunk size line: " + line;
      }
      int size = Integer.parseInt(line, 16);
      for (int i = 0; i < size; i++) {
        int b = read();
        if (b < 0) {
          return "chunked body cut short";
        }
        body.write(b);
      }
      if (size == 0) {
        break;
      }
      if (!"".equals(line())) {
        return "chunk not followed by CRLF";
      }
    }
    for (String line = line(); !"".equals(line); line = line()) {
      if (line == null) {
        return "trailers cut short";
      }
      trailers.add(line);
    }
    return "";
  }

  private List<String> headLines() {
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = line();
      if (line == null) {
        return lines.isEmpty() ? null : lines;
      }
      if (line.isEmpty()) {
        return lines;
      }
      lines.add(line);
    }
  }

  /** A line without its CRLF, as ISO-8859-1; null at the end. */
  private String line() {
    var bytes = new ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      if (b == '\r') {
        int next = read();
        if (next == '\n') {
          return bytes.toString(StandardCharsets.ISO_8859_1);
        }
        bytes.write('\r');
        pushedBack = next;
        continue;
      }
      bytes.write(b);
    }
    return bytes.size() == 0 ? null : bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private int replayed;

  private int read() {
    if (pushedBack >= 0) {
      int b = pushedBack;
      pushedBack = -1;
      return b;
    }
    if (replayed < seen.size()) {
      return seen.toByteArray()[replayed++] & 0xff;
    }
    if (ended) {
      return -1;
    }
    try {
      int b = in.read();
      ended = b < 0;
      return b;
    } catch (SocketTimeoutException e) {
      failure = "timeout";
    } catch (IOException e) {
      failure = "closed";
    }
    ended = true;
    return -1;
  }

  private static boolean endsWith(byte[] bytes, byte[] wanted) {
    int from = bytes.length - wanted.length;
    return from >= 0 && java.util.Arrays.equals(bytes, from, bytes.length, wanted, 0, wanted.length);
  }
}
