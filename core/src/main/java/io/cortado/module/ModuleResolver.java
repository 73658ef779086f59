package io.cortado.module;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Node's CommonJS resolution: files, directories, node_modules, package exports, imports and self-reference. Pure: all
 * it knows of the world comes through {@link ModuleFiles}.
 */
public final class ModuleResolver {
  /** Stands in errors for the file that requires, which the loader knows. */
  private static final String IMPORTER = "\0importer";

  private static final Set<String> CONDITIONS = Set.of("node", "require", "module-sync", "node-addons");

  private final ModuleFiles files;
  private Set<String> conditions = CONDITIONS;
  private Set<String> more = Set.of();
  private List<Path> globalPaths;

  /** A resolver that looks in {@code globalPaths} (NODE_PATH and the home folder's) last. */
  public ModuleResolver(ModuleFiles files, List<Path> globalPaths) {
    this.files = files;
    this.globalPaths = List.copyOf(globalPaths);
  }

  /**
   * The real path of the file a request means.
   *
   * @param request what stands in {@code require(…)}; not a core module's name
   * @param from the directory of the requiring file
   * @param extensions in the order they are tried, each with its dot
   * @throws ResolveException with Node's code where there is none
   */
  public Path resolve(String request, Path from, List<String> extensions) {
    Path found;
    if (Specifiers.isPath(request)) {
      found = fileOrDirectory(from.resolve(request).normalize(), isDirectory(request), extensions);
    } else if (request.startsWith("#")) {
      found = packageImport(request, from, extensions);
    } else {
      found = bare(request, from, extensions);
    }
    if (found == null) {
      throw ResolveException.notFound();
    }
    return files.realPath(found);
  }

  /** Conditions of the user's, beside those of Node. */
  void conditions(Set<String> users) {
    more = users;
    conditions = with(CONDITIONS);
  }

  /** Packages' exports and imports lead where those of an import do. */
  void forImports() {
    conditions = Set.of("node", "import", "module-sync", "node-addons");
  }

  /** Those, with the user's own. */
  Set<String> with(Set<String> usual) {
    if (more.isEmpty()) {
      return usual;
    }
    Set<String> all = new HashSet<>(usual);
    all.addAll(more);
    return all;
  }

  /** Replaces the folders that are looked in last. */
  void globalPaths(List<Path> paths) {
    globalPaths = List.copyOf(paths);
  }

  /**
   * The same where the folders to look in are given: those of {@code module.paths}, which the app may have changed.
   *
   * @param from the directory of the requiring file, or null where its own package must not be looked at
   */
  Path resolveIn(String request, @Nullable Path from, List<Path> places, List<String> extensions) {
    Path found = from == null || Specifiers.isPath(request) ? null : ofOwnPackage(request, from);
    for (int i = 0; found == null && i < places.size(); i++) {
      found =
          Specifiers.isPath(request)
              ? fileOrDirectory(places.get(i).resolve(request).normalize(), isDirectory(request), extensions)
              : inModules(places.get(i), request, Specifiers.packageName(request), Specifiers.subpath(request), extensions);
    }
    if (found == null) {
      throw ResolveException.notFound();
    }
    return files.realPath(found);
  }

  private static boolean isDirectory(String request) {
    return request.endsWith("/") || request.endsWith("/.") || request.endsWith("..") || request.equals(".");
  }

  /** The nearest package.json at or above a directory, as a scope, or null. */
  public @Nullable Scope scope(@Nullable Path directory) {
    for (Path dir = directory; dir != null; dir = dir.getParent()) {
      if (dir.endsWith("node_modules")) {
        return null;
      }
      PackageJson json = files.packageJson(dir);
      if (json != null) {
        return new Scope(dir, json);
      }
    }
    return null;
  }

  /** The real directory of the package that a request from {@code from} would find, or null. */
  @Nullable Path packageDirectory(String name, Path from) {
    for (Path dir = from; dir != null; dir = dir.getParent()) {
      if (!dir.endsWith("node_modules") && files.isDirectory(dir.resolve("node_modules").resolve(name))) {
        return files.realPath(dir.resolve("node_modules").resolve(name));
      }
    }
    return globalPaths.stream().map(dir -> dir.resolve(name)).filter(files::isDirectory).findFirst().orElse(null);
  }

  /** A package: its directory and its package.json. */
  public record Scope(Path directory, PackageJson json) {}

  /** What a request by its own name means in a package with exports. */
  private @Nullable Path ofOwnPackage(String request, Path from) {
    Scope self = scope(from);
    return self != null && self.json().exports() != null && Specifiers.packageName(request).equals(self.json().name())
        ? existing(new PackageTargets(self, conditions, IMPORTER).export(Specifiers.subpath(request)))
        : null;
  }

  private @Nullable Path bare(String request, Path from, List<String> extensions) {
    String name = Specifiers.packageName(request);
    String subpath = Specifiers.subpath(request);
    Path own = ofOwnPackage(request, from);
    if (own != null) {
      return own;
    }
    for (Path dir = from; dir != null; dir = dir.getParent()) {
      if (dir.endsWith("node_modules")) {
        continue;
      }
      Path found = inModules(dir.resolve("node_modules"), request, name, subpath, extensions);
      if (found != null) {
        return found;
      }
    }
    for (Path dir : globalPaths) {
      Path found = inModules(dir, request, name, subpath, extensions);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Path inModules(
      Path modules, String request, String name, String subpath, List<String> extensions) {
    if (!files.isDirectory(modules)) {
      return null;
    }
    Path directory = modules.resolve(name).normalize();
    if (files.isDirectory(directory)) {
      PackageJson json = files.packageJson(directory);
      if (json != null && json.exports() != null) {
        return exported(new Scope(directory, json), subpath);
      }
    }
    return fileOrDirectory(modules.resolve(request).normalize(), request.endsWith("/"), extensions);
  }

  private Path exported(Scope scope, String subpath) {
    PackageTargets targets = new PackageTargets(scope, conditions, null);
    Path target = targets.export(subpath);
    return existing(target);
  }

  private Path packageImport(String request, Path from, List<String> extensions) {
    Scope scope = scope(from);
    if (scope == null || scope.json().imports() == null) {
      throw PackageTargets.importNotDefined(request, scope, IMPORTER);
    }
    PackageTargets.Target target = new PackageTargets(scope, conditions, IMPORTER).imported(request, IMPORTER);
    return target.path() != null ? existing(target.path()) : resolve(String.valueOf(target.bare()), scope.directory(), extensions);
  }

  private Path existing(Path target) {
    if (!files.isFile(target)) {
      throw new ResolveException("MODULE_NOT_FOUND", "Cannot find module '" + target + "'");
    }
    return target;
  }

  private @Nullable Path fileOrDirectory(Path target, boolean directoryOnly, List<String> extensions) {
    if (!directoryOnly) {
      if (files.isFile(target)) {
        return target;
      }
      Path withExtension = withExtension(target, extensions);
      if (withExtension != null) {
        return withExtension;
      }
    }
    return files.isDirectory(target) ? directory(target, extensions) : null;
  }

  private @Nullable Path directory(Path directory, List<String> extensions) {
    PackageJson json = files.packageJson(directory);
    String main = json == null ? null : json.main();
    if (main != null && !main.isEmpty()) {
      Path target = directory.resolve(main).normalize();
      if (files.isFile(target)) {
        return target;
      }
      Path found = withExtension(target, extensions);
      if (found == null && files.isDirectory(target)) {
        found = withExtension(target.resolve("index"), extensions);
      }
      if (found != null) {
        return found;
      }
      Path index = withExtension(directory.resolve("index"), extensions);
      if (index == null) {
        throw new ResolveException(
            "MODULE_NOT_FOUND",
            "Cannot find module '" + target + "'. Please verify that the package.json has a valid \"main\" entry");
      }
      return index;
    }
    return withExtension(directory.resolve("index"), extensions);
  }

  private @Nullable Path withExtension(Path target, List<String> extensions) {
    Path parent = target.getParent();
    Path name = target.getFileName();
    if (parent == null || name == null) {
      return null;
    }
    for (String extension : extensions) {
      Path candidate = parent.resolve(name + extension);
      if (files.isFile(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
