package io.cortado.node;

import io.cortado.spi.ModuleContext;
import java.nio.file.Path;

/** Turns the strings of {@code fs} into paths under the app's working directory. Called from any thread. */
final class Paths {
  private final ModuleContext context;

  Paths(ModuleContext context) {
    this.context = context;
  }

  Path of(String name) throws Errno {
    if (name.isEmpty()) {
      throw new Errno(Errno.ENOENT);
    }
    Path path = Path.of(name);
    return path.isAbsolute() ? path : context.workingDirectory().resolve(path);
  }

  /** Whether a name can only mean a directory: {@link Path} forgets the trailing slash. */
  static boolean namesDirectory(String name) {
    return name.length() > 1 && name.endsWith("/");
  }
}
