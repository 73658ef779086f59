package io.cortado.node.path;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** The names between the separators of a path. Called from any thread. */
final class Segments {
  private Segments() {}

  /** The path from {@code start} on without empty names, "." and ".."; ".." that lead out of it stay if they may. */
  static String normalized(String path, int start, boolean mayLeave, char separator, IntPredicate separates) {
    StringBuilder out = new StringBuilder(path.length() - start + 1);
    // How many characters of what is written stand still, being ".." that lead out.
    int outside = 0;
    for (int from = start, to; from < path.length(); from = to + 1) {
      to = from;
      while (to < path.length() && !separates.test(path.charAt(to))) {
        to++;
      }
      int length = to - from;
      if (length == 0 || (length == 1 && path.charAt(from) == '.')) {
        continue;
      }
      if (length == 2 && path.charAt(from) == '.' && path.charAt(from + 1) == '.') {
        if (out.length() > outside) {
          out.setLength(Math.max(out.lastIndexOf(String.valueOf(separator)), outside));
        } else if (mayLeave) {
          append(out, separator, "..", 0, 2);
          outside = out.length();
        }
      } else {
        append(out, separator, path, from, to);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char separator, String text, int from, int to) {
    if (!out.isEmpty()) {
      out.append(separator);
    }
    out.append(text, from, to);
  }

  /** The names of a path, without empty ones. */
  static List<String> of(String path, char separator) {
    List<String> names = new ArrayList<>();
    for (int from = 0, to; from < path.length(); from = to + 1) {
      int next = path.indexOf(separator, from);
      to = next < 0 ? path.length() : next;
      if (to > from) {
        names.add(path.substring(from, to));
      }
    }
    return names;
  }

  /** How many names two paths begin with together. */
  static int shared(List<String> left, List<String> right, BiPredicate<String, String> same) {
    int count = 0;
    while (count < left.size() && count < right.size() && same.test(left.get(count), right.get(count))) {
      count++;
    }
    return count;
  }

  /** The way from one to the other: up to what they share, then down. */
  static String way(List<String> from, List<String> to, int shared, char separator) {
    List<String> steps = new ArrayList<>();
    for (int i = shared; i < from.size(); i++) {
      steps.add("..");
    }
    steps.addAll(to.subList(shared, to.size()));
    return String.join(String.valueOf(separator), steps);
  }
}
