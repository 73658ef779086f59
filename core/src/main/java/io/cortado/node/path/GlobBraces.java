package io.cortado.node.path;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spells out what stands in braces: {@code a{b,c}}, {@code {1..3}}, {@code {a..e..2}}. Called from any thread. */
final class GlobBraces {
  private static final Pattern NUMBERS = Pattern.compile("(-?\\d+)\\.\\.(-?\\d+)(?:\\.\\.(-?\\d+))?");
  private static final Pattern LETTERS = Pattern.compile("([a-zA-Z])\\.\\.([a-zA-Z])(?:\\.\\.(-?\\d+))?");

  /** More than that nobody wants. */
  private static final int MOST = 100_000;

  private GlobBraces() {}

  static List<String> expand(String pattern) {
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
      int close = closing(pattern, open);
      List<String> parts = close < 0 ? List.of() : alternatives(pattern.substring(open + 1, close));
      if (!parts.isEmpty()) {
        String before = pattern.substring(0, open);
        List<String> after = expand(pattern.substring(close + 1));
        return parts.stream().flatMap(part -> after.stream().map(rest -> before + part + rest)).limit(MOST).toList();
      }
    }
    return List.of(pattern);
  }

  private static int closing(String pattern, int open) {
    int level = 0;
    for (int i = open; i < pattern.length(); i++) {
      level += pattern.charAt(i) == '{' ? 1 : pattern.charAt(i) == '}' ? -1 : 0;
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }

  /** None where braces are no more than braces. */
  private static List<String> alternatives(String inner) {
    Matcher numbers = NUMBERS.matcher(inner);
    if (numbers.matches()) {
      return numbers(numbers);
    }
    Matcher letters = LETTERS.matcher(inner);
    if (letters.matches()) {
      return sequence(letters.group(1).charAt(0), letters.group(2).charAt(0), letters.group(3)).stream()
          .map(c -> String.valueOf((char) c.intValue()))
          .toList();
    }
    List<String> parts = split(inner);
    return parts.size() < 2 ? List.of() : parts.stream().flatMap(part -> expand(part).stream()).toList();
  }

  private static List<String> numbers(Matcher found) {
    String first = found.group(1);
    String last = found.group(2);
    if (first.length() > 9 || last.length() > 9) {
      return List.of();
    }
    boolean padded = first.matches("-?0\\d+") || last.matches("-?0\\d+");
    int width = padded ? Math.max(first.length(), last.length()) : 1;
    return sequence(Integer.parseInt(first), Integer.parseInt(last), found.group(3)).stream()
        .map(number -> ("%0" + width + "d").formatted(number))
        .toList();
  }

  private static List<Integer> sequence(int from, int to, @Nullable String step) {
    int width = step == null || step.length() > 9 ? 1 : Math.max(Math.abs(Integer.parseInt(step)), 1);
    List<Integer> out = new ArrayList<>();
    for (int i = from; from <= to ? i <= to : i >= to; i += from <= to ? width : -width) {
      out.add(i);
      if (out.size() == MOST) {
        break;
      }
    }
    return out;
  }

  /** The parts between commas that stand in no inner braces. */
  private static List<String> split(String inner) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int level = 0;
    for (int i = 0; i <= inner.length(); i++) {
      char c = i == inner.length() ? ',' : inner.charAt(i);
      if (c == ',' && (level == 0 || i == inner.length())) {
        parts.add(inner.substring(from, i));
        from = i + 1;
      }
      level += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
    return parts;
  }
}
