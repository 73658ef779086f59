package io.cortado.express.http;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What requests and responses want to know of a Content-Type, and make of it. Stateless. */
public final class TypeFields {
  /** Begins an answer that is what is wrong, in words for the application. */
  private static final char WRONG = '\0';

  private static final String NAME_MARKS = "!#$&^_-";

  private TypeFields() {}

  /** The charset that a field names, in lower case; empty for none, and in Express 4 for a field that is malformed. */
  public static String charset(String text, boolean older) {
    try {
      ContentType read = older ? ContentType.strict(text) : ContentType.lenient(text);
      return Objects.requireNonNullElse(read.parameters().get("charset"), "").toLowerCase(Locale.ROOT);
    } catch (ContentType.Malformed e) {
      return "";
    }
  }

  /** The field with another charset; a NUL and what is wrong where that cannot be. */
  public static String withCharset(String text, String charset, boolean older) {
    try {
      return older ? strictWithCharset(text, charset) : lenientWithCharset(text, charset);
    } catch (ContentType.Malformed e) {
      return WRONG + e.getMessage();
    }
  }

  /** The text with another charset as Express 5 writes it: parameters keep their order. */
  private static String lenientWithCharset(String text, String charset) throws ContentType.Malformed {
    ContentType read = ContentType.lenient(text);
    read.parameters().put("charset", charset);
    if (!ContentType.isType(read.type())) {
      throw new ContentType.Malformed("Invalid type: " + read.type());
    }
    StringBuilder out = new StringBuilder(read.type());
    for (var parameter : read.parameters().entrySet()) {
      if (!Characters.isToken(parameter.getKey())) {
        throw new ContentType.Malformed("Invalid parameter name: " + parameter.getKey());
      }
      append(out, parameter, '\t', "Invalid parameter value: " + parameter.getValue());
    }
    return out.toString();
  }

  /** The text with another charset as Express 4 writes it: parameters are sorted. */
  private static String strictWithCharset(String text, String charset) throws ContentType.Malformed {
    ContentType read = ContentType.strict(text);
    read.parameters().put("charset", charset);
    StringBuilder out = new StringBuilder(read.type());
    for (var parameter : read.parameters().entrySet()) {
      append(out, parameter, '\u000b', "invalid parameter value");
    }
    return out.toString();
  }

  /** @param control the one control character that may stand between quotes */
  private static void append(StringBuilder out, Map.Entry<String, String> parameter, char control, String refusal)
      throws ContentType.Malformed {
    String value = parameter.getValue();
    boolean quoted = !Characters.isToken(value);
    if (quoted && !value.chars().allMatch(c -> c == control || c >= ' ' && c <= 0xff && c != 0x7f)) {
      throw new ContentType.Malformed(refusal);
    }
    out.append("; ").append(parameter.getKey()).append('=').append(quoted ? Characters.quote(value) : value);
  }

  /**
   * The media type of a body, in lower case, where it has the form of a registered one; otherwise empty.
   *
   * @param older whether, as in Express 4, a malformed parameter spoils it
   */
  public static String ofBody(String text, boolean older) {
    int semicolon = text.indexOf(';');
    if (older && semicolon >= 0 && ContentType.mediaParameters(text, semicolon) == null) {
      return "";
    }
    String type = semicolon < 0 ? text : text.substring(0, semicolon);
    int from = 0;
    int to = type.length();
    while (from < to && isSpace(type.charAt(from), older)) {
      from++;
    }
    while (to > from && isSpace(type.charAt(to - 1), older)) {
      to--;
    }
    int slash = type.indexOf('/');
    if (slash <= 0 || !isName(type, from, slash, NAME_MARKS) || !isName(type, slash + 1, to, NAME_MARKS + ".+")) {
      return "";
    }
    String whole = type.substring(from, to).toLowerCase(Locale.ROOT);
    return older ? withOneSuffix(whole) : whole;
  }

  /** Express 4 takes the last plus for the mark of a suffix, leaves out one that is empty, and knows no second. */
  private static String withOneSuffix(String type) {
    int plus = type.lastIndexOf('+');
    if (plus < 0) {
      return type;
    }
    boolean empty = plus == type.length() - 1;
    boolean single = type.indexOf('+') == plus && (empty || isName(type, plus + 1, type.length(), NAME_MARKS));
    return !single ? "" : empty ? type.substring(0, plus) : type;
  }

  private static boolean isSpace(char c, boolean older) {
    return c == ' ' || c == '\t' && !older;
  }

  private static boolean isName(String text, int from, int to, String marks) {
    if (from >= to || to - from > 127 || !Characters.isAlphanumeric(text.charAt(from))) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (!Characters.isAlphanumeric(text.charAt(i)) && marks.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The place of the first pattern that a type fits, where a star stands for anything; -1 for none. */
  public static int firstFitting(String type, Iterable<String> patterns) {
    int place = 0;
    for (String pattern : patterns) {
      if (fits(type, pattern)) {
        return place;
      }
      place++;
    }
    return -1;
  }

  private static boolean fits(String type, String pattern) {
    int slash = type.indexOf('/');
    int cut = pattern.indexOf('/');
    if (cut < 0 || pattern.indexOf('/', cut + 1) >= 0) {
      return false;
    }
    String wanted = pattern.substring(cut + 1);
    String subtype = type.substring(slash + 1);
    boolean sameType = pattern.startsWith("*/") || pattern.substring(0, cut).equals(type.substring(0, slash));
    boolean sameSubtype = wanted.startsWith("*+")
        ? subtype.endsWith(wanted.substring(1))
        : wanted.equals("*") || wanted.equals(subtype);
    return sameType && sameSubtype;
  }
}
