package io.cortado.node;

import io.cortado.spi.ModuleContext;
import java.nio.file.Path;

/** Turns the strings of {@code fs} into paths under the app's working directory. Called from any thread. */
public final class Paths {
  private final ModuleContext context;

  /** For the working directory of {@code context}, whichever it is at the time. */
  public Paths(ModuleContext context) {
    this.context = context;
  }

  /** The path of a name, absolute. */
  public Path of(String name) throws Errno {
    if (name.isEmpty()) {
      throw new Errno(Errno.ENOENT);
    }
    Path path = Path.of(name);
    return path.isAbsolute() ? path : context.workingDirectory().resolve(path);
  }

  /** Whether a name can only mean a directory: {@link Path} forgets the trailing slash. */
  public static boolean namesDirectory(String name) {
    return name.length() > 1 && name.endsWith("/");
  }
}
