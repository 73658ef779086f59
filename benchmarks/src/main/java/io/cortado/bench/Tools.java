package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs of the system. */
final class Tools {
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

  private Tools() {}

  /** Whether a program is on the path. */
  static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }

  /** Where a program is, also where only the system's own users look, or null. */
  static @Nullable Path find(String program) {
    List<Path> places = new ArrayList<>(Stream.of(System.getenv("PATH").split(":")).map(Path::of).toList());
    places.addAll(List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin")));
    if (Files.isDirectory(POSTGRES)) {
      try (Stream<Path> versions = Files.list(POSTGRES)) {
        places.addAll(versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")).toList());
      } catch (IOException unreadable) {
        return null;
      }
    }
    return places.stream().map(place -> place.resolve(program)).filter(Files::isExecutable).findFirst().orElse(null);
  }

  /** The same for a program that is known to be there. */
  static String path(String program) {
    return String.valueOf(find(program));
  }

  /** Runs a program to its end; returns what it printed. */
  static String run(List<String> command, Path directory, int seconds) throws IOException, InterruptedException {
    Path log = Files.createTempFile("cortado-bench", ".log");
    try {
      Process process = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
          .redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      String output = Files.readString(log);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly().waitFor();
        throw new IOException(String.join(" ", command) + (ended ? " failed: " : " does not end: ") + output);
      }
      return output;
    } finally {
      Files.delete(log);
    }
  }
}
