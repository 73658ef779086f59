package io.cortado.http;

import io.cortado.node.buffer.Utf8;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Puts whole responses together: the head with what HTTP and the connection need besides the fields that JavaScript
 * gives, the length and the tag of the body, and the answer to a client that has the body already. One for each server;
 * runs on the loop.
 */
final class Reply {
  /** What JavaScript is told: that nothing was sent. */
  static final int NOT_SENT = -1;

  /** That the kernel took it all, that the connection ends with it, and that the client has the body already. */
  static final int FLUSHED = 1;

  static final int LAST = 2;
  static final int FRESH = 4;

  /** The length is among the fields. */
  static final int HAS_LENGTH = 1;

  /** The tag of the body is to be made, with or without {@code W/}. */
  static final int WEAK_TAG = 2;

  static final int STRONG_TAG = 4;

  /** As Express sets them, length and tag come right behind the fields; otherwise the length is the head's last line. */
  static final int EXPRESS = 8;

  /** The client's copy, of which it gave the tag, is to be compared with the body. */
  static final int COMPARE = 16;

  private static final byte[] EMPTY = new byte[0];
  private static final String EMPTY_TAG = "\"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk\"";
  private static final int HASH_CHARS = 27;
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final byte[] hash = new byte[28];
  private byte[] scratch = new byte[1024];
  private int length;
  private @Nullable MessageDigest sha1;
  private String date = "";
  private long dateUntil;

  /** The present second as an HTTP date. */
  String date() {
    long now = System.currentTimeMillis();
    if (now >= dateUntil) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(now, 1000L), 0, ZoneOffset.UTC);
      date =
          DAYS[time.getDayOfWeek().getValue() - 1] + ", " + two(time.getDayOfMonth()) + ' ' + MONTHS[time.getMonthValue() - 1] + ' '
              + time.getYear() + ' ' + two(time.getHour()) + ':' + two(time.getMinute()) + ':' + two(time.getSecond()) + " GMT";
      dateUntil = now - now % 1000 + 1000;
    }
    return date;
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /** The tag of a body that is {@code bytes}; null for a text that Java and JavaScript would write differently. */
  private @Nullable String tag(@Nullable String text, byte[] bytes, boolean weak) {
    String strong;
    if (bytes.length == 0) {
      strong = EMPTY_TAG;
    } else if (text != null && bytes.length != text.length() && !Utf8.isWellFormed(text)) {
      return null;
    } else {
      Base64.getEncoder().encode(digest(bytes), hash);
      strong = '"' + Integer.toHexString(bytes.length) + '-' + ascii(hash, HASH_CHARS) + '"';
    }
    return weak ? "W/" + strong : strong;
  }

  private byte[] digest(byte[] bytes) {
    MessageDigest digest = sha1;
    if (digest == null) {
      try {
        digest = MessageDigest.getInstance("SHA-1");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("http: this JDK has no SHA-1", e);
      }
      sha1 = digest;
    }
    return digest.digest(bytes);
  }

  private static String ascii(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * What is to be sent with a body; null where that is better left to JavaScript.
   *
   * @param fields lines of the head, each with its end
   * @param type a Content-Type to stand behind them, or null
   * @param text the body as text, where it was one; {@code body} are its bytes
   * @param mode of {@link #HAS_LENGTH}, {@link #WEAK_TAG}, {@link #STRONG_TAG}, {@link #EXPRESS} and {@link #COMPARE}
   */
  @Nullable Sent describe(
      RequestHead request, int status, String reason, String fields, @Nullable String type, @Nullable String text, byte[] body,
      int mode, int keepAliveMillis, boolean last) {
    boolean express = (mode & EXPRESS) != 0;
    boolean tagged = (mode & (WEAK_TAG | STRONG_TAG)) != 0;
    if (text != null && !tagged && !isAscii(fields)) {
      // Node writes this head and its text as one string, in UTF-8; a tagged body it writes as bytes.
      return null;
    }
    String tag = null;
    if (tagged) {
      tag = tag(text, body, (mode & WEAK_TAG) != 0);
      if (tag == null) {
        return null;
      }
    }
    boolean fresh = false;
    if ((mode & COMPARE) != 0 && request.conditional()) {
      if (tag == null || type == null || status > 299 || (mode & HAS_LENGTH) != 0) {
        return null;
      }
      Boolean answer = Conditions.isFresh(request, tag);
      if (answer == null) {
        return null;
      }
      fresh = answer;
    }
    return new Sent(fresh ? 304 : status, reason, fields, type, body, tag, mode, keepAliveMillis, last, date(), fresh);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e) {
        return false;
      }
    }
    return true;
  }

  /** The head's bytes: the first {@link #length()} of the answer, until the next call. */
  byte[] head(Sent sent) {
    length = 0;
    add("HTTP/1.1 ");
    add(Integer.toString(sent.status));
    add(" ");
    add(sent.fresh ? "Not Modified" : sent.reason);
    add("\r\n");
    add(sent.fields);
    add(sent.fileFields);
    boolean express = (sent.mode & EXPRESS) != 0;
    if (express) {
      if (sent.type != null && !sent.fresh) {
        line("Content-Type: ", sent.type);
      }
      if (!sent.fresh) {
        addLength(sent);
      }
      if (sent.tag != null) {
        line("ETag: ", sent.tag);
      }
    }
    line("Date: ", sent.date);
    if (sent.last) {
      add("Connection: close\r\n");
    } else {
      add("Connection: keep-alive\r\n");
      if (sent.keepAliveMillis > 0) {
        line("Keep-Alive: timeout=", Integer.toString(sent.keepAliveMillis / 1000));
      }
    }
    if (!express) {
      addLength(sent);
    }
    add("\r\n");
    return scratch;
  }

  int length() {
    return length;
  }

  /** The head as text. */
  String text(Sent sent) {
    return ascii(head(sent), length);
  }

  private void addLength(Sent sent) {
    if ((sent.mode & HAS_LENGTH) == 0) {
      line("Content-Length: ", Long.toString(sent.bodyLength));
    }
  }

  private void line(String name, String value) {
    add(name);
    add(value);
    add("\r\n");
  }

  /** The low byte of each character, which is all there is in a head. */
  @SuppressWarnings("deprecation")
  private void add(String text) {
    int count = text.length();
    if (length + count > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, length + count));
    }
    text.getBytes(0, count, scratch, length);
    length += count;
  }

  /** A response that was sent whole, for who asks for its head later. */
  static final class Sent {
    final int status;
    final String reason;
    final String fields;
    final @Nullable String type;
    long bodyLength;
    /** Lines that stand behind the fields. */
    String fileFields = "";
    private byte[] body;
    final @Nullable String tag;
    final int mode;
    final int keepAliveMillis;
    final boolean last;
    final String date;
    final boolean fresh;

    /** A file: its tag stands among the fields, which are all Java's. */
    static Sent file(
        boolean fresh, String fields, String fileFields, String type, long length, int keepAliveMillis, boolean last,
        String date) {
      Sent sent =
          new Sent(fresh ? 304 : 200, "OK", fields, type, EMPTY, null, EXPRESS, keepAliveMillis, last, date, fresh);
      sent.bodyLength = length;
      sent.fileFields = fileFields;
      return sent;
    }

    /** What is to be sent behind the head, once. */
    byte[] takeBody() {
      byte[] bytes = body;
      body = EMPTY;
      return fresh ? EMPTY : bytes;
    }

    /** Names and values in turn, each ended by a line feed. */
    String ownFields() {
      StringBuilder own = new StringBuilder();
      for (String line : fileFields.split("\r\n", -1)) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          own.append(line, 0, colon).append('\n').append(line, colon + 2, line.length()).append('\n');
        }
      }
      if (type != null && !fresh) {
        own.append("Content-Type\n").append(type).append('\n');
      }
      if (!fresh) {
        own.append("Content-Length\n").append(bodyLength).append('\n');
      }
      if (tag != null) {
        own.append("ETag\n").append(tag).append('\n');
      }
      return own.toString();
    }

    Sent(
        int status, String reason, String fields, @Nullable String type, byte[] body, @Nullable String tag, int mode,
        int keepAliveMillis, boolean last, String date, boolean fresh) {
      this.status = status;
      this.reason = reason;
      this.fields = fields;
      this.type = type;
      this.body = body;
      this.bodyLength = body.length;
      this.tag = tag;
      this.mode = mode;
      this.keepAliveMillis = keepAliveMillis;
      this.last = last;
      this.date = date;
      this.fresh = fresh;
    }
  }
}
