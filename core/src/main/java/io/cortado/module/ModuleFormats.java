package io.cortado.module;

import io.cortado.spi.CodedException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What kind of module a file is: by its name, its package's {@code type}, or where neither says by its syntax. On the loop. */
final class ModuleFormats {
  /** The kinds, as imports see them. */
  enum Format {
    MODULE,
    COMMONJS,
    JSON
  }

  private static final Set<String> BY_TYPE = Set.of("", ".js");

  private final Context context;
  private final ModuleResolver packages;
  private final TypedFiles typed;
  private final Map<Path, Format> detected = new HashMap<>();
  private @Nullable Value typeless;

  ModuleFormats(Context context, ModuleResolver packages, TypedFiles typed) {
    this.context = context;
    this.packages = packages;
    this.typed = typed;
  }

  /** {@code typeless(file, packageFile)} is told about ES modules whose package does not say that they are some. */
  void onTypeless(Value callback) {
    typeless = callback;
  }

  /** The kind of a file, or null where its extension tells none. */
  @Nullable Format of(Path file) {
    String extension = extension(file);
    return switch (extension) {
      case ".mjs" -> Format.MODULE;
      case ".cjs" -> Format.COMMONJS;
      case ".json" -> Format.JSON;
      case ".mts" -> typed.has(file) ? Format.MODULE : null;
      case ".cts" -> typed.has(file) ? Format.COMMONJS : null;
      case ".ts" -> typed.has(file) ? byType(file) : null;
      default -> BY_TYPE.contains(extension) ? byType(file) : null;
    };
  }

  static String extension(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot);
  }

  /** What to do about a file in TypeScript. */
  static String typescriptAdvice(Path file) {
    return file.getFileName() + " is TypeScript that has more than types to leave out: run what tsc writes, or let tsx translate it "
        + "(cortado --import tsx " + file.getFileName() + ")";
  }

  private Format byType(Path file) {
    ModuleResolver.Scope scope = packages.scope(file.getParent());
    String type = scope == null ? null : scope.json().type();
    if ("module".equals(type) || "commonjs".equals(type)) {
      return "module".equals(type) ? Format.MODULE : Format.COMMONJS;
    }
    Format known = detected.get(file);
    if (known == null) {
      known = isModule(typed.textForScan(file, read(file))) ? Format.MODULE : Format.COMMONJS;
      detected.put(file, known);
      if (known == Format.MODULE) {
        report(file, scope);
      }
    }
    return known;
  }

  /** The package.json that says that a file is an ES module, or null. */
  @Nullable String typedPackage(Path file) {
    ModuleResolver.Scope scope = packages.scope(file.getParent());
    return scope != null && "module".equals(scope.json().type())
        ? scope.directory().resolve("package.json").toString()
        : null;
  }

  private void report(Path file, ModuleResolver.@Nullable Scope scope) {
    if (typeless != null && scope != null && extension(file).matches("\\.[jt]s") && !file.toString().contains("/node_modules/")) {
      typeless.executeVoid(FileUrl.of(file, "").toString(), scope.directory().resolve("package.json").toString());
    }
  }

  private static String read(Path file) {
    try {
      return ModuleText.read(file);
    } catch (CodedException e) {
      return "";
    }
  }

  /** Whether a text that nothing else is known of is an ES module: it has to be, or it parses as nothing else. */
  boolean isModule(String text) {
    if (!text.contains("import") && !text.contains("export") && !text.contains("await")) {
      return false;
    }
    ImportScan scan = ImportScan.of(text);
    if (scan.isModule() || !scan.awaits()) {
      return scan.isModule();
    }
    return !parses(ModuleText.wrapped(text), false) && parsesAsModule(text);
  }

  boolean parsesAsModule(String text) {
    return parses(ModuleText.hashbang(text), true);
  }

  private boolean parses(String text, boolean module) {
    try {
      String type = module ? "application/javascript+module" : "application/javascript";
      Source.Builder source = Source.newBuilder("js", text, "node:internal/probe").mimeType(type);
      context.parse(source.cached(false).internal(true).buildLiteral());
      return true;
    } catch (PolyglotException e) {
      return false;
    }
  }
}
