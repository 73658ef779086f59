package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where a port runs: its sources laid anew, its packages installed once, below target/ports. */
final class PortFolder {
  private static final Path ROOT = Path.of(System.getProperty("ports.work", "target/ports")).toAbsolutePath().normalize();
  private static final FileTime FILE_TIME = FileTime.from(Instant.parse("2024-01-02T03:04:05Z"));
  private static final int INSTALL_MINUTES = 5;

  private PortFolder() {}

  /** The port with its packages, as {@code npm install} leaves them. */
  static Path installed(Port port) throws IOException, InterruptedException {
    Path folder = ROOT.resolve(port.name());
    Path done = folder.resolve("node_modules").resolve(".installed");
    lay(port, folder);
    Path manifest = port.folder().resolve("package.json");
    if (!Files.exists(done) || Files.mismatch(manifest, done) >= 0) {
      delete(folder.resolve("node_modules"));
      install(port, folder);
      Files.createDirectories(done.getParent());
      Files.copy(manifest, done, StandardCopyOption.REPLACE_EXISTING);
    }
    return folder;
  }

  /** The port's sources alone. */
  static Path bare(Port port) throws IOException {
    Path folder = ROOT.resolve("bare").resolve(port.name());
    lay(port, folder);
    return folder;
  }

  private static void install(Port port, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline", "--loglevel=error"));
    if (!port.installScripts()) {
      command.add("--ignore-scripts");
    }
    Path log = ROOT.resolve(port.name() + ".npm.log");
    Process npm = new ProcessBuilder(command).directory(folder.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new IOException("npm install for " + port.name() + " failed:\n" + Files.readString(log));
      }
    } finally {
      npm.destroyForcibly();
    }
  }

  /** One fixed time on every file, so that ETag and Last-Modified are the same everywhere. */
  private static void lay(Port port, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (Path entry : old.filter(e -> !e.endsWith("node_modules")).toList()) {
        delete(entry);
      }
    }
    try (Stream<Path> files = Files.walk(port.folder())) {
      for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
        String relative = port.folder().relativize(file).toString();
        if (!relative.equals("cases.http") && !relative.equals("golden.txt")) {
          Path copy = folder.resolve(relative);
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
          if (Files.isRegularFile(copy)) {
            Files.setLastModifiedTime(copy, FILE_TIME);
          }
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
