package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** Express and its siblings as npm installs them, per major, below target/. */
final class NpmPackages {
  private static final Path MANIFESTS = Path.of("src/test/corpus/npm");

  private final Path folder;
  private final int major;

  private NpmPackages(Path folder, int major) {
    this.folder = folder;
    this.major = major;
  }

  /** {@code -Dcorpus.npm=DIR} names a folder with ready installations in DIR/5 and DIR/4. */
  static NpmPackages of(int major) {
    String ready = System.getProperty("corpus.npm", "");
    Path base = ready.isEmpty() ? Workspace.ROOT.resolve("npm") : Path.of(ready);
    return new NpmPackages(base.resolve(Integer.toString(major)).toAbsolutePath(), major);
  }

  static boolean available() {
    return runs("node") && runs("npm");
  }

  /** The node_modules folder, installed on first use. */
  Path modules() throws IOException {
    Path modules = folder.resolve("node_modules");
    Path wanted = MANIFESTS.resolve(major + ".json");
    Path manifest = folder.resolve("package.json");
    boolean ready = !System.getProperty("corpus.npm", "").isEmpty();
    if (ready || Files.exists(modules) && Files.mismatch(wanted, manifest) < 0) {
      return modules;
    }
    Files.createDirectories(folder);
    Files.copy(wanted, manifest, StandardCopyOption.REPLACE_EXISTING);
    install();
    return modules;
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
