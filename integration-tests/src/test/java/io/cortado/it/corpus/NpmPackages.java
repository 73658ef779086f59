package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Express and its siblings as npm installs them, per major, below target/. */
final class NpmPackages {
  private static final Path MANIFESTS = Path.of("src/test/corpus/npm");

  private final Path folder;
  private final Lane lane;

  private NpmPackages(Path folder, Lane lane) {
    this.folder = folder;
    this.lane = lane;
  }

  /** {@code -Dcorpus.npm=DIR} names a folder with ready installations in DIR/5, DIR/4 and DIR/4.19.2. */
  static NpmPackages of(Lane lane) {
    String ready = System.getProperty("corpus.npm", "");
    Path base = ready.isEmpty() ? Workspace.ROOT.resolve("npm") : Path.of(ready);
    return new NpmPackages(base.resolve(lane.express()).toAbsolutePath(), lane);
  }

  static boolean available() {
    return runs("node") && runs("npm");
  }

  /** The node_modules folder, installed on first use. */
  Path modules() throws IOException {
    Path modules = folder.resolve("node_modules");
    String wanted = wanted();
    Path manifest = folder.resolve("package.json");
    boolean ready = !System.getProperty("corpus.npm", "").isEmpty();
    if (ready || Files.exists(modules) && wanted.equals(Files.readString(manifest))) {
      return modules;
    }
    Files.createDirectories(folder);
    Files.writeString(manifest, wanted);
    install();
    return modules;
  }

  /** The packages of the major; of an older release its express in their midst. */
  private String wanted() throws IOException {
    String newest = Files.readString(MANIFESTS.resolve(lane.major() + ".json"));
    return lane.release().isEmpty()
        ? newest
        : newest.replaceFirst("\"express\": \"[^\"]*\"", "\"express\": \"" + lane.release() + "\"");
  }

  private void install() throws IOException {
    Path log = folder.resolve("npm.log");
    Process npm = new ProcessBuilder(
        "npm", "install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error")
        .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        Files.deleteIfExists(folder.resolve("package.json"));
        throw new IOException("npm install in " + folder + " failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while npm installs in " + folder, e);
    }
  }

  private static boolean runs(String command) {
    try {
      return new ProcessBuilder(command, "--version").redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
