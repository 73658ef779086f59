package io.cortado.node.path;

import java.util.ArrayList;
import java.util.List;

/** Whether a path matches a pattern such as {@code src/**}{@code /*.{js,ts}}, as {@code path.matchesGlob} has it. Called from any thread. */
final class Globs {
  /** Any number of segments. */
  private static final String ANY = "**";

  private Globs() {}

  static boolean matches(String path, String pattern, boolean windows) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    List<String> segments = segments(windows ? path.replace('\\', '/') : path, windows);
    // Back slashes are slashes in patterns on any system.
    return GlobBraces.expand(pattern.replace('\\', '/')).stream()
        .anyMatch(one -> !one.isEmpty() && matches(segments, segments(one, windows)));
  }

  /** The segments of a path or pattern without what leads nowhere: empty ones, dots, and folders that are left again. */
  private static List<String> segments(String path, boolean windows) {
    List<String> out = new ArrayList<>();
    boolean share = windows && path.startsWith("//") && path.length() > 2 && path.charAt(2) != '/';
    String[] parts = path.split("/+", -1);
    if (share) {
      out.add("");
    }
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      boolean ends = i == parts.length - 1;
      String last = out.isEmpty() ? "" : out.getLast();
      if (part.equals("..") && !last.isEmpty() && !last.equals(".") && !last.equals("..") && !last.equals(ANY)) {
        out.removeLast();
      } else if (out.isEmpty() || share && i == 0 || ends || !part.equals(".") && !part.isEmpty()) {
        out.add(part);
      }
    }
    return out.isEmpty() ? List.of("") : out;
  }

  private static boolean matches(List<String> path, List<String> pattern) {
    for (int i = 0; i < pattern.size(); i++) {
      if (i == path.size()) {
        return false;
      }
      if (pattern.get(i).equals(ANY)) {
        return matchesAny(path.subList(i, path.size()), pattern.subList(i + 1, pattern.size()));
      }
      if (!GlobSegment.compile(pattern.get(i)).matcher(path.get(i)).matches()) {
        return false;
      }
    }
    List<String> rest = path.subList(pattern.size(), path.size());
    return rest.isEmpty() || rest.equals(List.of(""));
  }

  /** What any number of segments may stand for does not begin with a dot. */
  private static boolean matchesAny(List<String> path, List<String> rest) {
    for (int from = 0; from <= path.size(); from++) {
      if (rest.isEmpty() ? from == path.size() : from < path.size() && matches(path.subList(from, path.size()), rest)) {
        return true;
      }
      if (from < path.size() && path.get(from).startsWith(".")) {
        return false;
      }
    }
    return false;
  }
}
