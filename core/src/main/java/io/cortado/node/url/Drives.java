package io.cortado.node.url;

/** Letters of Windows' drives in paths of files. Called from any thread. */
final class Drives {
  private Drives() {}

  /** Whether a segment is a drive as URLs are written: "C:". */
  static boolean isWritten(String segment) {
    return is(segment) && segment.charAt(1) == ':';
  }

  /** Whether a segment is a drive: "C:" or "C|". */
  static boolean is(String segment) {
    return segment.length() == 2 && begins(segment, 0);
  }

  /** Whether a path begins with a drive. */
  static boolean begins(String text, int at) {
    int end = at + 2;
    return end <= text.length()
        && isLetter(text.charAt(at))
        && ":|".indexOf(text.charAt(at + 1)) >= 0
        && (end == text.length() || "/\\?#".indexOf(text.charAt(end)) >= 0);
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
