package io.cortado.module;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * A {@code file:} URL as ES modules have it: the same file with another query or fragment is another module. Immutable.
 *
 * @param path percent-encoded, starting with a slash
 * @param suffix the query and the fragment with their marks, or an empty string
 */
record FileUrl(String path, String suffix) {
  private static final String SCHEME = "file:";

  /** What a URL's path keeps of a file's name as it is; the rest becomes {@code %XX}. */
  private static final String OF_FILES = "!$&'()*+,-./:;=@_~[]|^";

  private static final String OF_PATHS = OF_FILES + "%\\";
  private static final String OF_QUERIES = OF_PATHS + "?`{}";

  /** The URL of a file. */
  static FileUrl of(Path file, String suffix) {
    String name = file.toString().replace('\\', java.io.File.separatorChar == '\\' ? '/' : '\\');
    return new FileUrl(encoded(name.startsWith("/") ? name : "/" + name, OF_FILES), suffix);
  }

  /** Reads {@code file:…}. */
  static FileUrl parse(String url) {
    String rest = url.substring(SCHEME.length());
    String root = rest.startsWith("//") ? rest.substring(Math.max(2, slash(rest, 2))) : rest;
    return new FileUrl("/", "").resolve(root.startsWith("/") ? root : "/" + root);
  }

  private static int slash(String text, int from) {
    int at = text.indexOf('/', from);
    return at < 0 ? text.length() : at;
  }

  static boolean isFile(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** What a relative reference means here. */
  FileUrl resolve(String reference) {
    String text = reference.strip().replaceAll("[\t\n\r]", "");
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : encoded(text.substring(hash), OF_QUERIES + "#");
    String before = hash < 0 ? text : text.substring(0, hash);
    int mark = before.indexOf('?');
    String query = mark < 0 ? "" : encoded(before.substring(mark), OF_QUERIES.replace("'", ""));
    String name = (mark < 0 ? before : before.substring(0, mark)).replace('\\', '/');
    String joined = name.startsWith("/") ? name : path.substring(0, path.lastIndexOf('/') + 1) + name;
    String rest = (query.equals("?") ? "" : query) + (fragment.equals("#") ? "" : fragment);
    return new FileUrl(encoded(withoutDots(joined), OF_PATHS), rest);
  }

  private static String withoutDots(String path) {
    Deque<String> parts = new ArrayDeque<>();
    String[] names = path.substring(1).split("/", -1);
    for (int i = 0; i < names.length; i++) {
      String name = names[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
      boolean last = i == names.length - 1;
      if (name.equals("..")) {
        parts.pollLast();
      } else if (!name.equals(".")) {
        parts.addLast(names[i]);
        continue;
      }
      if (last) {
        parts.addLast("");
      }
    }
    return "/" + String.join("/", parts);
  }

  /** Whether a slash is written as {@code %2F}, or a backslash as {@code %5C}, which names no file. */
  boolean hidesSlash() {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.contains("%2f") || lower.contains("%5c");
  }

  Path file() {
    String name = decoded(path);
    return Path.of(java.io.File.separatorChar == '\\' && name.matches("/[A-Za-z]:.*") ? name.substring(1) : name);
  }

  boolean isFolder() {
    return path.endsWith("/");
  }

  @Override
  public String toString() {
    return SCHEME + "//" + path + suffix;
  }

  private static String encoded(String text, String kept) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append('%').append(String.format("%02X", (int) c));
      }
    }
    return out.toString();
  }

  /** The text with its {@code %XX} taken for bytes; what is not one stays. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
