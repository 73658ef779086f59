package io.cortado.views.pug;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries {@code each x of y} through a lexer that knows {@code each x in y} only, as {@code each $ in} followed by the
 * two parts behind marks; text that merely looks like such a line is turned back by {@link #restore}. Any thread.
 */
final class PugEachOf {
  private static final char MARK = '\u0011';
  private static final Pattern LINE = Pattern.compile(
      "(?m)^([ \\t]*)(each|for) ((?:(?! in |\\()[^\\n" + MARK + "])*?) of *([^\\n]+)$");
  private static final Pattern ENCODED = Pattern.compile("(each|for) \\$ in " + MARK + "([^" + MARK + "]*)" + MARK);

  /** The two sides of an {@code of}. */
  record Parts(String variable, String iterable) {}

  private PugEachOf() {}

  static String encode(String source) {
    return source.contains(" of")
        ? LINE.matcher(source).replaceAll("$1$2 \\$ in " + MARK + "$3" + MARK + "$4")
        : source;
  }

  static String restore(String text) {
    return text.indexOf(MARK) < 0 ? text : ENCODED.matcher(text).replaceAll("$1 $2 of ");
  }

  /** The parts of an encoded expression, or null for an ordinary one. */
  static @org.jspecify.annotations.Nullable Parts parts(String code) {
    if (code.isEmpty() || code.charAt(0) != MARK) {
      return null;
    }
    int end = code.indexOf(MARK, 1);
    return new Parts(code.substring(1, end).trim(), code.substring(end + 1));
  }

  /** The expression the lexer should check for a piece of code. */
  static String expression(String code) {
    Parts parts = parts(code);
    return parts == null ? code : parts.iterable();
  }

  static Matcher validVariable(String variable) {
    return Pattern.compile("[a-zA-Z_$][\\w$]*|\\[ *[a-zA-Z_$][\\w$]* *, *[a-zA-Z_$][\\w$]* *]").matcher(variable);
  }
}
