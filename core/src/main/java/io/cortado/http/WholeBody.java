package io.cortado.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request's body is one that can be given to JavaScript whole, as text, without its stream: of the wanted type,
 * in UTF-8, not compressed, of a known length within the limit. Stateless.
 */
final class WholeBody {
  /** The stream has to be read: this body is of another kind, or there is something to refuse. */
  static final int STREAM = 0;

  /** Whoever asks has nothing to do with this body, or there is none. */
  static final int OTHER = 1;

  static final int TEXT = 2;

  /** More than this waits in no connection's input. */
  private static final int MAX_BYTES = 48 << 10;

  private static final String CHARSET = "charset=";

  private WholeBody() {}

  /**
   * What is to be done with a request's body.
   *
   * @param contentType as JavaScript has it, or null where it has not touched the fields
   * @param wanted a media type in lower case
   * @param limit in bytes
   */
  static int kind(RequestHead head, @Nullable String contentType, String wanted, double limit) {
    if (head.contentLength() < 0) {
      return STREAM;
    }
    if (head.contentLength() == 0 && !head.has("content-length")) {
      return OTHER;
    }
    String type = contentType == null ? head.only("content-type") : contentType;
    if (type == null) {
      return head.has("content-type") ? STREAM : OTHER;
    }
    int semicolon = type.indexOf(';');
    String bare = (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    if (!isMediaType(bare)) {
      return STREAM;
    }
    if (!bare.equals(wanted)) {
      return OTHER;
    }
    boolean plain = (semicolon < 0 || isUtf8(type.substring(semicolon + 1).strip())) && !head.has("content-encoding");
    return plain && head.contentLength() <= Math.min(limit, MAX_BYTES) ? TEXT : STREAM;
  }

  /** Only what everybody reads in the same way: letters and few marks, one slash. */
  private static boolean isMediaType(String bare) {
    int slash = bare.indexOf('/');
    if (slash <= 0 || slash == bare.length() - 1) {
      return false;
    }
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (i != slash && !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || i > slash && (c == '-' || c == '+' || c == '.'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(String parameters) {
    return parameters.regionMatches(true, 0, CHARSET, 0, CHARSET.length())
        && parameters.substring(CHARSET.length()).equalsIgnoreCase("utf-8");
  }

  /** The text of bytes in UTF-8 without a byte order mark; null where they are none. */
  static @Nullable String decode(byte[] bytes, int from, int length) {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, length));
      return !text.isEmpty() && text.charAt(0) == '\uFEFF' ? text.subSequence(1, text.length()).toString() : text.toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
