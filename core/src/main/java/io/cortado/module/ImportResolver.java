package io.cortado.module;

import io.cortado.spi.CodedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Node's resolution of {@code import}: from a specifier and its importer to the URL of a module. Runs on the loop. */
final class ImportResolver {
  private static final Set<String> CONDITIONS = Set.of("node", "import", "module-sync", "node-addons");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
  private static final List<String> MAINS =
      List.of("", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node");
  private static final List<String> INDEXES = List.of("index.js", "index.json", "index.node");

  private final ModuleResolver packages;
  private final ModuleFiles files;
  private final StandIns standIns;
  private final Predicate<String> isCore;

  /** {@code isCore} says whether a name, with or without {@code node:}, is a core module's. */
  ImportResolver(ModuleResolver packages, ModuleFiles files, StandIns standIns, Predicate<String> isCore) {
    this.packages = packages;
    this.files = files;
    this.standIns = standIns;
    this.isCore = isCore;
  }

  /** Whether there is a core module of that URL. */
  boolean isCore(String url) {
    return isCore.test(url);
  }

  /** One request: what errors name. */
  private record Request(String specifier, String importer, @Nullable FileUrl base) {
    Path folder() {
      Path file = base == null ? null : base.file();
      Path parent = file == null ? null : file.getParent();
      return parent == null ? Path.of("/") : parent;
    }

    String from() {
      return " imported from " + importer;
    }
  }

  /**
   * The URL of a module: {@code file:} of an existing file without links, {@code node:}, an id of {@link StandIns}, or another
   * scheme as it stands.
   *
   * @param importer a file or a URL
   * @throws ResolveException with Node's code and words
   */
  String resolve(String specifier, String importer) {
    try {
      return resolved(specifier, importer);
    } catch (ResolveException e) {
      throw e;
    } catch (CodedException e) {
      // A package.json that cannot be read is told of by who reads it.
      String message = String.valueOf(e.getMessage());
      String where = " while importing \"" + specifier + "\" from " + (FileUrl.isFile(importer) ? FileUrl.parse(importer).file() : importer);
      throw new ResolveException(e.code(), message.endsWith(".") ? message.substring(0, message.length() - 1) + where + "." : message);
    }
  }

  private String resolved(String specifier, String importer) {
    FileUrl base = FileUrl.isFile(importer) ? FileUrl.parse(importer)
        : importer.startsWith("data:") ? null : FileUrl.of(Path.of(importer.endsWith("/") ? importer + "." : importer).toAbsolutePath(), "");
    String named = base == null ? importer : base.file() + (importer.endsWith("/") && importer.length() > 1 ? "/" : "");
    Request request = new Request(specifier, named, base);
    if (Specifiers.isPath(specifier)) {
      if (base == null) {
        throw new ResolveException(
            "ERR_UNSUPPORTED_RESOLVE_REQUEST",
            "Failed to resolve module specifier \"" + specifier + "\" from \"" + importer
                + "\": Invalid relative URL or base scheme is not hierarchical.");
      }
      return existing(base.resolve(specifier), request);
    }
    if (specifier.startsWith("#")) {
      return internal(request);
    }
    return SCHEME.matcher(specifier).matches() ? absolute(request) : bare(request);
  }

  private String absolute(Request request) {
    String url = request.specifier();
    return FileUrl.isFile(url) ? existing(FileUrl.parse(url), request) : url;
  }

  /** The URL of a file that is there; queries stay, links do not. */
  private String existing(FileUrl url, Request request) {
    if (url.hidesSlash()) {
      throw new ResolveException(
          "ERR_INVALID_MODULE_SPECIFIER",
          "Invalid module \"" + url.path() + "\" must not include encoded \"/\" or \"\\\" characters" + request.from());
    }
    Path file = file(url);
    String shown = file + (url.isFolder() && file.getFileName() != null ? "/" : "");
    if (files.isDirectory(file)) {
      throw new ResolveException(
          "ERR_UNSUPPORTED_DIR_IMPORT",
          "Directory import '" + shown + "' is not supported resolving ES modules" + request.from() + hint(request),
          url.toString());
    }
    if (!files.isFile(file) && !Files.exists(file) || url.isFolder()) {
      throw new ResolveException(
          "ERR_MODULE_NOT_FOUND", "Cannot find module '" + shown + "'" + request.from() + hint(request), url.toString());
    }
    return FileUrl.of(files.realPath(file), url.suffix()).toString();
  }

  /** Node's hint where {@code require} would have found something. */
  private String hint(Request request) {
    String specifier = request.specifier();
    if (request.base() == null) {
      return "";
    }
    try {
      specifier = FileUrl.isFile(specifier) ? FileUrl.parse(specifier).file().toString() : specifier;
      Path found = packages.resolve(specifier, request.folder(), List.of(".js", ".json", ".node"));
      return "\nDid you mean to import \"" + named(specifier, request.folder(), found) + "\"?";
    } catch (ResolveException | InvalidPathException e) {
      return "";
    }
  }

  private static String named(String specifier, Path folder, Path found) {
    if (specifier.startsWith(".")) {
      String relative = folder.relativize(found).toString().replace('\\', '/');
      return relative.startsWith("../") ? relative : "./" + relative;
    }
    String file = found.toString();
    int modules = file.lastIndexOf("node_modules");
    boolean whole = specifier.startsWith("/") || modules < 0;
    return whole ? file : file.substring(modules + "node_modules".length() + 1).replace('\\', '/');
  }

  private static Path file(FileUrl url) {
    try {
      return url.file();
    } catch (InvalidPathException e) {
      throw new ResolveException("ERR_INVALID_ARG_VALUE", String.valueOf(e.getMessage()));
    }
  }

  private String internal(Request request) {
    ModuleResolver.Scope scope = packages.scope(request.folder());
    if (scope == null || scope.json().imports() == null) {
      throw PackageTargets.importNotDefined(request.specifier(), scope, request.importer());
    }
    PackageTargets.Target target = targets(scope, request).imported(request.specifier(), request.importer());
    if (target.path() != null) {
      return existing(FileUrl.of(target.path(), ""), request);
    }
    String inner = String.valueOf(target.bare());
    FileUrl packageFile = FileUrl.of(scope.directory().resolve("package.json"), "");
    Request again = new Request(inner, request.importer(), packageFile);
    return SCHEME.matcher(inner).matches() ? absolute(again) : bare(again);
  }

  private PackageTargets targets(ModuleResolver.Scope scope, Request request) {
    return new PackageTargets(scope, packages.with(CONDITIONS), request.importer());
  }

  private String bare(Request request) {
    String specifier = request.specifier();
    if (isCore.test(specifier)) {
      return "node:" + specifier;
    }
    String name = Specifiers.packageName(specifier);
    String subpath = Specifiers.subpath(specifier);
    boolean scoped = name.startsWith("@");
    if (scoped && name.indexOf('/') < 0 || name.startsWith(".") || name.indexOf('\\') >= 0 || name.indexOf('%') >= 0) {
      throw new ResolveException(
          "ERR_INVALID_MODULE_SPECIFIER", "Invalid module \"" + specifier + "\" is not a valid package name" + request.from());
    }
    ModuleResolver.Scope self = packages.scope(request.folder());
    if (self != null && self.json().exports() != null && name.equals(self.json().name())) {
      return exported(self, subpath, request);
    }
    for (Path dir = request.folder(); dir != null; dir = dir.getParent()) {
      Path directory = dir.endsWith("node_modules") ? null : dir.resolve("node_modules").resolve(name);
      if (directory != null && files.isDirectory(directory)) {
        return inPackage(directory, subpath, request);
      }
    }
    String ours = standIns.missing(specifier, request.folder().toString());
    if (ours != null) {
      return ours;
    }
    throw new ResolveException("ERR_MODULE_NOT_FOUND", "Cannot find package '" + name + "'" + request.from());
  }

  private String inPackage(Path directory, String subpath, Request request) {
    PackageJson json = files.packageJson(directory);
    if (json != null && json.exports() != null) {
      return exported(new ModuleResolver.Scope(directory, json), subpath, request);
    }
    if (!subpath.equals(".")) {
      return existing(FileUrl.of(directory.resolve("package.json"), "").resolve(subpath), request);
    }
    return existing(FileUrl.of(main(directory, json == null ? null : json.main(), request), ""), request);
  }

  private String exported(ModuleResolver.Scope scope, String subpath, Request request) {
    return existing(FileUrl.of(targets(scope, request).export(subpath), ""), request);
  }

  /** What a package without {@code exports} gives: {@code main}, with what may be left out of it, or an index file. */
  private Path main(Path directory, @Nullable String main, Request request) {
    if (main != null) {
      for (String rest : MAINS) {
        Path candidate = directory.resolve("./" + main + rest).normalize();
        if (files.isFile(candidate)) {
          return candidate;
        }
      }
    }
    for (String index : INDEXES) {
      if (files.isFile(directory.resolve(index))) {
        return directory.resolve(index);
      }
    }
    throw new ResolveException(
        "ERR_MODULE_NOT_FOUND",
        "Cannot find package '" + directory.resolve(main == null ? "index.js" : main) + "'" + request.from());
  }
}
