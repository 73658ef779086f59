package io.cortado.cli.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Cortado that runs, as far as it goes along with an app.
 *
 * @param home its folder
 */
public record Distribution(Path home) {
  /** The Java runtime that the launcher made for machines like this one. */
  private static final List<String> RUNTIME = List.of("image/runtime/", "image/resources/", "image/java.args");

  /** The cache, which holds where the jars lie: in another place a new one is made. */
  private static final List<String> CACHE = List.of("image/cortado.aot");

  private static final List<String> PARTS = List.of("bin/", "lib/", "libexec/", "conf/", "compiler/", "inspector/", "training/", "LICENSE");

  /** The jars of Cortado itself change with each of its releases, what they need seldom. */
  private static boolean isOwn(PackedFile file) {
    return file.path().contains("/lib/cortado-") || file.path().contains("/conf/");
  }

  /** That of the running process. */
  public static Distribution running() throws BuildException {
    String node = System.getProperty("cortado.node", "");
    if (node.isEmpty()) {
      throw new BuildException("Cortado was not started by its launcher, so there is no distribution to pack");
    }
    return new Distribution(Path.of(node, "..", "..").toAbsolutePath().normalize());
  }

  /** The files where they are, with the Java runtime and its cache. */
  List<PackedFile> inPlace() throws IOException, BuildException {
    String folder = home.toString();
    List<PackedFile> files = files(folder, true);
    files.addAll(files(folder, CACHE));
    return files;
  }

  /** The files, under a folder; with the Java runtime where it is asked for. */
  List<PackedFile> files(String folder, boolean runtime) throws IOException, BuildException {
    List<PackedFile> files = new ArrayList<>(files(folder, PARTS));
    if (runtime) {
      Path arguments = home.resolve("image/java.args");
      if (!Files.isRegularFile(arguments) || Files.readString(arguments).lines().noneMatch("java=@home@/image/runtime/bin/java"::equals)) {
        throw new BuildException(
            "this Cortado has no Java runtime of its own to pack (cortado --version says why); "
                + "without --runtime, a JDK 25 is needed where it runs");
      }
      files.addAll(files(folder, RUNTIME));
    }
    return files;
  }

  /** Those of a layer that changes seldom, and those of Cortado's release. */
  static List<PackedFile> part(List<PackedFile> files, boolean own) {
    return files.stream().filter(file -> isOwn(file) == own).toList();
  }

  private List<PackedFile> files(String folder, List<String> parts) throws IOException {
    List<PackedFile> files = new ArrayList<>();
    for (String part : parts) {
      Path from = home.resolve(part);
      if (Files.exists(from)) {
        try (Stream<Path> found = Files.walk(from)) {
          for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
            String path = folder + "/" + home.relativize(file).toString().replace('\\', '/');
            files.add(new PackedFile(path, file, Files.isExecutable(file), null));
          }
        }
      }
    }
    return files;
  }
}
