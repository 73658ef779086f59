package io.cortado.views;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.views.script.JsText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** A context with just enough of a module loader to run the view modules without an event loop. */
final class Modules implements AutoCloseable {
  private static final Engine ENGINE = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();

  private final Context context = Context.newBuilder("js").engine(ENGINE)
      .allowHostAccess(HostAccess.newBuilder(HostAccess.EXPLICIT).allowArrayAccess(true).build())
      .allowExperimentalOptions(true).option("js.v8-compat", "true").build();
  private final Map<String, Value> cache = new HashMap<>();
  private final CortadoModule views = ServiceLoader.load(CortadoModule.class).findFirst().orElseThrow();
  private final Object binding;

  Modules() {
    Value global = context.getBindings("js");
    global.putMember("javaRead", (ProxyExecutable) arguments -> read(arguments[0].asString()));
    global.putMember("javaList", (ProxyExecutable) arguments -> list(arguments[0].asString()));
    global.putMember("require", (ProxyExecutable) arguments -> require(arguments[0].asString()));
    context.eval("js", resource("io/cortado/views/shims.js"));
    context.eval("js", "console.error = () => {};");
    binding = views.binding(bare(context));
  }

  Value require(String name) {
    String location = switch (name.replaceFirst("^node:", "")) {
      case "path", "fs", "util", "module", "assert" -> "shim:" + name.replaceFirst("^node:", "");
      case String local when local.startsWith("./") -> "io/cortado/views/" + local.substring(2);
      default -> views.packages().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow().entries().get(".");
    };
    Value known = cache.get(location);
    if (known != null) {
      return known.getMember("exports");
    }
    if (location.startsWith("shim:")) {
      Value shim = context.eval("js", "({ exports: shims." + location.substring(5) + " })");
      cache.put(location, shim);
      return shim.getMember("exports");
    }
    Value module = context.eval("js", "({ exports: {} })");
    cache.put(location, module);
    Source source = Source.newBuilder("js",
        "(function (exports, require, module, __filename, __dirname, binding) {" + resource(location) + "\n})", location)
        .buildLiteral();
    context.eval(source).execute(module.getMember("exports"), context.eval("js", "require"), module, location, "",
        name.startsWith("./") ? null : binding);
    return module.getMember("exports");
  }

  /** Runs the body of a function and gives back what it returns. */
  Value run(String body) {
    return context.eval("js", "(function () {\n" + body + "\n})()");
  }

  Context context() {
    return context;
  }

  /** Runs a CommonJS test file, which sees its siblings, and keeps what it exports in {@code caseModules}. */
  void define(String name, String source) {
    context.eval(Source.newBuilder("js", "(function (require, module) {" + source + "\n;caseModules[" + JsText.literal(name)
        + "] = module.exports; })", name + ".js").buildLiteral())
        .execute((ProxyExecutable) arguments -> run("return caseModules.harness"), run("return { exports: {} }"));
  }

  static boolean exists(String location) {
    return Modules.class.getClassLoader().getResource(location) != null;
  }

  static String resource(String location) {
    try (InputStream in = Modules.class.getClassLoader().getResourceAsStream(location)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String list(String folder) {
    if (!Files.isDirectory(Path.of(folder))) {
      return null;
    }
    try (var entries = Files.list(Path.of(folder))) {
      return String.join("\n", entries.map(entry -> (Files.isDirectory(entry) ? "d" : "f") + entry.getFileName())
          .sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** A module context of which only the polyglot context is there. */
  private static ModuleContext bare(Context context) {
    return (ModuleContext) Proxy.newProxyInstance(ModuleContext.class.getClassLoader(),
        new Class<?>[] {ModuleContext.class}, (proxy, method, arguments) -> {
          if (method.getName().equals("context")) {
            return context;
          }
          throw new UnsupportedOperationException(method.getName());
        });
  }
}
