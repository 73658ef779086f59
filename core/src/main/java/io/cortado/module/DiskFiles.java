package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The real file system; package.json files are read once, as Node does. Runs on the loop. */
public final class DiskFiles implements ModuleFiles {
  private final Map<Path, Optional<PackageJson>> packages = new HashMap<>();
  private final @Nullable LoadedFiles loaded;
  private final @Nullable KeptTexts kept;
  private final List<Path> missed = new ArrayList<>();

  /** Files that nobody watches. */
  public DiskFiles() {
    this(null, null);
  }

  /** Files of an app that {@code loaded} keeps account of; of those that have not changed {@code kept} has the texts. */
  DiskFiles(@Nullable LoadedFiles loaded, @Nullable KeptTexts kept) {
    this.loaded = loaded;
    this.kept = kept;
  }

  @Override
  public boolean isFile(Path path) {
    return seen(path, Files.isRegularFile(path));
  }

  @Override
  public boolean isDirectory(Path path) {
    return seen(path, Files.isDirectory(path));
  }

  private boolean seen(Path path, boolean there) {
    if (!there && loaded != null) {
      missed.add(path);
    }
    return there;
  }

  @Override
  public String text(Path file) {
    if (loaded != null) {
      loaded.add(file);
    }
    return kept == null ? ModuleText.read(file) : kept.read(file);
  }

  @Override
  public void asked() {
    missed.clear();
  }

  @Override
  public void failed() {
    if (loaded != null) {
      missed.forEach(loaded::add);
    }
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
    return packages.computeIfAbsent(directory, this::read).orElse(null);
  }

  private Optional<PackageJson> read(Path directory) {
    Path file = directory.resolve("package.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (loaded != null) {
      loaded.add(file);
    }
    try {
      return Optional.of(PackageJson.parse(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new CodedException(
          "ERR_INVALID_PACKAGE_CONFIG", "Invalid package config " + file + ".", e);
    }
  }
}
