package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Value;

/** Says what an import leads to and what text stands there. Runs on the loop. */
public final class EsmBridge {
  /** Modules that are no files: core modules and those Cortado brings along, by name below this. */
  static final Path PROVIDED = Path.of("/node:cortado");

  private static final List<String> NO_EXTENSIONS = List.of();

  private final ModuleResolver resolver;
  private final Value isProvided;
  private final Value exportNames;

  /**
   * {@code isProvided(name)} says whether require answers a name without a file; {@code exportNames(path)} requires a
   * module for import and returns the names it exports, joined by line feeds.
   */
  EsmBridge(ModuleResolver resolver, Value isProvided, Value exportNames) {
    this.resolver = resolver;
    this.isProvided = isProvided;
    this.exportNames = exportNames;
  }

  /** The real place of what an import asked for, which comes joined to the importer's directory. */
  Path resolve(Path path) throws IOException {
    if (path.startsWith(PROVIDED)) {
      return provided(PROVIDED.relativize(path).toString());
    }
    if (Files.isRegularFile(path)) {
      return path.toRealPath();
    }
    for (Path from = path.getParent(); from != null; from = from.getParent()) {
      if (Files.isDirectory(from)) {
        String request = from.relativize(path).toString();
        if (isProvided.execute(request).asBoolean()) {
          return provided(request);
        }
        try {
          return resolver.resolve(request, from, NO_EXTENSIONS);
        } catch (ResolveException e) {
          if (!e.code().equals("MODULE_NOT_FOUND")) {
            throw new IOException(e.code() + ": " + e.getMessage(), e);
          }
        }
      }
    }
    throw new NoSuchFileException(path.toString());
  }

  private Path provided(String name) throws NoSuchFileException {
    if (!isProvided.execute(name).asBoolean()) {
      throw new NoSuchFileException(name);
    }
    return PROVIDED.resolve(name);
  }

  /** The text of a module: its own for ES modules and JSON, else one that exports what require gives. */
  String text(Path path) {
    String name = path.startsWith(PROVIDED) ? PROVIDED.relativize(path).toString() : path.toString();
    if (path.startsWith(PROVIDED) || !isModule(path) && !name.endsWith(".json")) {
      return bridge(name);
    }
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      if (name.endsWith(".json")) {
        return text;
      }
      return meta(path) + (text.startsWith("#!") ? "//" : "") + text;
    } catch (IOException e) {
      throw new CodedException("ERR_MODULE_NOT_FOUND", "Cannot find module '" + path + "'", e);
    }
  }

  /** Whether a file is an ES module, by its extension or its package's type. */
  boolean isModule(Path path) {
    String name = path.toString();
    if (name.endsWith(".mjs")) {
      return true;
    }
    ModuleResolver.Scope scope = name.endsWith(".js") ? resolver.scope(path.getParent()) : null;
    return scope != null && "module".equals(scope.json().type());
  }

  private static String meta(Path path) {
    return "import.meta.filename=" + quote(path.toString()) + ";import.meta.dirname="
        + quote(String.valueOf(path.getParent())) + ";import.meta.resolve=globalThis[Symbol.for('cortado.esm')].resolver("
        + quote(path.toString()) + ");";
  }

  private String bridge(String name) {
    String names = exportNames.execute(name).asString();
    StringBuilder text = new StringBuilder();
    text.append("const m=globalThis[Symbol.for('cortado.esm')].take(").append(quote(name)).append(");export default m;");
    int count = 0;
    for (String exported : names.isEmpty() ? new String[0] : names.split("\n")) {
      String key = quote(exported);
      text.append("const v").append(count).append("=m[").append(key).append("];");
      text.append("export{v").append(count++).append(" as ").append(key).append("};");
    }
    return text.toString();
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
