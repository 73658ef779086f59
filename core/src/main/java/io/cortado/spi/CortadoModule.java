package io.cortado.spi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider of {@code require()}-able modules, found through {@link java.util.ServiceLoader}.
 *
 * <p>A module is a CommonJS file on the class path (its wrapper has one parameter more than Node's: {@code binding})
 * over a Java object with a handful of methods. Names given here win over {@code node_modules} unless the app's
 * package.json lists them under {@code "cortado": {"installed": [...]}}.
 */
public interface CortadoModule {

  /** The names this provider answers to, such as {@code "mongodb"} or {@code "mongodb/lib/bson"}. Any thread. */
  Set<String> names();

  /**
   * The class path location of the CommonJS source for a name, without a leading slash, such as
   * {@code "io/cortado/mongo/mongodb.js"}. Relative requires inside it are resolved beside it on the class path; bare
   * names resolve to core modules, then SPI modules, then WebJars. Any thread.
   */
  String resource(String name);

  /**
   * The object the source of {@code name} sees as {@code binding}, or null for none. Its public methods are callable
   * from JavaScript. Called once per provider and context, on the loop.
   */
  @Nullable Object binding(String name, ModuleContext context);
}
