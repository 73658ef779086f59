package io.cortado.cli.doctor;

import io.cortado.cli.doctor.CoreGaps.Gap;
import io.cortado.cli.doctor.Finding.Level;
import io.cortado.module.AppGraph;
import io.cortado.module.AppGraph.Edge;
import io.cortado.module.Ownership;
import io.cortado.module.PackageJson;
import io.cortado.module.Requests;
import io.cortado.spi.ProvidedPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at an app's files and packages, and says what of them is not for the JVM. One thread. */
public final class Doctor {
  /** What packages with native code load it by. */
  private static final Set<String> LOADERS =
      Set.of("bindings", "node-gyp-build", "node-gyp-build-optional-packages", "@mapbox/node-pre-gyp", "node-pre-gyp", "prebuild-install");

  private final Path home;
  private final Path entry;
  private final AppGraph graph;
  private final Map<String, List<Gap>> gaps = CoreGaps.all();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Set<String> provided = new TreeSet<>();
  private final List<String> packages;
  private int files;
  private int packageFiles;

  /** For an app in a folder, with its entry file. */
  public Doctor(Path home, Path entry, List<ProvidedPackage> known) {
    this.home = home;
    this.entry = entry;
    this.graph = new AppGraph(entry.resolveSibling(""), known, System::getenv);
    known.forEach(one -> provided.add(one.name()));
    this.packages = Ownership.report(entry.resolveSibling(""), known, System::getenv);
  }

  /** Looks at all of it. */
  public void examine() {
    graph.walk(entry, this::file);
    dependencies();
    findings.sort(Comparator.comparing(Finding::level).thenComparing(Finding::place));
  }

  /** What there is to be said, the gravest first. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whose each package is that Cortado has too, in sentences. */
  public List<String> packages() {
    return packages;
  }

  /** How many files are the app's own. */
  public int files() {
    return files;
  }

  /** How many are of packages. */
  public int packageFiles() {
    return packageFiles;
  }

  private void file(Path file, Requests requests, List<Edge> edges) {
    boolean own = AppGraph.packageOf(file) == null;
    if (own) {
      files++;
      requests.computed().forEach(line -> tell(Level.NOTE, "computed", "require", file, line,
          "what is loaded here is known only when it runs"));
    } else {
      packageFiles++;
    }
    for (Edge edge : edges) {
      look(edge, requests);
    }
  }

  private void look(Edge edge, Requests requests) {
    String specifier = edge.request().specifier();
    int line = edge.request().line();
    switch (edge.leads()) {
      case TO_CORE -> core(edge.file(), specifier.startsWith("node:") ? specifier.substring("node:".length()) : specifier, requests);
      case NOWHERE -> missing(edge);
      case TO_FILE -> {
        Path target = edge.target();
        Path directory = target == null ? null : AppGraph.packageOf(target);
        if (target != null && target.toString().endsWith(".node")) {
          nativeCode(directory, edge.file(), line);
        } else if (directory != null && (edge.isOfApp() || LOADERS.contains(specifier))) {
          boolean loader = LOADERS.contains(specifier);
          if (loader || isNative(directory)) {
            nativeCode(loader ? AppGraph.packageOf(edge.file()) : directory, edge.file(), line);
          }
        } else if (target != null && target.toString().endsWith(".tsx")) {
          typescript(target, edge.file(), line);
        }
      }
      case TO_OURS -> { }
    }
  }

  private void typescript(Path target, Path file, int line) {
    tell(Level.PROBLEM, "typescript", target.getFileName().toString(), file, line,
        "TypeScript with markup is not run as it is; translate it with tsc, and run what that writes");
  }

  private void core(Path file, String module, Requests requests) {
    for (Gap gap : gaps.getOrDefault(module, List.of())) {
      List<Integer> lines = requests.uses(module, gap.member());
      if (!lines.isEmpty()) {
        boolean own = AppGraph.packageOf(file) == null;
        String advice = gap.advice().isEmpty() ? "" : "; " + gap.advice();
        String name = module + "." + gap.member();
        if (own || told.add(AppGraph.packageName(file) + " " + name)) {
          tell(own ? Level.PROBLEM : Level.NOTE, "core", name, file, lines.getFirst(), name + " is not supported by Cortado" + advice);
        }
      }
    }
  }

  private void missing(Edge edge) {
    String specifier = edge.request().specifier();
    int line = edge.request().line();
    boolean guarded = edge.request().guarded();
    if (edge.isOfApp()) {
      String instead = AppGraph.insteadOf(AppGraph.packageIn(specifier));
      String text = specifier.startsWith("node:") ? "there is no core module " + specifier
          : instead != null ? specifier + " is not installed, and is native; take " + instead
          : specifier.startsWith(".") || specifier.startsWith("/") ? "there is no file " + specifier
          : specifier + " is not installed";
      tell(guarded ? Level.WARNING : Level.PROBLEM, "missing", specifier, edge.file(), line,
          text + (guarded ? ", should it ever be asked for" : ""));
      return;
    }
    Path directory = AppGraph.packageOf(edge.file());
    PackageJson json = directory == null ? null : graph.packageJson(directory);
    boolean needed = json != null && json.dependencies().contains(AppGraph.packageIn(specifier));
    if (specifier.startsWith("node:") && !guarded) {
      tell(Level.WARNING, "missing", specifier, edge.file(), line, "there is no core module " + specifier);
    } else if (needed && !guarded) {
      tell(Level.PROBLEM, "missing", specifier, edge.file(), line, specifier + " is not installed; npm install brings it");
    }
  }

  /** Whether a package has code that a compiler made for a machine. */
  private boolean isNative(Path directory) {
    String name = AppGraph.packageName(directory.resolve("package.json"));
    if (name != null && AppGraph.insteadOf(name) != null && !provided.contains(name)) {
      return true;
    }
    return Files.exists(directory.resolve("binding.gyp")) || Files.isDirectory(directory.resolve("prebuilds"));
  }

  private void nativeCode(@Nullable Path directory, Path file, int line) {
    String name = directory == null ? file.getFileName().toString() : AppGraph.packageName(directory.resolve("package.json"));
    if (name == null || !told.add("native " + name)) {
      return;
    }
    String instead = AppGraph.insteadOf(name);
    String text = name + " is a native add-on, which cannot run on the JVM; "
        + (instead == null ? "look for a package in JavaScript, or a library of Java's" : "take " + instead);
    // A package whose own packages may be native has a way without them, as a rule.
    boolean own = AppGraph.packageOf(file) == null;
    tell(own || instead != null ? Level.PROBLEM : Level.WARNING, "native", name, file, line, text);
  }

  /** Those that package.json names are looked at though no file asks for them by a name that could be read. */
  private void dependencies() {
    PackageJson json = graph.packageJson(home);
    if (json == null) {
      return;
    }
    for (String name : json.dependencies()) {
      Path directory = graph.installed(name, home);
      if (directory == null) {
        if (!provided.contains(name)) {
          tell(Level.WARNING, "missing", name, home.resolve("package.json"), 0, name + " is in package.json and not installed");
        }
      } else if (!graph.isReplaced(directory) && isNative(directory)) {
        nativeCode(directory, home.resolve("package.json"), 0);
      }
    }
  }

  private void tell(Level level, String kind, String name, Path file, int line, String text) {
    Path shown = file.startsWith(home) ? home.relativize(file) : file;
    findings.add(new Finding(level, kind, name, shown.toString(), line, text));
  }
}
