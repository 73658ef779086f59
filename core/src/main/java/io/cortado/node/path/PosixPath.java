package io.cortado.node.path;

import java.util.List;

/** POSIX's spelling of paths. Called from any thread. */
final class PosixPath {
  private PosixPath() {}

  static String normalize(String path) {
    String resolved = resolved(path);
    if (!path.endsWith("/") || resolved.equals("/")) {
      return resolved;
    }
    return resolved + "/";
  }

  static String resolved(String path) {
    boolean absolute = path.startsWith("/");
    String names = Segments.normalized(path, 0, !absolute, '/', c -> c == '/');
    if (absolute) {
      return "/" + names;
    }
    return names.isEmpty() ? "." : names;
  }

  static String relative(String from, String to) {
    List<String> left = Segments.of(from, '/');
    List<String> right = Segments.of(to, '/');
    return Segments.way(left, right, Segments.shared(left, right, String::equals), '/');
  }
}
