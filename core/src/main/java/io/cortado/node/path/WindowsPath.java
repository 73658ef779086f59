package io.cortado.node.path;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Windows' spelling of paths: drives, shares ({@code \\host\share}) and devices ({@code \\?\x}). Called from any thread. */
final class WindowsPath {
  private static final Pattern SHARE = Pattern.compile("[\\\\/]{2}([^\\\\/]+)[\\\\/]+([^\\\\/]+)");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");
  private static final Pattern RESERVED =
      Pattern.compile("CON|PRN|AUX|NUL|(COM|LPT)[1-9\u00b9\u00b2\u00b3]", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME_BEFORE_COLON = Pattern.compile(":([\\\\/]|\\z)");

  private WindowsPath() {}

  /**
   * How a path begins: {@code device} ("C:", a share, "\\?" or nothing), whether names follow its root, and how many characters
   * that takes.
   */
  private record Head(String device, boolean absolute, int end) {
    static Head of(String path) {
      if (path.isEmpty()) {
        return new Head("", false, 0);
      }
      if (separates(path.charAt(0))) {
        Matcher share = SHARE.matcher(path);
        if (!share.lookingAt()) {
          // Behind two separators without a share no root is taken off; empty names do not count anyway.
          return new Head("", true, path.length() > 1 && separates(path.charAt(1)) ? 0 : 1);
        }
        String host = share.group(1);
        return host.equals("?") || host.equals(".")
            ? new Head("\\\\" + host, true, "\\\\?\\".length())
            : new Head("\\\\" + host + "\\" + share.group(2), true, share.end());
      }
      if (!DRIVE.matcher(path).lookingAt()) {
        return new Head("", false, 0);
      }
      boolean absolute = path.length() > 2 && separates(path.charAt(2));
      return new Head(path.substring(0, 2), absolute, absolute ? 3 : 2);
    }

    boolean share() {
      return device.length() > "\\\\?".length();
    }
  }

  static boolean separates(int c) {
    return c == '\\' || c == '/';
  }

  private static String names(String path, int start, boolean absolute) {
    return Segments.normalized(path, start, !absolute, '\\', WindowsPath::separates);
  }

  static String normalize(String path) {
    if (path.length() == 1) {
      return path.equals("/") ? "\\" : path;
    }
    Head head = Head.of(path);
    if (head.share() && head.end() == path.length()) {
      return head.device() + "\\";
    }
    int colon = path.indexOf(':');
    boolean reserved = RESERVED.matcher(path.substring(0, colon < 0 ? path.length() - 1 : colon)).matches();
    if (reserved && colon > 0) {
      head = new Head(path.substring(0, colon + 1), false, colon + 1);
    }
    String tail = names(path, head.end(), head.absolute());
    if (tail.isEmpty() && !head.absolute()) {
      tail = ".";
    }
    if (!tail.isEmpty() && separates(path.charAt(path.length() - 1))) {
      tail += "\\";
    }
    // What is relative must not turn into what names a drive or a device.
    boolean named = head.device().isEmpty() && !head.absolute() && colon >= 0
        && (DRIVE.matcher(tail).lookingAt() || NAME_BEFORE_COLON.matcher(path).find());
    String start = named || reserved ? ".\\" : "";
    return start + head.device() + (head.absolute() && !reserved ? "\\" : "") + tail;
  }

  static String join(List<String> parts) {
    List<String> given = parts.stream().filter(part -> !part.isEmpty()).toList();
    if (given.isEmpty()) {
      return ".";
    }
    String joined = String.join("\\", given);
    int leading = 0;
    while (leading < joined.length() && separates(joined.charAt(leading))) {
      leading++;
    }
    // Only a first part that begins as a share does may start the whole with two separators.
    boolean share = leading == 2 && given.getFirst().length() > 2;
    return normalize(leading > 1 && !share ? "\\" + joined.substring(leading) : joined);
  }

  /** From the last path back to the first that makes it absolute; {@code cwd} stands before them all. */
  static String resolve(String cwd, List<String> paths) {
    String device = "";
    String tail = "";
    boolean absolute = false;
    for (int i = paths.size() - 1; i >= -1 && !(absolute && !device.isEmpty()); i--) {
      String path = i < 0 ? current(cwd, device) : paths.get(i);
      if (path.isEmpty()) {
        continue;
      }
      Head head = Head.of(path);
      boolean elsewhere = !head.device().isEmpty() && !device.isEmpty() && !head.device().equalsIgnoreCase(device);
      if (elsewhere) {
        continue;
      }
      device = device.isEmpty() ? head.device() : device;
      if (!absolute) {
        tail = path.substring(head.end()) + "\\" + tail;
        absolute = head.absolute();
      }
    }
    String names = names(tail, 0, absolute);
    if (absolute) {
      return device + "\\" + names;
    }
    return device.isEmpty() && names.isEmpty() ? "." : device + names;
  }

  /** The directory of the process, or the root of a drive on which it is not. */
  private static String current(String cwd, String device) {
    boolean other = !device.isEmpty()
        && !cwd.substring(0, Math.min(2, cwd.length())).equalsIgnoreCase(device)
        && cwd.startsWith("\\", 2);
    return other ? device + "\\" : cwd;
  }

  static String relative(String cwd, String from, String to) {
    String start = resolve(cwd, List.of(from));
    String end = resolve(cwd, List.of(to));
    if (start.toLowerCase(Locale.ROOT).equals(end.toLowerCase(Locale.ROOT))) {
      return "";
    }
    List<String> left = Segments.of(start, '\\');
    List<String> right = Segments.of(end, '\\');
    int shared = Segments.shared(left, right, (a, b) -> a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT)));
    return shared == 0 && !left.isEmpty() && !right.isEmpty() ? end : Segments.way(left, right, shared, '\\');
  }

  /** The path for calls that take long ones. */
  static String namespaced(String cwd, String path) {
    String resolved = resolve(cwd, List.of(path));
    if (resolved.length() <= 2) {
      return path;
    }
    if (resolved.startsWith("\\\\")) {
      char next = resolved.charAt(2);
      return next == '?' || next == '.' ? resolved : "\\\\?\\UNC\\" + resolved.substring(2);
    }
    return DRIVE.matcher(resolved).lookingAt() && resolved.startsWith("\\", 2) ? "\\\\?\\" + resolved : resolved;
  }

  /** How many characters the root has: a share with the separator behind it, a drive with or without, a separator, none. */
  static int rootLength(String path) {
    if (path.isEmpty() || !separates(path.charAt(0))) {
      return Head.of(path).end();
    }
    Matcher share = SHARE.matcher(path);
    return share.lookingAt() ? Math.min(share.end() + 1, path.length()) : 1;
  }

  /** Whether the path is a share and nothing else. */
  static boolean isShare(String path) {
    return SHARE.matcher(path).matches();
  }
}
