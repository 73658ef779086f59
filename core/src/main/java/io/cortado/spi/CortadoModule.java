package io.cortado.spi;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A provider of {@code require()}-able packages, found through {@link java.util.ServiceLoader}. Every app makes an instance of
 * its own, so that what one keeps in fields is one app's.
 *
 * <p>A package's sources are CommonJS files on the class path (their wrapper has one parameter more than Node's: {@code
 * binding}) over a Java object with a handful of methods. Relative requires inside them are resolved beside them on the
 * class path; bare names resolve to core modules, then to provided packages, then to WebJars; {@code cortado:NAME} is what
 * core has for providers' sources alone, such as {@code cortado:channel-watch}. Whether a package stands in
 * for what an app has installed is decided at the place of the {@code require}: see {@link ProvidedPackage#covers}.
 */
public interface CortadoModule {

  /** What this provider implements; of several versions of one package the newest first. Any thread. */
  List<ProvidedPackage> packages();

  /** Class path locations of sources that most apps load at their start; they are read while the loop waits anyway. */
  default List<String> startScripts() {
    return List.of();
  }

  /**
   * The object that all sources of this provider see as {@code binding}, or null for none. Its public methods are callable
   * from JavaScript. Called once for each context, on the loop, when the first of the sources is loaded: what the object
   * keeps is that one app's.
   */
  @Nullable Object binding(ModuleContext context);

  /**
   * Offers a service of this process in place of one that an app expects on this machine and that is not there, such as
   * a database for development. Asked on the loop when {@code net} connects to a port of the loopback address. The
   * answer, or null for none, runs on a virtual thread if that connection is refused; it gives the port on
   * {@code 127.0.0.1} to connect to instead, or 0 for none.
   */
  default @Nullable Callable<Integer> standIn(int port, ModuleContext context) {
    return null;
  }
}
