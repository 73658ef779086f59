package io.cortado.express.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a path of Express 4 as the source of a regular expression: {@code :name}, {@code :name(regexp)}, {@code ?}, {@code *},
 * and the syntax of regular expressions in the text between. One thread at a time.
 */
public final class OlderPathPattern {
  /** Before 0.1.13 what stood before a parameter limited those after it too. */
  private static final String WITHOUT_END = "0.1.12";

  private static final String WITHOUT_LIMITS = "0.1.10";

  /** An escape; a parameter with what stands before it, what it matches and how often; a sign; a group. */
  private static final Pattern TOKEN =
      Pattern.compile("\\\\.|(/)?(\\.)?:(\\w+)(\\(.*?\\))?(\\*)?(\\?)?|[.*]|/\\(");

  private static final Pattern GROUP = Pattern.compile("\\\\.|\\((?:\\?<(.*?)>)?(?!\\?)");
  private static final Pattern ESCAPE_OR_STAR = Pattern.compile("\\\\.|\\*");

  /** A parameter; those without a name are numbered by JavaScript. */
  private record Key(@Nullable String name, boolean optional, int offset) {
    void addTo(List<String> parts) {
      parts.addAll(List.of(name == null ? "" : name, optional ? "?" : "", Integer.toString(offset)));
    }
  }

  private final String path;
  private final String release;
  private final StringBuilder source = new StringBuilder();
  private final List<Key> keys = new ArrayList<>();

  /** How far the path is read for the text that limits the next parameter. */
  private int position;

  private String before = "";

  private OlderPathPattern(String path, String release) {
    this.path = path;
    this.release = release;
  }

  /**
   * The source, then of each group its name (empty for one that has none), "?" where it may be missing, and where it stands.
   *
   * @param release of path-to-regexp
   * @param loose whether a slash may follow at the end
   * @param end whether the path ends there
   */
  public static String[] compile(String path, String release, boolean loose, boolean end) {
    OlderPathPattern pattern = new OlderPathPattern(path, release);
    pattern.write();
    pattern.addGroups();
    StringBuilder source = pattern.source;
    if (loose) {
      source.append(endsWithSlash(source) ? "?" : "/?");
    }
    if (end) {
      source.append('$');
    } else if (!endsWithSlash(source)) {
      source.append("(?=/|$)");
    }
    List<String> parts = new ArrayList<>(List.of("^" + source));
    pattern.keys.forEach(key -> key.addTo(parts));
    return parts.toArray(String[]::new);
  }

  /** The groups of a regular expression, each as {@link #compile} has it. */
  public static String[] groups(String source) {
    List<String> parts = new ArrayList<>();
    Matcher group = GROUP.matcher(source);
    while (group.find()) {
      if (group.group().charAt(0) != '\\') {
        new Key(group.group(1), false, group.start()).addTo(parts);
      }
    }
    return parts.toArray(String[]::new);
  }

  private static boolean endsWithSlash(CharSequence text) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == '/';
  }

  private void write() {
    Matcher token = TOKEN.matcher(path);
    int done = 0;
    while (token.find()) {
      source.append(path, done, token.start());
      done = token.end();
      source.append(written(token));
    }
    source.append(path, done, path.length());
  }

  private String written(Matcher token) {
    String text = token.group();
    if (text.startsWith("\\")) {
      before += text;
      position += 2;
      return text;
    }
    if (text.equals(".")) {
      before += "\\.";
      position++;
      return "\\.";
    }
    String slash = token.group(1) == null ? "" : "/";
    boolean dot = token.group(2) != null;
    before = slash.isEmpty() && !dot ? before + between(token.start()) : "";
    position = token.end();
    if (text.equals("*")) {
      forget();
      return "(.*)";
    }
    if (text.equals("/(")) {
      before += "/";
      return "/(?:";
    }
    return parameter(token, slash, dot ? "\\." : "");
  }

  private String between(int start) {
    return position < start ? path.substring(position, start) : "";
  }

  private void forget() {
    before = release.equals(WITHOUT_END) ? before : "";
  }

  private String parameter(Matcher token, String slash, String format) {
    boolean optional = token.group(6) != null;
    keys.add(new Key(token.group(3), optional, source.length()));
    String given = token.group(4);
    String capture;
    if (given != null) {
      capture = ESCAPE_OR_STAR.matcher(given)
          .replaceFirst(found -> Matcher.quoteReplacement(found.group().equals("*") ? "(.*)" : found.group()));
    } else if (!before.isEmpty() && !release.equals(WITHOUT_LIMITS)) {
      capture = "((?:(?!/|" + before + ").)+?)";
    } else {
      capture = "([^/" + format + "]+?)";
    }
    String rest = token.group(5) == null ? "" : "((?:[/" + format + "].+?)?)";
    forget();
    return "(?:" + format + slash + capture + rest + ")" + (optional ? "?" : "");
  }

  /** Puts the groups that are no parameters in their places among those that are. */
  private void addGroups() {
    Matcher group = GROUP.matcher(source);
    int at = 0;
    while (group.find()) {
      if (group.group().charAt(0) != '\\') {
        if (at == keys.size() || keys.get(at).offset > group.start()) {
          keys.add(at, new Key(null, false, group.start()));
        }
        at++;
      }
    }
  }
}
