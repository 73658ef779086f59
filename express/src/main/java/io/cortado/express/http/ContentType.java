package io.cortado.express.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Content-Type. Express 5 makes something of every text; Express 4 refuses what is malformed.
 *
 * @param type in lower case where {@link #lenient} or {@link #strict} made it
 */
record ContentType(String type, Map<String, String> parameters) {
  /** The text is malformed, in words for the application. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /** As Express 5 reads it. */
  static ContentType lenient(String text) {
    ContentType read = new LenientReader(text, '\0').read();
    return new ContentType(read.type.toLowerCase(Locale.ROOT), read.parameters);
  }

  /** As Express 4 reads it. */
  static ContentType strict(String text) throws Malformed {
    int semicolon = text.indexOf(';');
    String type = Characters.trim(semicolon < 0 ? text : text.substring(0, semicolon));
    if (!isType(type)) {
      throw new Malformed("invalid media type");
    }
    Map<String, String> parameters = semicolon < 0 ? new TreeMap<>() : new StrictParameters(text, semicolon, false).read();
    if (parameters == null) {
      throw new Malformed("invalid parameter format");
    }
    return new ContentType(type.toLowerCase(Locale.ROOT), parameters);
  }

  static boolean isType(String text) {
    int slash = text.indexOf('/');
    return slash > 0 && Characters.isToken(text.substring(0, slash)) && Characters.isToken(text.substring(slash + 1));
  }

  /** The parameters from a semicolon on, as a media type of Express 4 may have them; null when malformed. */
  static @Nullable Map<String, String> mediaParameters(String text, int semicolon) {
    return new StrictParameters(text, semicolon, true).read();
  }

  /** Reads parameters from a semicolon on, by the letter. */
  private static final class StrictParameters {
    private final String text;
    /** Whether the letter is that of media types, which leaves less to what stands between quotes. */
    private final boolean media;

    private int at;

    StrictParameters(String text, int at, boolean media) {
      this.text = text;
      this.at = at;
      this.media = media;
    }

    /** Sorted, the last of a name; null when malformed. */
    @Nullable Map<String, String> read() {
      Map<String, String> parameters = new TreeMap<>();
      while (at < text.length()) {
        if (!skip(';')) {
          return null;
        }
        String name = token();
        if (name.isEmpty() || !skip('=')) {
          return null;
        }
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
        if (value == null || value.isEmpty() && text.charAt(at - 1) != '"') {
          return null;
        }
        skipSpaces();
        parameters.put(name.toLowerCase(Locale.ROOT), value);
      }
      return parameters;
    }

    /** A mark with the spaces around it. */
    private boolean skip(char mark) {
      skipSpaces();
      boolean found = at < text.length() && text.charAt(at) == mark;
      at += found ? 1 : 0;
      skipSpaces();
      return found;
    }

    private void skipSpaces() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }

    private String token() {
      int from = at;
      while (at < text.length() && Characters.isTokenChar(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private @Nullable String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          return value.toString();
        }
        boolean escaped = c == '\\' && at < text.length();
        c = escaped ? text.charAt(at++) : c;
        boolean control = c < ' ' && (media || c != '\u000b');
        boolean delete = c == '\u007f' && (media || !escaped);
        if (control || delete || c > '\u00ff' || c == '\\' && !escaped || escaped && media && c > '~') {
          return null;
        }
        value.append(c);
      }
      return null;
    }
  }

  /** Reads parts of a text, whatever they are; a part ends with the text or a mark. */
  static final class LenientReader {
    private final String text;
    private final char stop;
    private int at;

    /** @param stop NUL for none */
    LenientReader(String text, char stop) {
      this.text = text;
      this.stop = stop;
    }

    /** Whether there is another part. */
    boolean hasNext() {
      return at < text.length();
    }

    /** The next part, its type as it stands there; the first parameter of a name counts. */
    ContentType read() {
      String type = untilMark(false);
      Map<String, String> parameters = new LinkedHashMap<>();
      while (at < text.length() && !isStop()) {
        at++;
        readParameter(parameters);
      }
      at++;
      return new ContentType(type, parameters);
    }

    private void readParameter(Map<String, String> parameters) {
      String name = untilMark(true).toLowerCase(Locale.ROOT);
      if (at >= text.length() || text.charAt(at) != '=') {
        return;
      }
      at++;
      skipBlanks();
      if (at >= text.length() || text.charAt(at) != '"') {
        parameters.putIfAbsent(name, untilMark(false));
        return;
      }
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
        value.append(text.charAt(at));
      }
      if (at < text.length()) {
        parameters.putIfAbsent(name, value.toString());
        untilMark(false);
      }
    }

    /** What stands before the next mark, without the blanks around it. */
    private String untilMark(boolean equalsToo) {
      skipBlanks();
      int from = at;
      while (at < text.length() && !isStop() && text.charAt(at) != ';' && !(equalsToo && text.charAt(at) == '=')) {
        at++;
      }
      int to = at;
      while (to > from && isBlank(text.charAt(to - 1))) {
        to--;
      }
      return text.substring(from, to);
    }

    private boolean isStop() {
      return stop != '\0' && text.charAt(at) == stop;
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }

    private void skipBlanks() {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
    }
  }
}
