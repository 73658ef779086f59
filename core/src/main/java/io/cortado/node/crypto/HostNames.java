package io.cortado.node.crypto;

/** How names of hosts and mailboxes match those of a certificate, by OpenSSL's rules. Called from any thread. */
final class HostNames {
  /** Node's options of checkHost, one bit for each. */
  static final int ALWAYS_SUBJECT = 1;

  static final int NO_WILDCARDS = 2;
  static final int NO_PARTIAL = 4;
  static final int MULTI_LABEL = 8;
  static final int SINGLE_LABEL = 16;
  static final int NEVER_SUBJECT = 32;

  private HostNames() {}

  /** Whether the name of a certificate is that of a host; one that begins with a dot means all below it. */
  static boolean host(String pattern, String host, int flags) {
    boolean below = host.length() > 1 && host.charAt(0) == '.';
    if (below || (flags & NO_WILDCARDS) != 0) {
      return same(below ? suffix(pattern, host.length(), flags) : pattern, host);
    }
    int star = star(pattern, flags);
    return star < 0 ? same(pattern, host) : matches(pattern.substring(0, star), pattern.substring(star + 1), host, flags);
  }

  /** As much of the end as the host has, if nothing forbids to leave the start away. */
  private static String suffix(String pattern, int length, int flags) {
    int cut = pattern.length() - length;
    if (cut <= 0) {
      return pattern;
    }
    String start = pattern.substring(0, cut);
    boolean stops = start.indexOf('\0') >= 0 || (flags & SINGLE_LABEL) != 0 && start.indexOf('.') >= 0;
    return stops ? pattern : pattern.substring(cut);
  }

  private static boolean same(String one, String two) {
    if (one.length() != two.length()) {
      return false;
    }
    for (int i = 0; i < one.length(); i++) {
      if (one.charAt(i) == 0 || lower(one.charAt(i)) != lower(two.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  private static boolean plain(char c) {
    return c >= '0' && c <= '9' || lower(c) >= 'a' && lower(c) <= 'z';
  }

  private static boolean international(String text) {
    return text.length() >= 4 && same(text.substring(0, 4), "xn--");
  }

  /** The one star of a well-formed pattern: in its first label, at one end of it, two labels following; else -1. */
  private static int star(String pattern, int flags) {
    int found = -1;
    String[] labels = pattern.split("\\.", -1);
    for (int i = 0; i < labels.length; i++) {
      String label = labels[i];
      int at = label.indexOf('*');
      if (at >= 0 && (i > 0 || !starFits(label, at, flags)) || !wellFormed(label)) {
        return -1;
      }
      found = at >= 0 ? at : found;
    }
    return labels.length < 3 ? -1 : found;
  }

  private static boolean starFits(String label, int at, int flags) {
    boolean whole = label.length() == 1;
    boolean atEdge = at == 0 || at == label.length() - 1;
    return atEdge
        && label.indexOf('*', at + 1) < 0
        && !(at > 0 && international(label))
        && (whole || (flags & NO_PARTIAL) == 0);
  }

  private static boolean wellFormed(String label) {
    boolean edges = !label.isEmpty() && label.charAt(0) != '-' && label.charAt(label.length() - 1) != '-';
    return edges && label.chars().allMatch(c -> plain((char) c) || c == '-' || c == '*');
  }

  private static boolean matches(String prefix, String suffix, String host, int flags) {
    if (host.length() < prefix.length() + suffix.length()
        || !same(prefix, host.substring(0, prefix.length()))
        || !same(host.substring(host.length() - suffix.length()), suffix)) {
      return false;
    }
    String middle = host.substring(prefix.length(), host.length() - suffix.length());
    boolean whole = prefix.isEmpty() && suffix.startsWith(".");
    if (whole ? middle.isEmpty() : international(host)) {
      return false;
    }
    boolean dots = whole && (flags & MULTI_LABEL) != 0;
    return middle.equals("*") || middle.chars().allMatch(c -> plain((char) c) || c == '-' || dots && c == '.');
  }

  /** Mailboxes: the part after the last at sign in letters of any size. */
  static boolean email(String one, String two) {
    if (one.length() != two.length()) {
      return false;
    }
    int at = Math.max(one.lastIndexOf('@'), two.lastIndexOf('@'));
    if (at <= 0) {
      return one.equals(two);
    }
    return same(one.substring(at), two.substring(at)) && one.substring(0, at).equals(two.substring(0, at));
  }
}
