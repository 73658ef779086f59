package io.cortado.http;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Handlers by the path below which they answer. Runs on the loop. */
final class Mounts {
  /** Longer paths first. */
  private final Map<String, JavaHandler> handlers =
      new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  void add(String path, JavaHandler handler) {
    handlers.put(path, handler);
  }

  boolean has(String target) {
    return !handlers.isEmpty() && !path(target).isEmpty();
  }

  /** The path of the handler that a target is for, or empty. */
  String path(String target) {
    for (String path : handlers.keySet()) {
      int length = path.length();
      if (target.startsWith(path) && (target.length() == length || target.charAt(length) == '/' || target.charAt(length) == '?')) {
        return path;
      }
    }
    return "";
  }

  JavaHandler handler(String path) {
    return Objects.requireNonNull(handlers.get(path), "nothing is mounted at " + path);
  }
}
