package io.cortado.node.inspect;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stacks of errors, as {@code util.inspect} shows them. Called from any thread. */
final class Stacks {
  private static final String FRAME = "\n    at";

  /** How many frames must be the same before they are counted rather than listed. */
  private static final int FEWEST_SHARED = 4;

  /** The class a stack begins with: before its message or its first frame, or alone. */
  private static final Pattern TITLE =
      Pattern.compile("(?:([A-Z][a-z_ A-Z0-9\\[\\]()-]+)(?=:|\n\\s+at)|([a-z_A-Z0-9-]*Error)\\z)");

  private Stacks() {}

  /**
   * A stack whose first line tells the error's class.
   *
   * @param constructor the name of the class; null for an error without prototype
   * @param name the error's own word for what it is
   */
  static String titled(String stack, @Nullable String constructor, String name, String tag) {
    if (constructor == null) {
      Matcher title = TITLE.matcher(stack);
      String told = title.lookingAt() ? title.group() : "";
      String fallback = told.isEmpty() ? "Error" : told;
      return retitled(stack, told.length(), name, "[" + fallback + ": null prototype]" + suffix(tag, fallback));
    }
    return beginsWith(stack, name) ? retitled(stack, name.length(), name, constructor + suffix(tag, constructor)) : stack;
  }

  private static boolean beginsWith(String stack, String name) {
    if (!name.endsWith("Error") || !stack.startsWith(name)) {
      return false;
    }
    return stack.length() == name.length() || ":\n".indexOf(stack.charAt(name.length())) >= 0;
  }

  private static String suffix(String tag, String told) {
    return tag.isEmpty() || tag.equals(told) ? "" : " [" + tag + "]";
  }

  private static String retitled(String stack, int length, String name, String title) {
    if (name.equals(title)) {
      return stack;
    }
    String rest = stack.substring(length);
    if (!title.contains(name)) {
      return title + " [" + name + "]" + rest;
    }
    return length == 0 ? title + ": " + rest : title + rest;
  }

  /** Where the frames that another stack has too begin, and how many they are; null when they are few. */
  static int @Nullable [] shared(String frames, String otherStack) {
    int from = otherStack.indexOf(FRAME);
    if (from < 0) {
      return null;
    }
    List<String> lines = List.of(frames.split("\n", -1));
    List<String> others = List.of(otherStack.substring(from + 1).split("\n", -1));
    for (int start = 0; start < lines.size(); start++) {
      int length = common(lines.subList(start, lines.size()), others);
      if (length >= FEWEST_SHARED) {
        return new int[] {start, length};
      }
    }
    return null;
  }

  /** How many lines are those that follow the first of them among the others. */
  private static int common(List<String> lines, List<String> others) {
    int at = others.indexOf(lines.getFirst());
    int length = 0;
    while (at >= 0 && length < lines.size() && at + length < others.size() && lines.get(length).equals(others.get(at + length))) {
      length++;
    }
    return length;
  }
}
