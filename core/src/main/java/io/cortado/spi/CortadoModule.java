package io.cortado.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider of {@code require()}-able packages, found through {@link java.util.ServiceLoader}.
 *
 * <p>A package's sources are CommonJS files on the class path (their wrapper has one parameter more than Node's: {@code
 * binding}) over a Java object with a handful of methods. Relative requires inside them are resolved beside them on the
 * class path; bare names resolve to core modules, then to provided packages, then to WebJars. Whether a package stands in
 * for what an app has installed is decided at the place of the {@code require}: see {@link ProvidedPackage#covers}.
 */
public interface CortadoModule {

  /** What this provider implements; of several versions of one package the newest first. Any thread. */
  List<ProvidedPackage> packages();

  /**
   * The object that the source of a request such as {@code "mongodb"} or {@code "mongodb/lib/bson"} sees as {@code
   * binding}, or null for none. Its public methods are callable from JavaScript. Called once for each source, on the loop.
   */
  @Nullable Object binding(String request, ModuleContext context);
}
