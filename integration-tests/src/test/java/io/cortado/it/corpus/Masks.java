package io.cortado.it.corpus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is different in every run and has one form: replaced wherever a case declares it volatile; pure. */
final class Masks {
  private static final Map<String, Mask> KINDS = kinds();

  private final Map<String, String> captured;

  /** @param captured values that earlier answers of the same run gave, by the name that stands for them */
  Masks(Map<String, String> captured) {
    this.captured = Map.copyOf(captured);
  }

  /** The text with what is volatile replaced, which keeps the body's length or does not. */
  Masked apply(Set<String> vary, String text) {
    String masked = text;
    boolean sameLength = true;
    for (var value : captured.entrySet()) {
      String next = masked.replace(value.getValue(), "<" + value.getKey() + ">");
      sameLength &= next.equals(masked) || KINDS.get("oid").pattern.matcher(value.getValue()).matches();
      masked = next;
    }
    for (var kind : KINDS.entrySet()) {
      if (vary.contains(kind.getKey())) {
        String next = kind.getValue().pattern.matcher(masked).replaceAll("<" + kind.getKey() + ">");
        sameLength &= next.equals(masked) || kind.getValue().fixedLength;
        masked = next;
      }
    }
    return new Masked(masked, sameLength);
  }

  private static Map<String, Mask> kinds() {
    Map<String, Mask> kinds = new LinkedHashMap<>();
    kinds.put("uuid", new Mask("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", true));
    kinds.put("oid", new Mask("\\b[0-9a-f]{24}\\b", true));
    kinds.put("iso", new Mask("\\b20\\d\\d-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d\\.\\d{3}Z", true));
    kinds.put("sid", new Mask("s%3A[\\w-]+\\.[\\w%-]+", false));
    kinds.put("jwt", new Mask("\\beyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+", false));
    // MongoDB's clock, as a number of 64 bits.
    kinds.put("clock", new Mask("\\b[7-9]\\d{18}\\b", true));
    return kinds;
  }

  /** A text after masking. */
  record Masked(String text, boolean sameLength) {}

  private record Mask(Pattern pattern, boolean fixedLength) {
    Mask(String pattern, boolean fixedLength) {
      this(Pattern.compile(pattern), fixedLength);
    }
  }
}
