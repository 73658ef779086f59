package io.cortado.cli.image;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Links a Java runtime that holds the Graal compiler as an ordinary module.
 *
 * <p>A JDK carries an empty {@code jdk.graal.compiler}; replacing it with {@code --upgrade-module-path} turns class data
 * sharing off, which costs more than a second at every start. The linked runtime needs no such option.
 */
final class Relink {
  /** Replaced by the jars of the same name. */
  private static final Set<String> STUBS = Set.of("jdk.graal.compiler", "jdk.graal.compiler.management");

  /**
   * Tools of the JDK which no app calls. Where the flight recorder is present, Truffle registers its events at every
   * start, which takes a twentieth of a second.
   */
  private static final Set<String> TOOLS =
      Set.of(
          "jdk.editpad", "jdk.hotspot.agent", "jdk.incubator.vector", "jdk.internal.ed", "jdk.internal.md", "jdk.jartool",
          "jdk.javadoc", "jdk.jconsole", "jdk.jdeps", "jdk.jfr", "jdk.jlink", "jdk.jpackage", "jdk.jshell", "jdk.jstatd",
          "jdk.management.jfr");

  private static final List<String> COMPILER = List.of("jdk.graal.compiler", "org.graalvm.truffle.compiler");

  /** What a runtime linked by another version of this class may differ in. */
  static final List<String> RECIPE = TOOLS.stream().sorted().map("without "::concat).toList();

  private final Path jdk;
  private final Path compilerJars;

  /**
   * Links from one JDK.
   *
   * @param jdk its home
   * @param compilerJars a folder with the jars of the Graal compiler
   */
  Relink(Path jdk, Path compilerJars) {
    this.jdk = jdk;
    this.compilerJars = compilerJars;
  }

  /** Links into {@code target}, which must not exist. */
  void to(Path target, Path work) throws IOException, InterruptedException, ImageException {
    Path jlink = jdk.resolve("bin").resolve("jlink");
    if (!Files.isExecutable(jlink)) {
      throw new ImageException("this JDK has no jlink");
    }
    Path modules = work.resolve("modules");
    List<String> names = extract(modules);
    names.addAll(COMPILER);
    List<String> command = new ArrayList<>(List.of(jlink.toString(), "--output", target.toString()));
    command.addAll(List.of("--disable-plugin", "generate-jli-classes", "--add-modules", String.join(",", names)));
    command.addAll(List.of("--module-path", modulePath(modules)));
    Command.run(command, work.resolve("jlink.log"));
    // Modules that are folders carry no programs, libraries or settings.
    Trees.copy(jdk, target, Relink::isNative);
    Files.copy(jdk.resolve("release"), target.resolve("release"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isNative(Path relative) {
    String path = relative.toString().replace('\\', '/');
    return path.matches("(bin|conf|lib|legal)(/.*)?")
        && !path.matches("lib/(modules|src\\.zip|ct\\.sym|server/.*\\.jsa)")
        && !path.matches("bin/(?!java$|keytool$|jcmd$|.*\\.dll$).*");
  }

  private List<String> extract(Path target) throws IOException {
    List<String> names = new ArrayList<>();
    // The file system of the JDK to link from, which need not be the running one.
    try (FileSystem jrt = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", jdk.toString()));
        Stream<Path> modules = Files.list(jrt.getPath("/modules"))) {
      for (Path module : modules.toList()) {
        String name = module.getFileName().toString();
        if (!STUBS.contains(name) && !TOOLS.contains(name)) {
          ModuleFiles.extract(module, target.resolve(name));
          names.add(name);
        }
      }
    }
    return names;
  }

  private String modulePath(Path modules) throws IOException {
    try (Stream<Path> jars = Files.list(compilerJars)) {
      return Stream.concat(Stream.of(modules), jars.sorted()).map(Path::toString)
          .collect(Collectors.joining(java.io.File.pathSeparator));
    }
  }
}
