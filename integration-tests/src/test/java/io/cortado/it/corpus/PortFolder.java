package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
    String wanted = manifests(port);
    boolean ready = Files.exists(done) && Files.readString(done).equals(wanted);
    if (!ready) {
      delete(folder, false);
    }
    lay(port, folder);
    if (!ready) {
      install(port, folder);
      Files.createDirectories(done.getParent());
      Files.writeString(done, wanted);
    }
    return folder;
  }

  /** What decides over the packages: the package.json of the port, and of packages within it. */
  private static String manifests(Port port) throws IOException {
    var all = new StringBuilder(port.installScripts() ? "with install scripts\n" : "");
    try (Stream<Path> files = Files.walk(port.folder())) {
      for (Path file : files.filter(f -> f.endsWith("package.json")).sorted().toList()) {
        all.append(port.folder().relativize(file)).append('\n').append(Files.readString(file));
      }
    }
    return all.toString();
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
    delete(folder, true);
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.walk(port.folder())) {
      for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
        String relative = port.folder().relativize(file).toString();
        if (!relative.equals("cases.http") && !relative.equals("golden.txt")) {
          Path copy = folder.resolve(relative);
          if (!Files.isDirectory(copy)) {
            Files.copy(file, copy);
          }
          if (Files.isRegularFile(copy)) {
            Files.setLastModifiedTime(copy, FILE_TIME);
          }
        }
      }
    }
  }

  private static void delete(Path folder, boolean keepPackages) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(f -> !keepPackages || !folder.relativize(f).toString().contains("node_modules"))
          .sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || isEmpty(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
