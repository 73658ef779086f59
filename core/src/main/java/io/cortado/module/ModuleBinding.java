package io.cortado.module;

import io.cortado.engine.errortext.SyntaxPlace;
import io.cortado.spi.CodedException;
import io.cortado.spi.ProvidedPackage;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What the CommonJS loader asks of Java: where a request leads, texts, and compiled wrappers. Runs on the loop. */
public final class ModuleBinding implements StandIns {
  /** Starts the ids of provided sources, which no file and no package can be called. */
  private static final String ID = "cortado:";

  /** Starts the requests for objects of the embedding program. */
  private static final String JAVA = "java:";

  /** Its functions for such objects, which are always there. */
  private static final String OWN = "cortado";

  /** What sources of the command line's or of a prompt have, and no others. */
  public static final URI PROGRAM = URI.create("cortado:program");

  private final Context context;
  private final ScriptCompiler scripts;
  private final ModuleFileSystem modules;
  private final @Nullable KeptTexts kept;
  private final DiskFiles files;
  private final ModuleResolver resolver;
  private final TypedFiles typed = new TypedFiles();
  private final Ownership ownership;
  private List<Path> globalPaths;
  private final Map<String, Ownership.Provided> provided = new HashMap<>();
  private final Set<String> bound;

  /**
   * A binding for an app whose entry is {@code main}; {@code bound} names objects of Java's, {@code say} takes lines for the user.
   * Where the app starts anew when its files change, {@code loaded} is told of them, and {@code kept} has what the last start read.
   */
  public ModuleBinding(
      Context context,
      ScriptCompiler scripts,
      ModuleFileSystem modules,
      @Nullable LoadedFiles loaded,
      @Nullable KeptTexts kept,
      Path main,
      List<ProvidedPackage> packages,
      Set<String> bound,
      Function<String, @Nullable String> environment,
      Consumer<String> say) {
    this.bound = bound;
    this.context = context;
    this.kept = kept;
    this.files = new DiskFiles(loaded, kept);
    this.scripts = scripts;
    this.modules = modules;
    this.globalPaths = globalPathsOf(environment.apply("NODE_PATH"), environment.apply("HOME"));
    this.resolver = new ModuleResolver(files, globalPaths);
    Path directory = Objects.requireNonNull(main.getParent());
    Consumer<String> explain = isDebugged(environment.apply("DEBUG")) ? line -> say.accept("cortado:resolve " + line) : line -> {};
    this.ownership =
        new Ownership(files, resolver, directory, packages, environment, explain, line -> say.accept("cortado: " + line));
  }

  /** Whether DEBUG, in the form of npm's debug, names cortado:resolve. */
  private static boolean isDebugged(@Nullable String debug) {
    return debug != null
        && Stream.of(debug.split("[\\s,]+"))
            .anyMatch(name -> !name.isEmpty() && "cortado:resolve".matches(Pattern.quote(name).replace("*", "\\E.*\\Q")));
  }

  private static List<Path> globalPathsOf(@Nullable String value, @Nullable String home) {
    List<Path> paths = new ArrayList<>();
    if (value != null) {
      for (String part : value.split(java.io.File.pathSeparator, -1)) {
        if (!part.isEmpty()) {
          paths.add(Path.of(part));
        }
      }
    }
    if (home != null && !home.isEmpty()) {
      paths.add(Path.of(home, ".node_modules"));
      paths.add(Path.of(home, ".node_libraries"));
    }
    return paths;
  }

  public String[] coreNames() {
    return Builtins.CORE.toArray(String[]::new);
  }

  public String[] globalPaths() {
    return globalPaths.stream().map(Path::toString).toArray(String[]::new);
  }

  /** Reads anew the folders that are looked in last; answers them. */
  public String[] initPaths(@Nullable String nodePath, @Nullable String home) {
    globalPaths = globalPathsOf(nodePath, home);
    resolver.globalPaths(globalPaths);
    return globalPaths();
  }

  /** The id of what Cortado provides for a request that leads to no file from there, or null. */
  @Override
  public @Nullable String missing(String request, String from) {
    return id(ownership.missing(request, Path.of(from)));
  }

  /** The id of what Cortado provides in place of a file that a request has led to, or null. */
  @Override
  public @Nullable String standIn(String file) {
    return id(ownership.standIn(Path.of(file)));
  }

  @Override
  public boolean isProvided(String id) {
    return provided.containsKey(id) || id.startsWith(JAVA) && javaAdvice(id) == null;
  }

  /** What is to be said of a request for an object of the embedding program that is not bound, or null. */
  @Override
  public @Nullable String javaAdvice(String request) {
    String name = request.startsWith(JAVA) ? request.substring(JAVA.length()) : "";
    if (!request.startsWith(JAVA) || name.equals(OWN) || bound.contains(name)) {
      return null;
    }
    return "No Java object is bound as \"" + name + "\": Cortado.app(…).bind(\"" + name + "\", …) does that; "
        + (bound.isEmpty() ? "this app was started without any" : "bound are " + String.join(", ", new TreeSet<>(bound)));
  }

  private @Nullable String id(Ownership.@Nullable Provided source) {
    if (source == null) {
      return null;
    }
    ProvidedPackage from = source.from();
    String id = ID + from.name() + "@" + from.version() + from.request(source.entry()).substring(from.name().length());
    provided.put(id, source);
    return id;
  }

  /** The location of the source that an id stands for, or null for a package.json. */
  public @Nullable String source(String id) {
    return known(id).resource();
  }

  /** What keeps the sources of an id's package from those of other versions, or null where they are shared. */
  public @Nullable String realm(String id) {
    ProvidedPackage from = known(id).from();
    return from.apart() ? from.name() + "@" + from.version() : null;
  }

  /** Two elements: the name and the version of the package that an id is of. */
  public String[] packageOf(String id) {
    ProvidedPackage from = known(id).from();
    return new String[] {from.name(), from.version()};
  }

  /** What to take in place of the native add-on that a file belongs to, as a sentence, or null for other files. */
  public @Nullable String addonAdvice(String file) {
    return NativeAddons.advice(Path.of(file));
  }

  /** What to do about a file in TypeScript, as a sentence. */
  public String typescriptAdvice(String file) {
    return ModuleFormats.typescriptAdvice(Path.of(file));
  }

  private Ownership.Provided known(String id) {
    return Objects.requireNonNull(provided.get(id), id);
  }

  /** Whether a file is in TypeScript, whose types are left out before it runs. */
  public boolean isTyped(String file) {
    return typed.has(Path.of(file));
  }

  /** Files in TypeScript are none from now on. */
  public void refuseTypes() {
    typed.refuse();
  }

  /** The text of a file without types in one element, or what is wrong as {@link ImportBinding#resolve} tells it. */
  public @Nullable String[] withoutTypes(String text, String file) {
    try {
      return new String[] {typed.text(Path.of(file), text)};
    } catch (CodedException e) {
      return ImportBinding.told(e);
    }
  }

  /** The same for a text that no file has. */
  public @Nullable String[] erased(String text, String name) {
    try {
      return new String[] {TypedFiles.erased(name, text)};
    } catch (CodedException e) {
      return ImportBinding.told(e);
    }
  }

  /** What a text of an ES module imports by statements; see {@link ImportBinding}. */
  public String[][] specifiers(String text) {
    return ImportBinding.specifiers(text);
  }

  /** Adds conditions to those under which packages' exports and imports lead somewhere. */
  public void conditions(String[] users) {
    resolver.conditions(Set.of(users));
  }

  /** One element: the file. Two: Node's error code and its message, which is empty where the loader words it. */
  public String[] resolve(String request, String from, String[] extensions) {
    files.asked();
    try {
      return new String[] {resolver.resolve(request, Path.of(from), List.of(extensions)).toString()};
    } catch (CodedException e) {
      files.failed();
      return new String[] {e.code(), String.valueOf(e.getMessage())};
    } catch (java.nio.file.InvalidPathException e) {
      return new String[] {"MODULE_NOT_FOUND", ""};
    }
  }

  /** The same where the folders to look in are given; {@code from} is null where the own package does not count. */
  public String[] resolveIn(String request, @Nullable String from, String[] places, String[] extensions) {
    files.asked();
    try {
      List<Path> folders = Stream.of(places).map(Path::of).toList();
      return new String[] {
        resolver.resolveIn(request, from == null ? null : Path.of(from), folders, List.of(extensions)).toString()
      };
    } catch (CodedException e) {
      files.failed();
      return new String[] {e.code(), String.valueOf(e.getMessage())};
    } catch (java.nio.file.InvalidPathException e) {
      return new String[] {"MODULE_NOT_FOUND", ""};
    }
  }

  /** What imports ask of Java, which asks the given functions in turn; see {@link EsmBridge}. */
  public ImportBinding imports(Value isCore, Value exportNames, Value typeless) {
    return new ImportBinding(context, modules, resolver, files, typed, this, isCore, exportNames, typeless);
  }

  /** Whether the file is an ES module by its extension or its package's type. */
  public boolean isModuleScope(String file) {
    Path path = Path.of(file);
    boolean typedFile = typed.has(path);
    if (!file.endsWith(".js") && !(typedFile && file.endsWith(".ts"))) {
      return file.endsWith(".mjs") || typedFile && file.endsWith(".mts");
    }
    ModuleResolver.Scope scope = resolver.scope(path.getParent());
    return scope != null && "module".equals(scope.json().type());
  }

  /** Whether the file is CommonJS by its package's type, which then no syntax changes. */
  public boolean isCommonJsScope(String file) {
    ModuleResolver.Scope scope = resolver.scope(Path.of(file).getParent());
    String extension = ModuleFormats.extension(Path.of(file));
    boolean byType = extension.isEmpty() || extension.equals(".js") || extension.equals(".ts") && typed.has(Path.of(file));
    return !byType || scope != null && "commonjs".equals(scope.json().type());
  }

  /** Whether a file may be an ES module though no package says so, by the words in it. */
  public boolean mayBeModule(String file) {
    if (isCommonJsScope(file)) {
      return false;
    }
    String text = readText(file);
    return text.contains("import") || text.contains("export") || text.contains("await");
  }

  /** A file's text as UTF-8, without a byte order mark. */
  public String readText(String file) {
    return files.text(Path.of(file));
  }

  /**
   * Runs a text of the user's as a script, whose declarations are there for those after it; its value. Its URI, which no evaluated
   * code can give itself, says whose it is.
   */
  public Value script(String text, String name) {
    return context.eval(Source.newBuilder("js", text, name).uri(PROGRAM).cached(false).buildLiteral());
  }

  /** What is wrong with a text that is no CommonJS function's: null, or an array as {@code compile} gives. */
  public Object @Nullable [] problem(String text, String name, boolean module) {
    String type = module ? "application/javascript+module" : "application/javascript";
    Source source = Source.newBuilder("js", module ? ModuleText.hashbang(text) : text, name).mimeType(type).cached(false).buildLiteral();
    try {
      context.parse(source);
      return null;
    } catch (PolyglotException e) {
      SourceSection at = e.getSourceLocation();
      if (!e.isSyntaxError() || at == null) {
        throw e;
      }
      String line = at.getStartLine() <= source.getLineCount() ? source.getCharacters(at.getStartLine()).toString() : "";
      SyntaxPlace place = SyntaxPlace.of(String.valueOf(e.getMessage()), at.getStartLine(), at.getStartColumn(), line);
      return new Object[] {place.message(), place.line(), place.column(), place.length(), line};
    }
  }

  /** The wrapper function, or for a syntax error an array: message, line, column, length, the line's text. */
  public Object compile(String text, String file) {
    String wrapped = ModuleText.wrapped(text);
    Source source = kept == null ? KeptTexts.source(wrapped, file, false) : kept.source(wrapped, file);
    try {
      return scripts.compile(source, file);
    } catch (PolyglotException e) {
      SourceSection at = e.getSourceLocation();
      if (!e.isSyntaxError() || at == null) {
        throw e;
      }
      int line = at.getStartLine();
      String lineText = line <= source.getLineCount() ? source.getCharacters(line).toString() : "";
      int column = at.getStartColumn();
      if (line == 1) {
        int added = ModuleText.WRAPPER.length();
        lineText = lineText.substring(Math.min(lineText.length(), added));
        column = Math.max(1, column - added);
      }
      SyntaxPlace place = SyntaxPlace.of(String.valueOf(e.getMessage()), line, column, lineText);
      return new Object[] {place.message(), place.line(), place.column(), place.length(), place.lineText()};
    }
  }
}
