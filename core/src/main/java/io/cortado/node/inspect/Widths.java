package io.cortado.node.inspect;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.graalvm.shadowed.com.ibm.icu.lang.UCharacter;
import org.graalvm.shadowed.com.ibm.icu.lang.UProperty;

/** How wide texts are on a terminal. Called from any thread. */
final class Widths {
  private static final int SOFT_HYPHEN = 0xad;

  /** Loaded by the first text with an escape. */
  private static final class Ansi {
    private static final String SIGNS = "[-a-zA-Z\\d/#&.:=?%@~_]";
    static final Pattern SEQUENCE =
        Pattern.compile(
            "[\\u001B\\u009B][\\[\\]()#;?]*(?:(?:(?:(?:;" + SIGNS + "+)*|[a-zA-Z\\d]+(?:;" + SIGNS + "*)*)?"
                + "(?:\\u0007|\\u001B\\u005C|\\u009C))"
                + "|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-ntqry=><~]))");
  }

  private Widths() {}

  static String withoutColours(String text) {
    return text.indexOf('\u001b') < 0 && text.indexOf('\u009b') < 0 ? text : Ansi.SEQUENCE.matcher(text).replaceAll("");
  }

  static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7f) {
        return width + ofUnicode(Normalizer.normalize(text.substring(i), Normalizer.Form.NFC));
      }
      width += c >= ' ' ? 1 : 0;
    }
    return width;
  }

  private static int ofUnicode(String text) {
    return text.codePoints().map(Widths::ofCharacter).sum();
  }

  private static boolean is(int c, int property) {
    return UCharacter.hasBinaryProperty(c, property);
  }

  private static int ofCharacter(int c) {
    boolean invisible =
        switch (UCharacter.getType(c)) {
          case Character.CONTROL, Character.FORMAT, Character.ENCLOSING_MARK, Character.NON_SPACING_MARK -> c != SOFT_HYPHEN;
          default -> is(c, UProperty.EMOJI_MODIFIER);
        };
    if (invisible) {
      return 0;
    }
    return switch (UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH)) {
      case UCharacter.EastAsianWidth.FULLWIDTH, UCharacter.EastAsianWidth.WIDE -> 2;
      case UCharacter.EastAsianWidth.AMBIGUOUS, UCharacter.EastAsianWidth.NEUTRAL -> is(c, UProperty.EMOJI_PRESENTATION) ? 2 : 1;
      default -> 1;
    };
  }
}
