package io.cortado.cli.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Copies modules out of a JDK's run-time image, so that jlink can link them anew (JDKs often ship no jmods). */
final class ModuleFiles {
  private ModuleFiles() {}

  /** Copies one module, as a folder of classes and resources. */
  static void extract(Path module, Path target) throws IOException {
    Files.walkFileTree(
        module,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(target.resolve(module.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path copy = target.resolve(module.relativize(file).toString());
            byte[] bytes = Files.readAllBytes(file);
            Files.write(copy, file.endsWith("module-info.class") ? ModuleHashes.strip(bytes) : bytes);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
