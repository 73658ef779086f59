package io.cortado.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of an app below target/ with its dependencies as npm installs them. */
public final class NodeApp {
  private static final List<String> INSTALL =
      List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error");

  private NodeApp() {}

  /** Copies the app to target/NAME and installs what its package.json asks for, unless that is there already. */
  public static synchronized Path installed(Path app, String name) {
    if (!Requirements.runs("node", "--version") || !Requirements.runs("npm", "--version")) {
      throw Requirements.missing("No test of " + name + ": node and npm are not installed.");
    }
    Path copy = Path.of("target", name).toAbsolutePath();
    Path installed = copy.resolve("installed.json");
    Path manifest = app.resolve("package.json");
    try {
      copy(app, copy);
      if (!Files.exists(installed) || Files.mismatch(installed, manifest) >= 0) {
        install(copy);
        Files.copy(manifest, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private static void install(Path copy) {
    try (RunningProcess npm = RunningProcess.start(INSTALL, copy, Map.of())) {
      if (npm.awaitExit(Duration.ofMinutes(5)) != 0) {
        throw Requirements.missing("No test of " + copy.getFileName() + ": npm install failed.\n" + npm.output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path app, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(app)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String relative = app.relativize(file).toString();
        Path target = copy.resolve(relative);
        if (relative.matches("(node_modules|data|target)(/.*)?")) {
          continue;
        }
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
