package io.cortado.engine.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Which CommonJS files an app loaded when it started last, in their order, and a sum of each text, which parsed then. Only a
 * hint: whoever uses a line checks it against the text that is there. Any thread, one at a time.
 */
final class StartFiles {
  /** An app of fewer files starts as fast without. */
  static final int FEWEST = 30;

  private static final int MOST = 20_000;
  private static final long LONGEST_LIST = 4L << 20;
  private static final String HEAD = "cortado start files 1 ";

  private final Path list;
  private final String head;
  private final Map<String, Long> before = new LinkedHashMap<>();
  private final Map<String, Long> now = new LinkedHashMap<>();
  private boolean saved;

  private StartFiles(Path list, String head) {
    this.list = list;
    this.head = head;
  }

  /**
   * Reads the list of an app; of one that cannot be read or is not whole, nothing.
   *
   * @param folder where lists are kept
   * @param main the app's entry file
   */
  static StartFiles of(Path folder, Path main) {
    StartFiles files = new StartFiles(place(folder, main), HEAD + main);
    try {
      if (Files.isRegularFile(files.list) && Files.size(files.list) <= LONGEST_LIST) {
        files.read(Files.readString(files.list));
      }
    } catch (IOException | NumberFormatException | InvalidPathException e) {
      files.before.clear();
    }
    return files;
  }

  /** The list of an app. */
  static Path place(Path folder, Path main) {
    return folder.resolve(Long.toHexString(sum(main.toString())) + ".txt");
  }

  private void read(String text) {
    String[] lines = text.split("\n", -1);
    // The last line says how many there are: a list that was cut off is none.
    int end = lines.length - 2;
    if (!lines[0].equals(head) || end < 1 || !lines[end].equals("end " + (end - 1))) {
      return;
    }
    for (int i = 1; i < end; i++) {
      int space = lines[i].indexOf(' ');
      String file = lines[i].substring(space + 1);
      if (space < 0 || !isPlain(file)) {
        before.clear();
        return;
      }
      before.put(file, Long.parseUnsignedLong(lines[i].substring(0, space), 16));
    }
  }

  private static boolean isPlain(String file) {
    Path path = Path.of(file);
    return path.isAbsolute() && path.normalize().equals(path);
  }

  /** What tells a text from another one. */
  static long sum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue() << Integer.SIZE | text.length() & 0xFFFF_FFFFL;
  }

  /** The files of the last start in their order, and the sum of each. */
  Map<String, Long> before() {
    return before;
  }

  /** Notes that a file was loaded and had parsed, as long as the app starts. */
  synchronized void loaded(String file, long sum) {
    if (!saved && now.size() < MOST && file.indexOf('\n') < 0) {
      now.put(file, sum);
    }
  }

  /** Writes what was noted, once, where that is worth it and says something else than before; where it cannot, it does not. */
  synchronized void save() {
    boolean again = saved;
    saved = true;
    if (again || now.size() < FEWEST || now.equals(before)) {
      return;
    }
    StringBuilder text = new StringBuilder(head).append('\n');
    now.forEach((file, sum) -> text.append(Long.toHexString(sum)).append(' ').append(file).append('\n'));
    text.append("end ").append(now.size()).append('\n');
    try {
      Path folder = list.getParent();
      if (folder == null) {
        return;
      }
      create(folder);
      // For its owner alone, as temporary files are made.
      Path made = Files.createTempFile(folder, "start", ".made");
      write(made, text);
    } catch (IOException | UnsupportedOperationException e) {
      // No list then; the next start is as long as this one.
      return;
    }
  }

  private void write(Path made, CharSequence text) throws IOException {
    try {
      Files.writeString(made, text);
      Files.move(made, list, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      Files.deleteIfExists(made);
      throw e;
    }
  }

  private static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Where lists are kept: beside the AOT cache, or in the user's cache where that cannot be written; null for nowhere. */
  static @Nullable Path folder() {
    String image = System.getProperty("cortado.image");
    if (image == null) {
      return null;
    }
    Path beside = Path.of(image);
    if (Files.isWritable(beside)) {
      return beside.resolve("starts");
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    String home = System.getenv("HOME");
    return cache != null && !cache.isEmpty() ? Path.of(cache, "cortado", "starts")
        : home != null && !home.isEmpty() ? Path.of(home, ".cache", "cortado", "starts") : null;
  }
}
