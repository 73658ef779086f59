package io.cortado.module;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file system as resolution sees it. */
public interface ModuleFiles {

  boolean isFile(Path path);

  boolean isDirectory(Path path);

  /** The path with symbolic links resolved. */
  Path realPath(Path path);

  /** The package.json of exactly this directory, or null where there is none. */
  @Nullable PackageJson packageJson(Path directory);

  /** The text of a module that is loaded now. */
  default String text(Path file) {
    return ModuleText.read(file);
  }

  /** A request is looked for from now on. */
  default void asked() {}

  /** It has led nowhere: each place that was looked at since is one where it may turn up. */
  default void failed() {}
}
