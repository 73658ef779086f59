package io.cortado.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what an image was made from, so that it is made again only when that has changed. */
final class Fingerprint {
  private Fingerprint() {}

  /** The JDK and the jars in a folder, by name, size and time. */
  static String of(Path jdk, Path jars, List<String> options) throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      return Files.readString(jdk.resolve("release"))
          + files.sorted().map(Fingerprint::line).collect(Collectors.joining("\n"))
          + "\n"
          + String.join("\n", options);
    }
  }

  private static String line(Path file) {
    try {
      return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Whether {@code mark} holds this very text. */
  static boolean matches(Path mark, String text) throws IOException {
    return Files.isRegularFile(mark) && Files.readString(mark).equals(text);
  }
}
