package io.cortado.engine.start;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.Predicate;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/** Builds the engine and its contexts with the options Node's semantics need. */
final class JsEngine {
  /** The launcher's names of the runtimes that hold a compiler. */
  private static final Set<String> COMPILED = Set.of("relinked", "upgrade-module-path");

  private JsEngine() {}

  /**
   * A new engine for one context. Any thread; it loads classes for a tenth of a second, which the start of the loop need
   * not wait for.
   */
  static Engine engine() {
    return engine(false);
  }

  /** One for several contexts, which take one another's code. */
  static Engine sharing() {
    return engine(true);
  }

  /** Languages are looked for by the thread's class loader, which in a thread that an app has started is the app's. */
  private static Engine engine(boolean shares) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(JsEngine.class.getClassLoader());
    try {
      return built(shares);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Engine built(boolean shares) {
    if (!COMPILED.contains(System.getProperty("cortado.runtime", ""))) {
      return builder(shares).build();
    }
    try {
      return builder(shares)
          // Compiling what only starts the app delays its first answer by more than a second on two cores.
          .option("engine.FirstTierCompilationThreshold", "4000")
          .option("engine.DynamicCompilationThresholds", "false")
          // A quarter of what is there by default: small functions are compiled once instead of into every caller (ADR 0019).
          .option("compiler.InliningInliningBudget", "3000")
          .option("compiler.InliningExpansionBudget", "6000")
          .build();
    } catch (IllegalArgumentException e) {
      // The compiler does not work here after all; the runtime without one knows no such options.
      return builder(shares).build();
    }
  }

  private static Engine.Builder builder(boolean shares) {
    return Engine.newBuilder("js")
        .allowExperimentalOptions(true)
        .option("engine.WarnInterpreterOnly", "false")
        // Only without sharing does GraalJS take the realm and its functions for constants.
        .option("engine.DisableCodeSharing", Boolean.toString(!shares))
        .in(new ByteArrayInputStream(new byte[0]))
        .out(OutputStream.nullOutputStream());
  }

  /** A new context; to be entered by one thread only, the loop. */
  static Context context(Engine engine, FileSystem modules, Predicate<String> javaClasses, ClassLoader classes) {
    return Context.newBuilder("js")
        .hostClassLoader(classes)
        .engine(engine)
        .allowExperimentalOptions(true)
        // Apps are trusted, as on Node; Java.type is a feature of Cortado. Who may call it is JavaAccess's to say.
        .allowHostAccess(HostAccess.ALL)
        .allowHostClassLookup(javaClasses)
        .allowIO(IOAccess.newBuilder().fileSystem(modules).build())
        .option("js.ecmascript-version", "staging")
        // Call-site objects for Error.prepareStackTrace, which depd needs at load.
        .option("js.v8-compat", "true")
        .option("js.async-context", "true")
        .option("js.global-arguments", "false")
        .option("js.unhandled-rejections", "handler")
        .option("js.graal-builtin", "true")
        .option("js.text-encoding", "true")
        // Most functions of the modules that an app requires are never called.
        .option("js.lazy-translation", "true")
        .option("js.performance", "false")
        .option("js.console", "false")
        .option("js.print", "false")
        .option("js.load", "false")
        .option("js.polyglot-builtin", "false")
        .option("js.java-package-globals", "false")
        .option("js.stack-trace-limit", "10")
        // A bare import reaches the file system joined to its importer's directory, where Node's rules are applied.
        .option("js.esm-bare-specifier-relative-lookup", "true")
        .option("js.esm-eval-returns-exports", "true")
        .option("js.foreign-object-prototype", "true")
        .build();
  }
}
