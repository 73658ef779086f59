package io.cortado.module;

import io.cortado.spi.CodedException;
import io.cortado.spi.ProvidedPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says whose package a request means: the installed one, or what Cortado provides under its name. Ours stands in for an
 * installed package of a version that it implements, and for one that is nowhere installed. Runs on the loop.
 */
public final class Ownership {
  private static final String NODE_MODULES = "/node_modules/";
  private static final String PACKAGE_JSON = "package.json";

  private final ModuleFiles files;
  private final ModuleResolver resolver;
  private final Path appDirectory;
  private final Map<String, List<ProvidedPackage>> byName = new HashMap<>();
  private final Set<String> installed;
  private final Set<String> builtin;
  /** By name, the version of ours that the environment asks for. */
  private final Map<String, ProvidedPackage> forced = new HashMap<>();
  private final Map<Path, Optional<ProvidedPackage>> decided = new HashMap<>();
  private final Map<String, ProvidedPackage> decidedMissing = new HashMap<>();
  private final Consumer<String> explain;
  private final Consumer<String> warn;

  /**
   * {@code appDirectory} is the entry file's folder, whose package.json has the user's last word; {@code explain} takes a
   * line for each decision, {@code warn} one for each that the user may not have wanted.
   */
  public Ownership(
      ModuleFiles files,
      ModuleResolver resolver,
      Path appDirectory,
      List<ProvidedPackage> packages,
      Function<String, @Nullable String> environment,
      Consumer<String> explain,
      Consumer<String> warn) {
    this.warn = warn;
    this.files = files;
    this.resolver = resolver;
    this.appDirectory = appDirectory;
    this.explain = explain;
    for (ProvidedPackage provided : packages) {
      byName.computeIfAbsent(provided.name(), name -> new ArrayList<>()).add(provided);
    }
    ModuleResolver.Scope app = resolver.scope(appDirectory);
    installed = words(app, "installed", environment.apply("CORTADO_INSTALLED"));
    builtin = words(app, "builtin", environment.apply("CORTADO_BUILTIN"));
    byName.forEach((name, candidates) -> force(name, candidates, environment.apply(variable(name))));
  }

  /** A source that answers a request. */
  public record Provided(ProvidedPackage from, String entry) {
    /** The location of the source, or null for the package.json of a package that is nowhere on the disk. */
    public @Nullable String resource() {
      return from.entries().get(entry);
    }
  }

  /** The variable that asks for a major version of ours, such as CORTADO_EXPRESS. */
  private static String variable(String name) {
    return "CORTADO_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private void force(String name, List<ProvidedPackage> candidates, @Nullable String major) {
    if (major == null || major.isEmpty()) {
      return;
    }
    Map<String, ProvidedPackage> majors = new TreeMap<>();
    candidates.forEach(one -> majors.putIfAbsent(Versions.major(one.version()), one));
    ProvidedPackage wanted = majors.get(major);
    if (wanted == null) {
      String variable = variable(name);
      throw new CodedException(
          "ERR_" + variable,
          variable + " must be " + String.join(" or ", majors.keySet()) + " (got \"" + major + "\")");
    }
    forced.put(name, wanted);
  }

  /** The names of one list of the user's, and of all packages that share classes with them. */
  private Set<String> words(ModuleResolver.@Nullable Scope app, String list, @Nullable String more) {
    Set<String> names = new HashSet<>(app == null ? List.of() : app.json().cortado(list));
    if (more != null) {
      names.addAll(List.of(more.split(",")));
    }
    Set<String> known = byName.keySet();
    for (int before = -1; before != names.size(); ) {
      before = names.size();
      for (String name : known) {
        for (ProvidedPackage provided : byName.getOrDefault(name, List.of())) {
          if (names.contains(name)) {
            names.addAll(provided.needs());
          } else if (provided.needs().stream().anyMatch(names::contains)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  /** Explains whose each package is that the app in {@code directory} would find there or asks for. */
  public static List<String> report(
      Path directory, List<ProvidedPackage> packages, Function<String, @Nullable String> environment) {
    List<String> lines = new ArrayList<>();
    DiskFiles files = new DiskFiles();
    ModuleResolver resolver = new ModuleResolver(files, List.of());
    Ownership ownership = new Ownership(files, resolver, directory, packages, environment, lines::add, line -> {});
    ModuleResolver.Scope app = resolver.scope(directory);
    for (String name : new TreeSet<>(ownership.byName.keySet())) {
      Path found = resolver.packageDirectory(name, directory);
      if (found != null) {
        ownership.forInstalled(found, name);
      } else if (app != null && app.json().dependency(name) != null) {
        ownership.missing(name, directory);
      }
    }
    return lines;
  }

  /** What stands in for a file that a request has led to, or null where the file itself is meant. */
  public @Nullable Provided standIn(Path file) {
    Path directory = packageDirectory(file);
    String name = directory == null ? null : nameOf(directory);
    List<ProvidedPackage> candidates = name == null ? null : byName.get(name);
    if (candidates == null || directory == null) {
      return null;
    }
    ProvidedPackage provided = forInstalled(directory, String.valueOf(name));
    if (provided == null) {
      return null;
    }
    String entry = entry(directory.relativize(file).toString());
    if (provided.entries().containsKey(entry)) {
      return new Provided(provided, entry);
    }
    return isMain(directory, file) ? new Provided(provided, ".") : null;
  }

  /** What answers a request that leads to no file from {@code from}, or null. */
  public @Nullable Provided missing(String request, Path from) {
    String name = Specifiers.packageName(request);
    List<ProvidedPackage> candidates = byName.get(name);
    if (candidates == null || installed.contains(name) && !builtin.contains(name)) {
      return null;
    }
    String entry = request.length() == name.length() ? "." : entry(request.substring(name.length() + 1));
    if (entry.equals(PACKAGE_JSON) || candidates.stream().anyMatch(one -> one.entries().containsKey(entry))) {
      ProvidedPackage provided =
          decidedMissing.computeIfAbsent(name + "\0" + from, key -> forMissing(name, candidates, from));
      if (entry.equals(PACKAGE_JSON) || provided.entries().containsKey(entry)) {
        return new Provided(provided, entry);
      }
    }
    return null;
  }

  /** The package that stands in for the one in {@code directory}, or null. */
  private @Nullable ProvidedPackage forInstalled(Path directory, String name) {
    Optional<ProvidedPackage> known = decided.get(directory);
    if (known == null) {
      known = Optional.ofNullable(decide(directory, name));
      decided.put(directory, known);
    }
    return known.orElse(null);
  }

  private @Nullable ProvidedPackage decide(Path directory, String name) {
    List<ProvidedPackage> candidates = byName.getOrDefault(name, List.of());
    PackageJson json = files.packageJson(directory);
    String version = json == null ? null : json.version();
    String found = name + " " + version + " in " + directory;
    ProvidedPackage wanted = forced.get(name);
    if (wanted != null) {
      return ours(wanted, found, variable(name) + " asks for it");
    }
    if (builtin.contains(name)) {
      return ours(nearest(candidates, version), found, "\"cortado\": {\"builtin\": [...]} names it");
    }
    if (installed.contains(name)) {
      return theirs(found, "\"cortado\": {\"installed\": [...]} names it");
    }
    for (ProvidedPackage provided : candidates) {
      if (isCovered(version, provided)) {
        for (String need : provided.needs()) {
          Path needed = resolver.packageDirectory(need, directory);
          if (needed != null && byName.containsKey(need) && forInstalled(needed, need) == null) {
            return theirs(found, "it shares classes with " + needed);
          }
        }
        return ours(provided, found, "it implements " + provided.covers());
      }
    }
    List<String> covered = candidates.stream().map(ProvidedPackage::covers).filter(range -> !range.isEmpty()).toList();
    return theirs(found, "Cortado implements " + String.join(" || ", covered));
  }

  private static boolean isCovered(@Nullable String version, ProvidedPackage by) {
    return !by.covers().isEmpty() && Versions.satisfies(version, by.covers());
  }

  private ProvidedPackage ours(ProvidedPackage provided, String found, String reason) {
    explain.accept(found + ": Cortado's own " + provided.version() + " stands in, for " + reason);
    return provided;
  }

  private @Nullable ProvidedPackage theirs(String found, String reason) {
    explain.accept(found + ": runs as installed, for " + reason);
    return null;
  }

  /** For what is nowhere installed: by the range in the package.json that speaks of it, else the newest. */
  private ProvidedPackage forMissing(String name, List<ProvidedPackage> candidates, Path from) {
    ProvidedPackage asked = forced.get(name);
    if (asked != null) {
      return ours(asked, name + ", not installed", variable(name) + " asks for it");
    }
    String range = range(name, from);
    String wanted = range == null ? name + ", not installed" : name + " " + range + ", not installed";
    if (range == null || !Versions.isRange(range)) {
      return ours(candidates.getFirst(), wanted, "it is the newest");
    }
    for (ProvidedPackage one : candidates) {
      if (Versions.satisfies(one.version(), range)) {
        return ours(one, wanted, "its version is in that range");
      }
    }
    for (ProvidedPackage one : candidates) {
      if (!one.covers().isEmpty() && Versions.intersects(range, one.covers())) {
        return ours(one, wanted, "it implements " + one.covers());
      }
    }
    ProvidedPackage nearest = nearest(candidates, range);
    warn.accept(
        "package.json asks for " + name + " " + range + ", which is not installed; Cortado's own " + nearest.version()
            + " stands in (npm install brings the other)");
    return ours(nearest, wanted, "it is the nearest");
  }

  /** The range that the nearest package.json names; a package's wish for its host's copy comes after the app's own. */
  private @Nullable String range(String name, Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      ModuleResolver.Scope scope = resolver.scope(at);
      if (scope == null) {
        break;
      }
      String range = scope.json().dependency(name);
      if (range != null) {
        return range;
      }
      at = scope.directory();
    }
    ModuleResolver.Scope app = resolver.scope(appDirectory);
    String range = app == null ? null : app.json().dependency(name);
    ModuleResolver.Scope own = resolver.scope(from);
    return range != null || own == null ? range : own.json().peerDependency(name);
  }

  private static ProvidedPackage nearest(List<ProvidedPackage> candidates, @Nullable String version) {
    for (ProvidedPackage one : candidates) {
      if (isCovered(version, one) || Versions.major(version).equals(Versions.major(one.version()))) {
        return one;
      }
    }
    return candidates.getFirst();
  }

  /** The folder in node_modules that a file belongs to, or null. */
  static @Nullable Path packageDirectory(Path file) {
    String path = file.toString();
    int at = path.lastIndexOf(NODE_MODULES);
    if (at < 0) {
      return null;
    }
    int start = at + NODE_MODULES.length();
    int end = path.indexOf('/', path.startsWith("@", start) ? path.indexOf('/', start) + 1 : start);
    return end < 0 ? null : Path.of(path.substring(0, end));
  }

  /** The name by which a folder in node_modules is required. */
  static String nameOf(Path directory) {
    String path = directory.toString();
    return path.substring(path.lastIndexOf(NODE_MODULES) + NODE_MODULES.length());
  }

  private static String entry(String file) {
    return file.replaceFirst("\\.[cm]?js$", "");
  }

  private boolean isMain(Path directory, Path file) {
    PackageJson json = files.packageJson(directory);
    return json != null && json.mains().stream().anyMatch(main -> leadsTo(directory.resolve(main).normalize(), file));
  }

  private static boolean leadsTo(Path main, Path file) {
    String from = main.toString();
    String to = file.toString();
    return to.equals(from) || to.startsWith(from) && to.substring(from.length()).matches("(/index)?\\.[cm]?js");
  }
}
