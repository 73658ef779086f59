package io.cortado.engine.start;

import java.util.List;
import java.util.function.Predicate;

/**
 * What an app may see of the classes that Cortado itself is made of, where the program is Cortado and not one that has an
 * app in it: what its guides name, and what package.json asks for. Libraries that Cortado happens to use are an app's only
 * where it brings them, in the version it brings. Any thread.
 */
final class OwnClasses extends ClassLoader {
  private static final List<String> PUBLIC =
      List.of(
          "io.cortado.Cortado", "io.cortado.spi.", "io.undertow.", "org.xnio.", "org.graalvm.polyglot.",
          // Classes that Java.extend makes call these.
          "com.oracle.truffle.host.", "com.oracle.truffle.api.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader all;
  private final Predicate<String> asked;

  private OwnClasses(ClassLoader all, Predicate<String> asked) {
    super("cortado", ClassLoader.getPlatformClassLoader());
    this.all = all;
    this.asked = asked;
  }

  /** The loader above an app's classes; {@code asked} says what package.json names. */
  static ClassLoader loader(Predicate<String> asked) {
    ClassLoader all = OwnClasses.class.getClassLoader();
    // The launcher's: whoever embeds an app decides on a class path of his own.
    return System.getProperty("cortado.called") == null ? all : new OwnClasses(all, asked);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (asked.test(name) || PUBLIC.stream().anyMatch(name::startsWith)) {
      return all.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
