package io.cortado.views.script;

import java.security.SecureRandom;

/**
 * Escapes a whole page at once. Any thread.
 *
 * <p>Generated templates leave values as they are and put marks around them, which costs nothing as the marks are
 * parts of the texts in between. One pass in Java then takes the marks out and escapes what stood between them. The
 * marks hold 100 random bits and never reach user code or a page, so no value can contain them.
 */
public final class Marks {
  private static final String SECRET = secret();

  /** Stands before a value that is to be escaped. */
  public static final String OPEN = "\u0001" + SECRET + "(";

  /** Stands behind a value that is to be escaped. */
  public static final String CLOSE = "\u0001" + SECRET + ")";

  /** What a template language replaces in values. */
  public enum Escaping {
    /** Quotes, ampersands and angle brackets, as pug does. */
    PUG("\"", "&quot;", "&", "&amp;", "<", "&lt;", ">", "&gt;"),
    /** The same, apostrophes, backquotes and equals signs, as handlebars does. */
    HANDLEBARS("\"", "&quot;", "&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&#x27;", "`", "&#x60;", "=", "&#x3D;");

    private final String[] entities = new String[128];

    Escaping(String... pairs) {
      for (int i = 0; i < pairs.length; i += 2) {
        entities[pairs[i].charAt(0)] = pairs[i + 1];
      }
    }
  }

  private Marks() {}

  private static String secret() {
    SecureRandom random = new SecureRandom();
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      secret.append((char) ('@' + random.nextInt(32)));
    }
    return secret.toString();
  }

  /** The page: marks taken out and values escaped. */
  public static String finish(String text, Escaping escaping) {
    int open = text.indexOf(OPEN);
    if (open < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (open >= 0) {
      out.append(text, from, open);
      int start = open + OPEN.length();
      int end = text.indexOf(CLOSE, start);
      escape(text, start, end, escaping.entities, out);
      from = end + CLOSE.length();
      open = text.indexOf(OPEN, from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static void escape(String text, int start, int end, String[] entities, StringBuilder out) {
    int from = start;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < 128 && entities[c] != null) {
        out.append(text, from, i).append(entities[c]);
        from = i + 1;
      }
    }
    out.append(text, from, end);
  }
}
