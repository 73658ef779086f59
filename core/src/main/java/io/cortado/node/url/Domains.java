package io.cortado.node.url;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.graalvm.shadowed.com.ibm.icu.text.IDNA;
import org.graalvm.shadowed.com.ibm.icu.util.ICUInputTooLongException;
import org.jspecify.annotations.Nullable;

/** Domain names in DNS's letters (UTS 46, without rules for the length and the hyphens of labels). Called from any thread. */
final class Domains {
  /** Loaded by the first name that is not plain. */
  private static final class Unicode {
    static final IDNA UTS46 =
        IDNA.getUTS46Instance(
            IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);
    static final Set<IDNA.Error> ALLOWED =
        EnumSet.of(
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG,
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4);
  }

  private static final Set<Byte> RIGHT_TO_LEFT =
      Set.of(Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);

  private static final Set<Byte> INSIDE =
      Set.of(
          Character.DIRECTIONALITY_RIGHT_TO_LEFT,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
          Character.DIRECTIONALITY_ARABIC_NUMBER,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
          Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
          Character.DIRECTIONALITY_OTHER_NEUTRALS,
          Character.DIRECTIONALITY_BOUNDARY_NEUTRAL,
          Character.DIRECTIONALITY_NONSPACING_MARK);

  private Domains() {}

  /** A name in lower case and ASCII, as {@code domainToASCII}; null where it is none. */
  static @Nullable String toAscii(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    if (isAscii(lower) && !lower.contains("xn--") && isAscii(domain)) {
      return lower;
    }
    if (isAscii(domain)) {
      // Label by label: one in punycode that encodes ASCII alone ("xn--abc-") is none for UTS 46, but is one here.
      List<@Nullable String> labels = Arrays.stream(lower.split("\\.", -1)).map(Domains::label).toList();
      return labels.contains(null) ? null : String.join(".", labels);
    }
    return mapped(domain);
  }

  private static @Nullable String label(String label) {
    boolean encoded = label.startsWith("xn--");
    return !encoded || (label.endsWith("-") && label.length() > "xn---".length()) ? label : mapped(label);
  }

  private static @Nullable String mapped(String domain) {
    try {
      return converted(domain);
    } catch (ICUInputTooLongException e) {
      // A label of a thousand letters; no name server knows one of more than 63.
      return null;
    }
  }

  private static @Nullable String converted(String domain) {
    StringBuilder letters = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    Unicode.UTS46.nameToUnicode(domain.replace("\u1e9e", "ss"), letters, info);
    if (!Unicode.ALLOWED.containsAll(info.getErrors()) || !ordered(letters)) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    Unicode.UTS46.nameToASCII(letters, out, new IDNA.Info());
    return out.toString();
  }

  /** Whether labels that begin from the right hold to the rule for them (RFC 5893, 2 to 4); others are not asked. */
  private static boolean ordered(CharSequence domain) {
    for (String label : domain.toString().split("\\.", -1)) {
      if (!label.isEmpty() && !orderedLabel(label.codePoints().mapToObj(Character::getDirectionality).toList())) {
        return false;
      }
    }
    return true;
  }

  private static boolean orderedLabel(List<Byte> directions) {
    if (!RIGHT_TO_LEFT.contains(directions.getFirst())) {
      return true;
    }
    int end = directions.size();
    while (directions.get(end - 1) == Character.DIRECTIONALITY_NONSPACING_MARK) {
      end--;
    }
    byte last = directions.get(end - 1);
    boolean european = directions.contains(Character.DIRECTIONALITY_EUROPEAN_NUMBER);
    boolean arabic = directions.contains(Character.DIRECTIONALITY_ARABIC_NUMBER);
    return INSIDE.containsAll(directions)
        && !(european && arabic)
        && (RIGHT_TO_LEFT.contains(last)
            || last == Character.DIRECTIONALITY_EUROPEAN_NUMBER
            || last == Character.DIRECTIONALITY_ARABIC_NUMBER);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
