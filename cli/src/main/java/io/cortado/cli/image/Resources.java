package io.cortado.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.Engine;

/**
 * Unpacks the engine's native library into the distribution. The engine would do it at each user's first start, into a
 * home folder, which services and containers often have none of, and then run without a compiler.
 */
final class Resources {
  private static final String FOLDER = "resources";

  private Resources() {}

  /** A program of its own: unpacks into the folder {@code args[0]}. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    // Asking for what it unpacks makes the engine unpack it for itself, too.
    System.setProperty("user.home", folder.resolveSibling("home").toString());
    Engine.copyResources(folder);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  /** Unpacks anew into the image's folder, and gives the option that says so; none where it cannot be done. */
  static List<String> into(Path image, Path java, List<String> options, Path jar, Path work)
      throws IOException, InterruptedException {
    Path made = work.resolve(FOLDER);
    Path folder = image.resolve(FOLDER);
    try {
      List<String> command = LaunchOptions.join(
          List.of(java.toString()), options, List.of("-cp", jar.toString(), Resources.class.getName(), made.toString()));
      Command.run(command, work.resolve("resources.log"));
    } catch (ImageException e) {
      return List.of();
    }
    Trees.delete(folder);
    Files.move(made, folder);
    return List.of("-Dpolyglot.engine.resourcePath=" + folder);
  }
}
