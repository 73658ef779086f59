package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The real file system; package.json files are read once, as Node does. Runs on the loop. */
public final class DiskFiles implements ModuleFiles {
  private final Map<Path, Optional<PackageJson>> packages = new HashMap<>();

  @Override
  public boolean isFile(Path path) {
    return Files.isRegularFile(path);
  }

  @Override
  public boolean isDirectory(Path path) {
    return Files.isDirectory(path);
  }

  @Override
  public Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  @Override
  public @Nullable PackageJson packageJson(Path directory) {
    return packages.computeIfAbsent(directory, DiskFiles::read).orElse(null);
  }

  private static Optional<PackageJson> read(Path directory) {
    Path file = directory.resolve("package.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PackageJson.parse(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new CodedException(
          "ERR_INVALID_PACKAGE_CONFIG", "Invalid package config " + file + ". " + e.getMessage(), e);
    }
  }
}
