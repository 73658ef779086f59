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
final class NodeApp {
  private static final Path COPY = Path.of("target", "sample-on-node").toAbsolutePath();
  private static final List<String> INSTALL =
      List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error");

  private NodeApp() {}

  /** Copies the app and installs what its package.json asks for, unless that is there already. */
  static synchronized Path installed(Path app) {
    if (!Requirements.runs("node", "--version") || !Requirements.runs("npm", "--version")) {
      throw Requirements.missing("The sample app is not tested on Node: node and npm are not installed.");
    }
    Path installed = COPY.resolve("installed.json");
    Path manifest = app.resolve("package.json");
    try {
      copy(app);
      if (!Files.exists(installed) || Files.mismatch(installed, manifest) >= 0) {
        install();
        Files.copy(manifest, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return COPY;
  }

  private static void install() {
    try (RunningProcess npm = RunningProcess.start(INSTALL, COPY, Map.of())) {
      if (npm.awaitExit(Duration.ofMinutes(5)) != 0) {
        throw Requirements.missing("The sample app is not tested on Node: npm install failed.\n" + npm.output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path app) throws IOException {
    try (Stream<Path> files = Files.walk(app)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String relative = app.relativize(file).toString();
        Path target = COPY.resolve(relative);
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
