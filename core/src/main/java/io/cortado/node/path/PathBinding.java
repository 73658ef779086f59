package io.cortado.node.path;

import java.util.List;

/** Paths as text, for {@code path}: each is worked out in one call. Runs on the loop. */
public final class PathBinding {
  /** A POSIX path that is not empty, in its shortest spelling. */
  public String normalize(String path) {
    return PosixPath.normalize(path);
  }

  /** The same without a separator behind it. */
  public String resolved(String path) {
    return PosixPath.resolved(path);
  }

  /** The way from one absolute POSIX path to another. */
  public String relative(String from, String to) {
    return PosixPath.relative(from, to);
  }

  /** A Windows path that is not empty, in its shortest spelling. */
  public String windowsNormalize(String path) {
    return WindowsPath.normalize(path);
  }

  public String windowsJoin(String... parts) {
    return WindowsPath.join(List.of(parts));
  }

  /** The absolute path that some make one after the other, from {@code cwd} on. */
  public String windowsResolve(String cwd, String... paths) {
    return WindowsPath.resolve(cwd, List.of(paths));
  }

  public String windowsRelative(String cwd, String from, String to) {
    return WindowsPath.relative(cwd, from, to);
  }

  /** A Windows path that is not empty, as calls take it that take long ones. */
  public String windowsNamespaced(String cwd, String path) {
    return WindowsPath.namespaced(cwd, path);
  }

  /** How many characters of a Windows path its root has; negative where it is a share and nothing else. */
  public int windowsRoot(String path) {
    int length = WindowsPath.rootLength(path);
    return WindowsPath.isShare(path) ? -length : length;
  }

  /** Whether a path matches a glob pattern. */
  public boolean matchesGlob(String path, String pattern, boolean windows) {
    return Globs.matches(path, pattern, windows);
  }
}
