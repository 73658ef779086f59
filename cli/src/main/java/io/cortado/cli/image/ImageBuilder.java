package io.cortado.cli.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of its own: prepares a distribution for fast starts with the JDK that runs it. It writes
 * {@code image/java.args}, which the launcher reads: which Java, and its options.
 */
public final class ImageBuilder {
  private final Path home;
  private final Path image;
  private final Path jdk;
  private String cause = "";

  private ImageBuilder(Path home) {
    this.home = home;
    this.image = home.resolve("image");
    this.jdk = realPath(Path.of(System.getProperty("java.home")));
  }

  private static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** Prepares the distribution in the folder {@code args[0]}. */
  public static void main(String[] args) throws Exception {
    new ImageBuilder(Path.of(args[0]).toRealPath()).build();
  }

  private void build() throws IOException, InterruptedException {
    Files.createDirectories(image);
    // Launchers that start at the same time wait here, and then find everything made.
    try (FileChannel lock = FileChannel.open(image.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock.lock()) {
      if (held.isValid()) {
        make();
      }
    }
  }

  private void make() throws IOException, InterruptedException {
    // The JVM takes classes from a cache even where their jars have changed since; nobody may start with this one now.
    Files.deleteIfExists(image.resolve("java.args"));
    Path work = Files.createTempDirectory(image, "work");
    try {
      Path java = jdk.resolve("bin/java");
      List<String> options;
      if (linked(work)) {
        java = image.resolve("runtime/bin/java");
        options = LaunchOptions.relinked();
      } else {
        options = LaunchOptions.upgraded(home.resolve("compiler"));
        if (!compiles(java, options, work)) {
          options = LaunchOptions.interpreter();
        }
      }
      List<String> directives =
          options.equals(LaunchOptions.interpreter())
              ? List.of()
              : LaunchOptions.directives(home.resolve("conf/compiler-directives.json"));
      options = LaunchOptions.join(options, Resources.into(image, java, options, jar(), work));
      boolean sharing = options.stream().noneMatch(option -> option.startsWith("--upgrade-module-path"));
      List<String> all = LaunchOptions.join(options, sharing ? trained(java, options, work) : List.of());
      write(java, LaunchOptions.join(all, directives, LaunchOptions.image(image), LaunchOptions.quiet()));
    } finally {
      Trees.delete(work);
    }
  }

  private boolean linked(Path work) throws IOException, InterruptedException {
    Path runtime = image.resolve("runtime");
    if (jdk.equals(runtime)) {
      return compiles(runtime.resolve("bin/java"), LaunchOptions.relinked(), work);
    }
    Path mark = image.resolve("runtime.mark");
    String wanted = Fingerprint.of(jdk, home.resolve("compiler"), Relink.RECIPE);
    if (Fingerprint.matches(mark, wanted)) {
      return true;
    }
    System.out.println("cortado: linking a Java runtime with the Graal compiler");
    Files.deleteIfExists(mark);
    Trees.delete(runtime);
    try {
      Path made = work.resolve("runtime");
      new Relink(jdk, home.resolve("compiler")).to(made, work);
      List<String> options = LaunchOptions.relinked();
      List<String> dump = new ArrayList<>(List.of(made.resolve("bin/java").toString()));
      dump.addAll(options);
      dump.add("-Xshare:dump");
      Command.run(dump, work.resolve("share.log"));
      Files.move(made, runtime);
      if (compiles(runtime.resolve("bin/java"), options, work)) {
        Files.writeString(mark, wanted);
        return true;
      }
      return false;
    } catch (ImageException | IOException e) {
      cause = "the runtime could not be relinked: " + e.getMessage();
      return false;
    }
  }

  private boolean compiles(Path java, List<String> options, Path work) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", jar().toString(), "io.cortado.cli.image.Probe"));
    try {
      Command.run(command, work.resolve("probe.log"));
      return true;
    } catch (ImageException e) {
      cause = e.getMessage() + "; use a JDK 25 as old as the compiler or newer by updates of the same release, "
          + "for instance Temurin 25";
      return false;
    }
  }

  private List<String> trained(Path java, List<String> options, Path work) throws IOException, InterruptedException {
    Path cache = image.resolve("cortado.aot");
    Path mark = image.resolve("cortado.aot.mark");
    String wanted = Fingerprint.of(jdk, home.resolve("lib"), options) + java;
    if (!Fingerprint.matches(mark, wanted) || !Files.isRegularFile(cache)) {
      System.out.println("cortado: training the AOT cache, so that later starts are fast");
      Files.deleteIfExists(mark);
      try {
        Path made = work.resolve("cortado.aot");
        new Training(java, jar(), home.resolve("training/app.js")).to(made, options, work);
        Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
      } catch (ImageException e) {
        cause = String.valueOf(e.getMessage());
        return List.of();
      }
      Files.writeString(mark, wanted);
    }
    return LaunchOptions.cache(cache);
  }

  private Path jar() throws IOException {
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("cortado-cli-")).findFirst().orElseThrow();
    }
  }

  /** With a word for the distribution's folder, so that one that was moved finds its own runtime. */
  private String movable(String text) {
    return text.replace(home + "/", "@home@/");
  }

  private void write(Path java, List<String> options) throws IOException {
    // The cache names the jars by where they lay; in another place it would be worse than none.
    List<String> lines = new ArrayList<>(List.of("home=" + home, "java=" + movable(java.toString())));
    options.forEach(option -> lines.add("option=" + movable(option)));
    if (!cause.isEmpty()) {
      System.out.println("cortado: " + cause);
      lines.add("option=-Dcortado.runtime.cause=" + cause.replaceAll("\\s+", " "));
    }
    Path made = Files.write(image.resolve("java.args.made"), lines);
    Files.move(made, image.resolve("java.args"), StandardCopyOption.ATOMIC_MOVE);
  }
}
