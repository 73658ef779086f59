package io.cortado.module;

import io.cortado.module.ModuleFormats.Format;
import io.cortado.spi.CodedException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Says what an import leads to and what text stands there. Runs on the loop. */
public final class EsmBridge {
  /** Starts the message of what stops the engine's linking; the number of a kept error follows. */
  static final String FAILURE = "cortado:failure:";

  /** Starts the names of modules that export what require gives; the URL of the file follows. */
  private static final String BRIDGED = "node:internal/modules/esm/translators?";

  /** Starts the names of modules with the exports of another and {@code __esModule}; its URL follows. */
  static final String MARKED = "node:internal/modules/cjs/loader?";

  private static final List<String> EXTENSIONS = List.of(".js", ".json", ".node");
  private static final int MOST_FAILURES = 1000;

  private final ModuleResolver resolver;
  private final ModuleFiles files;
  private final ModuleFormats formats;
  private final TypedFiles typed;
  private final ImportResolver imports;
  private final StandIns standIns;
  private final Value exportNames;
  private final Map<String, Map<String, String>> attributes = new HashMap<>();
  private final Map<Integer, CodedException> failures = new HashMap<>();
  /** Texts that no file has, by URL. */
  private final Map<String, String> programs = new HashMap<>();
  private @Nullable CustomImports custom;
  private int failed;

  /**
   * {@code isCore(name)} says whether a name is a core module's; {@code exportNames(id)} gives the names that what Cortado
   * provides under an id exports, or a core module, joined by line feeds.
   */
  EsmBridge(
      ModuleResolver resolver,
      ModuleFiles files,
      ModuleFormats formats,
      TypedFiles typed,
      StandIns standIns,
      Value isCore,
      Value exportNames) {
    this.resolver = resolver;
    this.files = files;
    this.formats = formats;
    this.typed = typed;
    this.standIns = standIns;
    this.imports = new ImportResolver(resolver, files, standIns, name -> isCore.execute(name).asBoolean());
    this.exportNames = exportNames;
  }

  /** Has hooks asked from here on, or null for none. */
  void customize(@Nullable CustomImports hooks) {
    custom = hooks;
  }

  /** The place of what an importer asked for, or for a module's own path that path. */
  ModulePath resolve(ModulePath path) {
    String importer = path.importer();
    if (custom != null) {
      return customized(custom, path);
    }
    files.asked();
    try {
      return importer == null ? placeOf(path.name()) : place(importable(path.name(), importer, asked(path)));
    } catch (CodedException e) {
      files.failed();
      if (failures.size() > MOST_FAILURES) {
        failures.clear();
      }
      failures.put(++failed, e);
      // Of what a file system may throw the engine makes an error with this message, which then is replaced.
      throw new SecurityException(FAILURE + failed);
    }
  }

  private ModulePath customized(CustomImports hooks, ModulePath path) {
    boolean isUrl = path.name().startsWith(CustomImports.URL);
    String name = isUrl ? path.name().substring(CustomImports.URL.length()) : path.name();
    if (isUrl && path.importer() == null) {
      return new ModulePath(null, name);
    }
    if (path.importer() == null && (hooks.knows(name) || name.startsWith(MARKED) || programs.containsKey(name))) {
      return path;
    }
    String importer = path.importer() == null ? "data:" : path.importer();
    if (importer.startsWith(MARKED)) {
      return new ModulePath(null, name);
    }
    return new ModulePath(null, hooks.resolve(name, importer, asked(new ModulePath(importer, name))));
  }

  private String customText(CustomImports hooks, String url) {
    CustomImports.Loaded module = hooks.load(url);
    String text = module.text();
    boolean isFile = FileUrl.isFile(url);
    String name = isFile ? FileUrl.parse(url).file().toString() : url;
    String ours = isFile ? standIns.standIn(name) : null;
    return switch (module.format()) {
      case "builtin" -> bridge(url, provided(url));
      case "json" -> text == null ? bridge(name, Set.of()) : "export default JSON.parse(" + quote(text) + ");";
      case "commonjs" -> bridge(name, ours != null ? provided(ours) : namesOf(name, text));
      default -> {
        ImportScan scan = ImportScan.of(text == null ? "" : text);
        attributes.put(url, scan.attributes());
        yield ModuleText.hashbang(scan.marked(CustomImports.URL));
      }
    };
  }

  private Set<String> namesOf(String name, @Nullable String text) {
    if (text == null) {
      return namesOf(Path.of(name), new LinkedHashSet<>());
    }
    Set<String> names = new LinkedHashSet<>();
    Path file = name.startsWith("/") ? Path.of(name) : null;
    names(CjsNames.of(text), file, names, new LinkedHashSet<>());
    return names;
  }

  /** A module whose text is not in the file of its URL. */
  void program(String url, String text) {
    programs.put(url, text);
  }

  /** The error behind a message with {@link #FAILURE}, or null. */
  @Nullable CodedException failure(int number) {
    return failures.remove(number);
  }

  private String asked(ModulePath path) {
    return attributes.getOrDefault(String.valueOf(path.importer()), Map.of()).getOrDefault(path.name(), "");
  }

  /** The URL that a specifier means, whether or not it can be loaded. */
  String url(String specifier, String importer) {
    return imports.resolve(specifier, importer);
  }

  /**
   * The URL of a module that can be loaded.
   *
   * @param type of the import attributes; {@code key=value} for another key than type; empty for none
   */
  String importable(String specifier, String importer, String type) {
    if (programs.containsKey(specifier)) {
      return specifier;
    }
    String url = imports.resolve(specifier, importer);
    if (FileUrl.isFile(url)) {
      Path file = FileUrl.parse(url).file();
      if (typed.has(file)) {
        typed.check(file, files.text(file));
      }
      Format format = formats.of(file);
      if (format == null) {
        String extension = ModuleFormats.extension(file);
        throw new ResolveException(
            "ERR_UNKNOWN_FILE_EXTENSION",
            "Unknown file extension \"" + extension + "\" for " + file
                + (extension.matches("\\.[cm]?tsx?") ? "\n" + ModuleFormats.typescriptAdvice(file) : ""));
      }
      check(url, type, format == Format.JSON);
    } else if (url.startsWith("node:") && !imports.isCore(url)) {
      throw new ResolveException("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: " + url);
    } else if (url.startsWith("node:") || standIns.isProvided(url)) {
      check(url, type, false);
    } else if (standIns.javaAdvice(url) != null) {
      throw new ResolveException(
          "ERR_MODULE_NOT_FOUND",
          "Cannot find module '" + url + "' imported from " + importer + "\n" + standIns.javaAdvice(url));
    } else if (!url.startsWith("data:")) {
      throw new ResolveException(
          "ERR_UNSUPPORTED_ESM_URL_SCHEME",
          "Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '"
              + url.substring(0, url.indexOf(':') + 1) + "'");
    }
    return url;
  }

  private static void check(String url, String type, boolean json) {
    if (type.isEmpty() && json) {
      throw new ResolveException(
          "ERR_IMPORT_ATTRIBUTE_MISSING", "Module \"" + url + "\" needs an import attribute of \"type: json\"");
    }
    int other = type.indexOf('=');
    if (other >= 0 || !type.isEmpty() && !type.equals("json")) {
      String key = other < 0 ? "type" : type.substring(0, other);
      throw new ResolveException(
          "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
          "Import attribute \"" + key + "\" with value \"" + type.substring(other + 1) + "\" is not supported");
    }
    if (!type.isEmpty() && !json) {
      throw new ResolveException(
          "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", "Module \"" + url + "\" is not of type \"" + type + "\"");
    }
  }

  private ModulePath placeOf(String name) {
    if (FileUrl.isFile(name)) {
      return place(name);
    }
    // Only the modules of data: URLs ask without an importer.
    boolean asked = !name.startsWith("/") && name.indexOf(':') < 0;
    return asked ? place(importable(name, "data:", "")) : new ModulePath(null, name);
  }

  private ModulePath place(String url) {
    boolean bridged = FileUrl.isFile(url) && !programs.containsKey(url) && isBridged(FileUrl.parse(url).file());
    return new ModulePath(null, bridged ? BRIDGED + url : url);
  }

  private boolean isBridged(Path file) {
    return formats.of(file) != Format.MODULE || standIns.standIn(file.toString()) != null;
  }

  /** The text of a module: its own for ES modules, else one that exports what require gives. */
  String text(ModulePath path) {
    String name = path.name();
    if (custom != null && custom.knows(name) && !name.startsWith(BRIDGED)) {
      return customText(custom, name);
    }
    if (name.startsWith(BRIDGED)) {
      Path file = FileUrl.parse(name.substring(BRIDGED.length())).file();
      String ours = standIns.standIn(file.toString());
      return bridge(file.toString(), ours == null ? namesOf(file, new LinkedHashSet<>()) : provided(ours));
    }
    if (name.startsWith(MARKED)) {
      String url = quote(name.substring(MARKED.length()));
      return "export*from" + url + ";export{default}from" + url + ";export const __esModule=true;";
    }
    if (name.startsWith("node:") || standIns.isProvided(name)) {
      return bridge(name, provided(name));
    }
    Path file = FileUrl.isFile(name) ? FileUrl.parse(name).file() : Path.of(name);
    String program = programs.get(name);
    ImportScan scan = ImportScan.of(program == null ? typed.text(file, files.text(file)) : program);
    if (!scan.attributes().isEmpty()) {
      attributes.put(name, scan.attributes());
    }
    return ModuleText.hashbang(scan.text());
  }

  private Set<String> provided(String id) {
    String names = exportNames.execute(id).asString();
    return names.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(names.split("\n")));
  }

  /** Whether what an importer asks for is no ES module. */
  boolean isBridged(String specifier, String importer) {
    try {
      return place(imports.resolve(specifier, importer)).name().startsWith(BRIDGED);
    } catch (CodedException e) {
      return false;
    }
  }

  /** The names that a CommonJS file and those that it passes on seem to export. */
  private Set<String> namesOf(Path file, Set<Path> seen) {
    Set<String> names = new LinkedHashSet<>();
    String extension = ModuleFormats.extension(file);
    if (!seen.add(file) || extension.equals(".json") || extension.equals(".node")) {
      return names;
    }
    names(CjsNames.of(typed.textForScan(file, files.text(file))), file, names, seen);
    return names;
  }

  private void names(CjsNames found, @Nullable Path file, Set<String> names, Set<Path> seen) {
    names.addAll(found.names());
    for (String request : found.passedOn()) {
      try {
        Path folder = file == null ? null : file.getParent();
        if (folder != null && !Builtins.CORE.contains(request) && !request.startsWith("node:")) {
          names.addAll(namesOf(resolver.resolve(request, folder, EXTENSIONS), seen));
        }
      } catch (ResolveException | java.nio.file.InvalidPathException e) {
        // What cannot be found has no names to pass on; the module itself will say so when it runs.
      }
    }
  }

  private static String bridge(String name, Set<String> names) {
    StringBuilder keys = new StringBuilder();
    StringBuilder exports = new StringBuilder();
    int count = 1;
    for (String exported : names) {
      if (!exported.equals("default") && !exported.equals("module.exports")) {
        keys.append(',').append(quote(exported));
        exports.append("const v").append(count).append("=m[").append(count).append("];");
        exports.append("export{v").append(count++).append(" as ").append(quote(exported)).append("};");
      }
    }
    return "const m=globalThis[Symbol.for('cortado.esm')].take(" + quote(name) + keys + ");export default m[0];" + exports;
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
