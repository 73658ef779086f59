package io.cortado.module;

import io.cortado.spi.CodedException;
import io.cortado.spi.ProvidedPackage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files that an app loads, or may load, found without running it. One thread. */
public final class AppGraph {
  private static final List<String> EXTENSIONS = List.of(".js", ".json", ".node");
  private static final Set<String> SCRIPTS = Set.of(".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", "");

  /** Where a request leads. */
  public enum Leads { TO_FILE, TO_CORE, TO_OURS, NOWHERE }

  /**
   * A request of a file.
   *
   * @param file the file that asks, absolute
   * @param request what it asks for
   * @param leads where that leads
   * @param target the file, where it leads to one
   */
  public record Edge(Path file, Requests.Request request, Leads leads, @Nullable Path target) {
    /** Whether the file that asks is the app's own, not a package's. */
    public boolean isOfApp() {
      return packageOf(file) == null;
    }
  }

  /** What is told of each file, once. */
  public interface Visitor {
    /** A file with what its text asks for. */
    void file(Path file, Requests requests, List<Edge> edges);
  }

  private final DiskFiles files = new DiskFiles();
  private final TypedFiles typed = new TypedFiles();
  private final ModuleResolver required;
  private final ModuleResolver imported;
  private final Ownership ownership;
  private final Set<Path> seen = new HashSet<>();
  private final Deque<Path> open = new ArrayDeque<>();

  /** For the app whose entry file stands in that folder. */
  public AppGraph(Path directory, List<ProvidedPackage> packages, Function<String, @Nullable String> environment) {
    required = new ModuleResolver(files, List.of());
    imported = new ModuleResolver(files, List.of());
    imported.forImports();
    ownership = new Ownership(files, required, directory, packages, environment, line -> {}, line -> {});
  }

  /** The folder in node_modules that a file belongs to, or null for the app's own. */
  public static @Nullable Path packageOf(Path file) {
    return Ownership.packageDirectory(file);
  }

  /** The name of the package that a file belongs to, or null. */
  public static @Nullable String packageName(Path file) {
    Path directory = packageOf(file);
    return directory == null ? null : Ownership.nameOf(directory);
  }

  /** The name of the package that a request is to. */
  public static String packageIn(String request) {
    return Specifiers.packageName(request);
  }

  /** What to take in place of a package that is native code, or null where it is not known as one. */
  public static @Nullable String insteadOf(String name) {
    return NativeAddons.instead(name);
  }

  /** The package.json of a folder, or null. */
  public @Nullable PackageJson packageJson(Path directory) {
    return files.packageJson(directory);
  }

  /** The folder where a package is found from another one, or null. */
  public @Nullable Path installed(String name, Path from) {
    return required.packageDirectory(name, from);
  }

  /** Whether Cortado has a package of its own in place of the one in a folder. */
  public boolean isReplaced(Path directory) {
    return ownership.standIn(directory.resolve("package.json")) != null || ownership.standIn(directory.resolve("index.js")) != null;
  }

  /** Visits an entry file and all that it leads to. */
  public void walk(Path entry, Visitor visitor) {
    add(entry);
    while (!open.isEmpty()) {
      Path file = open.removeFirst();
      String text;
      try {
        text = ModuleText.read(file);
      } catch (CodedException e) {
        continue;
      }
      Requests requests = Requests.of(typed.textForScan(file, text));
      List<Edge> edges = new ArrayList<>();
      for (Requests.Request request : requests.all()) {
        Edge edge = edge(file, request);
        edges.add(edge);
        if (edge.target() != null && SCRIPTS.contains(ModuleFormats.extension(edge.target()))) {
          add(edge.target());
        }
      }
      visitor.file(file, requests, edges);
    }
  }

  private void add(Path file) {
    if (seen.add(file)) {
      open.add(file);
    }
  }

  private Edge edge(Path file, Requests.Request request) {
    String specifier = request.specifier();
    String bare = specifier.startsWith("node:") ? specifier.substring("node:".length()) : specifier;
    if (Builtins.CORE.contains(bare)) {
      return new Edge(file, request, Leads.TO_CORE, null);
    }
    if (specifier.startsWith("node:")) {
      return new Edge(file, request, Leads.NOWHERE, null);
    }
    if (specifier.startsWith("java:") || specifier.startsWith("data:")) {
      return new Edge(file, request, Leads.TO_OURS, null);
    }
    Path folder = Objects.requireNonNull(file.getParent());
    try {
      Path target = target(specifier, request.imported(), folder);
      boolean ours = ownership.standIn(target) != null;
      return new Edge(file, request, ours ? Leads.TO_OURS : Leads.TO_FILE, ours ? null : target);
    } catch (CodedException | java.nio.file.InvalidPathException e) {
      boolean ours = !Specifiers.isPath(specifier) && ownership.missing(specifier, folder) != null;
      return new Edge(file, request, ours ? Leads.TO_OURS : Leads.NOWHERE, null);
    }
  }

  private Path target(String specifier, boolean isImport, Path folder) {
    if (specifier.startsWith("file:")) {
      return FileUrl.parse(specifier).file();
    }
    if (isImport && Specifiers.isPath(specifier)) {
      Path file = folder.resolve(specifier).normalize();
      if (!files.isFile(file)) {
        // An import names its file whole.
        throw ResolveException.notFound();
      }
      return files.realPath(file);
    }
    return (isImport ? imported : required).resolve(specifier, folder, EXTENSIONS);
  }
}
