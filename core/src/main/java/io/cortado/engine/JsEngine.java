package io.cortado.engine;

import java.io.OutputStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.FileSystem;
import org.graalvm.polyglot.io.IOAccess;

/** Builds the engine and its contexts with the options Node's semantics need. */
public final class JsEngine {
  private JsEngine() {}

  /** A new engine; contexts that share it share compiled code. Any thread. */
  public static Engine engine() {
    return Engine.newBuilder("js")
        .allowExperimentalOptions(true)
        .option("engine.WarnInterpreterOnly", "false")
        .in(new java.io.ByteArrayInputStream(new byte[0]))
        .out(OutputStream.nullOutputStream())
        .build();
  }

  /** A new context; to be entered by one thread only, the loop. */
  static Context context(Engine engine, FileSystem modules) {
    return Context.newBuilder("js")
        .engine(engine)
        .allowExperimentalOptions(true)
        // Apps are trusted, as on Node; Java.type is a feature of Cortado.
        .allowHostAccess(HostAccess.ALL)
        .allowHostClassLookup(name -> true)
        .allowIO(IOAccess.newBuilder().fileSystem(modules).build())
        .option("js.ecmascript-version", "2025")
        // Call-site objects for Error.prepareStackTrace, which depd needs at load.
        .option("js.v8-compat", "true")
        .option("js.async-context", "true")
        .option("js.unhandled-rejections", "handler")
        .option("js.graal-builtin", "true")
        .option("js.text-encoding", "true")
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

  /** A source that stack traces show under {@code name}. */
  static Source source(String name, CharSequence text) {
    return Source.newBuilder("js", text, name).cached(true).buildLiteral();
  }
}
