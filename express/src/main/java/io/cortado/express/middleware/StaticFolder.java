package io.cortado.express.middleware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files under a folder as {@code express.static} serves them where it has nothing to decide: plain paths to plain files.
 * What is known of a file is kept for as long as its size and time are the same. What was found can be asked until the next
 * path is looked up. Runs on the loop.
 */
public final class StaticFolder {
  /** The path is for the long way: a folder, dots, escapes, or what cannot be looked at. */
  private static final int ODD = -1;

  private static final int MISSING = 0;
  private static final int FOUND = 1;
  private static final int MAX_KNOWN = 1000;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path root;
  private final String cacheControl;
  private final Map<String, Known> known = new HashMap<>();
  private @Nullable Known found;

  /** A folder whose files are sent with this Cache-Control. */
  public StaticFolder(String root, String cacheControl) {
    this.root = Path.of(root);
    this.cacheControl = cacheControl;
  }

  private record Known(Path path, String text, long size, long modified, String tag, String lines, String extension) {}

  /** Looks a URL's path up: 1 for a file, 0 where none is there, -1 for what the long way decides. */
  public int find(String url) {
    int end = url.indexOf('?');
    String pathname = end < 0 ? url : url.substring(0, end);
    Known before = known.get(pathname);
    if (before == null && !isPlain(pathname)) {
      return ODD;
    }
    try {
      Path path = before == null ? resolve(pathname) : before.path;
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return ODD;
      }
      long modified = attributes.lastModifiedTime().toMillis();
      if (before == null || before.size != attributes.size() || before.modified != modified) {
        before = describe(path, attributes.size(), modified);
        if (known.size() >= MAX_KNOWN) {
          known.clear();
        }
        known.put(pathname, before);
      }
      found = before;
      return FOUND;
    } catch (NoSuchFileException e) {
      known.remove(pathname);
      return MISSING;
    } catch (IOException | InvalidPathException | SecurityException e) {
      return ODD;
    }
  }

  /** Whether a path has only segments that mean themselves: no dots in front, no escapes, none that is empty. */
  private static boolean isPlain(String path) {
    if (path.isEmpty() || path.charAt(0) != '/') {
      return false;
    }
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean begins = path.charAt(i - 1) == '/';
      boolean plain =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '/' || c == '.';
      if (!plain || begins && (c == '/' || c == '.')) {
        return false;
      }
    }
    return true;
  }

  private Path resolve(String pathname) {
    String relative = pathname.substring(1);
    return root.resolve(pathname.endsWith("/") ? relative + "index.html" : relative);
  }

  private Known describe(Path path, long size, long modified) {
    String tag = "W/\"" + Long.toHexString(size) + '-' + Long.toHexString(modified) + '"';
    String lines =
        "Accept-Ranges: bytes\r\nCache-Control: " + cacheControl + "\r\nLast-Modified: "
            + HTTP_DATE.format(Instant.ofEpochMilli(modified)) + "\r\nETag: " + tag + "\r\n";
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return new Known(path, path.toString(), size, modified, tag, lines, dot <= 0 ? "" : name.substring(dot));
  }

  private Known found() {
    if (found == null) {
      throw new IllegalStateException("StaticFolder: nothing has been found");
    }
    return found;
  }

  /** The path of the file in the system. */
  public String path() {
    return found().text;
  }

  /** Its size in bytes. */
  public double size() {
    return found().size;
  }

  /** When it was changed last, in milliseconds. */
  public double modified() {
    return found().modified;
  }

  /** Its tag, weak. */
  public String tag() {
    return found().tag;
  }

  /** The lines of the head that are the file's. */
  public String lines() {
    return found().lines;
  }

  /** What its name ends with, from the last dot on; empty without one. */
  public String extension() {
    return found().extension;
  }
}
