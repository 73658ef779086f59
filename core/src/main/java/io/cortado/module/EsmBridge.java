package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Says what an import leads to and what text stands there. Runs on the loop. */
public final class EsmBridge {
  /** Modules that are no files: core modules and those Cortado brings along, by name below this. */
  static final Path PROVIDED = Path.of("/node:cortado");

  /** Starts the names that {@code failure} gives. */
  private static final String FAILURE = "!";

  private static final List<String> NO_EXTENSIONS = List.of();
  private static final Set<String> KNOWN = Set.of(".js", ".mjs", ".cjs", ".json", ".node", ".wasm");

  private final ModuleResolver resolver;
  private final Value isCore;
  private final BinaryOperator<@Nullable String> missing;
  private final UnaryOperator<@Nullable String> standIn;
  private final Value exportNames;
  private final Value failure;

  /**
   * {@code isCore(name)} says whether a name is a core module's; {@code missing(request, directory)} and {@code
   * standIn(file)} give the id of what Cortado provides for or instead of something, or null; {@code exportNames(name)}
   * requires a module for import and returns the names it exports, joined by line feeds; {@code failure(code, subject,
   * folder)} keeps Node's error for what an importer in {@code folder} asked for and names it, or gives an empty string
   * for a static import.
   */
  EsmBridge(
      ModuleResolver resolver,
      Value isCore,
      BinaryOperator<@Nullable String> missing,
      UnaryOperator<@Nullable String> standIn,
      Value exportNames,
      Value failure) {
    this.failure = failure;
    this.resolver = resolver;
    this.isCore = isCore;
    this.missing = missing;
    this.standIn = standIn;
    this.exportNames = exportNames;
  }

  /** The real place of what an import asked for, which comes joined to the importer's directory. */
  Path resolve(Path path) throws IOException {
    if (path.startsWith(PROVIDED)) {
      return provided(PROVIDED.relativize(path).toString());
    }
    if (Files.isRegularFile(path)) {
      return known(path.toRealPath());
    }
    if (Files.isDirectory(path)) {
      return fail("ERR_UNSUPPORTED_DIR_IMPORT", path.toString(), path.getParent());
    }
    for (Path from = path.getParent(); from != null; from = from.getParent()) {
      if (Files.isDirectory(from)) {
        String request = from.relativize(path).toString();
        if (isCore.execute(request).asBoolean()) {
          return provided(request);
        }
        try {
          return resolver.resolve(request, from, NO_EXTENSIONS);
        } catch (ResolveException e) {
          if (!e.code().equals("MODULE_NOT_FOUND")) {
            return fail(e.code(), String.valueOf(e.getMessage()), from);
          }
        }
        String ours = missing.apply(request, from.toString());
        if (ours != null) {
          return PROVIDED.resolve(ours);
        }
      }
    }
    return fail("ERR_MODULE_NOT_FOUND", path.toString(), existing(path));
  }

  private Path provided(String name) throws IOException {
    if (name.startsWith(FAILURE)) {
      return PROVIDED.resolve(name);
    }
    if (!name.startsWith("cortado:") && !isCore.execute(name).asBoolean()) {
      return fail("ERR_UNKNOWN_BUILTIN_MODULE", name, null);
    }
    return PROVIDED.resolve(name);
  }

  /** A file whose kind can be imported. */
  private Path known(Path file) throws IOException {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    ModuleResolver.Scope scope = dot <= 0 ? null : resolver.scope(file.getParent());
    boolean inModule = scope != null && "module".equals(scope.json().type());
    if (dot > 0 && !KNOWN.contains(name.substring(dot)) && (inModule || name.endsWith(".txt"))) {
      return fail("ERR_UNKNOWN_FILE_EXTENSION", file.toString(), file.getParent());
    }
    return file;
  }

  private static Path existing(Path path) {
    Path folder = path.getParent();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    return folder == null ? path : folder;
  }

  /** For a URL that is neither a file's nor a core module's. */
  Path scheme(String url) {
    return PROVIDED.resolve(failure.execute("ERR_UNSUPPORTED_ESM_URL_SCHEME", url, "").asString());
  }

  /**
   * A module that throws Node's error. The engine's own have no code, but what a module imports statically has to fail
   * before it could run.
   */
  private Path fail(String code, String subject, @Nullable Path folder) throws IOException {
    String name = failure.execute(code, subject, folder == null ? "" : folder.toString()).asString();
    if (name.isEmpty()) {
      throw code.equals("ERR_MODULE_NOT_FOUND") ? new NoSuchFileException(subject) : new IOException(code + ": " + subject);
    }
    return PROVIDED.resolve(name);
  }

  /** The text of a module: its own for ES modules and JSON, else one that exports what require gives. */
  String text(Path path) {
    String name = path.startsWith(PROVIDED) ? PROVIDED.relativize(path).toString() : path.toString();
    if (name.startsWith(FAILURE)) {
      return "throw globalThis[Symbol.for('cortado.esm')].failure(" + quote(name) + ")";
    }
    if (path.startsWith(PROVIDED) || !isModule(path) && !name.endsWith(".json") || standIn.apply(name) != null) {
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
