package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What the CommonJS loader asks of Java: where a request leads, texts, and compiled wrappers. Runs on the loop. */
public final class ModuleBinding {
  private static final String WRAPPER = "(function (exports, require, module, __filename, __dirname) { ";

  private final Context context;
  private final ModuleFileSystem modules;
  private final ModuleResolver resolver;
  private final Path main;
  private final Map<String, String> contributed;
  private final List<Path> globalPaths;
  private final Function<String, @Nullable String> environment;

  /** A binding for an app whose entry is {@code main}; {@code contributed} maps SPI names to resources. */
  public ModuleBinding(
      Context context,
      ModuleFileSystem modules,
      Path main,
      Map<String, String> contributed,
      Function<String, @Nullable String> environment) {
    this.context = context;
    this.modules = modules;
    this.main = main;
    this.contributed = contributed;
    this.environment = environment;
    this.globalPaths = nodePath(environment.apply("NODE_PATH"));
    this.resolver = new ModuleResolver(new DiskFiles(), globalPaths);
  }

  private static List<Path> nodePath(@Nullable String value) {
    List<Path> paths = new ArrayList<>();
    if (value != null) {
      for (String part : value.split(java.io.File.pathSeparator, -1)) {
        if (!part.isEmpty()) {
          paths.add(Path.of(part));
        }
      }
    }
    return paths;
  }

  public String[] coreNames() {
    return Builtins.CORE.toArray(String[]::new);
  }

  public String[] globalPaths() {
    return globalPaths.stream().map(Path::toString).toArray(String[]::new);
  }

  /** The class path location of a module contributed through the SPI, or null. */
  public @Nullable String contributed(String name) {
    return contributed.get(name);
  }

  /** The names the app's package.json lists under cortado.installed. */
  public String[] installed() {
    ModuleResolver.Scope scope = resolver.scope(main.getParent());
    List<String> names = new ArrayList<>(scope == null ? List.of() : scope.json().installed());
    String more = environment.apply("CORTADO_INSTALLED");
    if (more != null) {
      names.addAll(List.of(more.split(",")));
    }
    return names.toArray(String[]::new);
  }

  /** 4 where the app's package.json (or CORTADO_EXPRESS) asks for Express 4, otherwise 5. */
  public int expressMajor() {
    String forced = environment.apply("CORTADO_EXPRESS");
    if (forced != null && !forced.isEmpty()) {
      if (!forced.equals("4") && !forced.equals("5")) {
        throw new CodedException("ERR_CORTADO_EXPRESS", "CORTADO_EXPRESS must be 4 or 5 (got \"" + forced + "\")");
      }
      return Integer.parseInt(forced);
    }
    ModuleResolver.Scope scope = resolver.scope(main.getParent());
    String range = scope == null ? null : scope.json().dependency("express");
    return range != null && range.strip().matches("[\\^~=v<]*\\s*4(\\D.*)?") ? 4 : 5;
  }

  /** One element: the file. Two: Node's error code and its message, which is empty where the loader words it. */
  public String[] resolve(String request, String from, String[] extensions) {
    try {
      return new String[] {resolver.resolve(request, Path.of(from), List.of(extensions)).toString()};
    } catch (CodedException e) {
      return new String[] {e.code(), String.valueOf(e.getMessage())};
    } catch (java.nio.file.InvalidPathException e) {
      return new String[] {"MODULE_NOT_FOUND", ""};
    }
  }

  /** Sets the functions that imports need; see {@link EsmBridge}. */
  public void bridge(Value isProvided, Value exportNames, Value failure) {
    modules.bridge(new EsmBridge(resolver, isProvided, exportNames, failure));
  }

  /** The namespace of an ES module for require; a module that awaits at its top level gives a promise. */
  public Value requireModule(String file) {
    String path = new com.fasterxml.jackson.databind.node.TextNode(file).toString();
    String text = "export * from " + path + ";import * as all from " + path + ";export const __cortado = all;";
    Source source =
        Source.newBuilder("js", text, "node:require-module").mimeType("application/javascript+module").buildLiteral();
    return context.eval(source);
  }

  /** Whether the file is an ES module by its extension or its package's type. */
  public boolean isModuleScope(String file) {
    if (!file.endsWith(".js")) {
      return file.endsWith(".mjs");
    }
    Path path = Path.of(file);
    ModuleResolver.Scope scope = resolver.scope(path.getParent());
    return scope != null && "module".equals(scope.json().type());
  }

  /** A file's text as UTF-8, without a byte order mark. */
  public String readText(String file) {
    try {
      String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new CodedException("ENOENT", "the module file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A source with a file behind it, to which import() inside it is relative. */
  private static Source source(String text, String file) {
    try {
      return Source.newBuilder("js", new java.io.File(file)).content(text).name(file).cached(false).build();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a source with content reads no file", e);
    }
  }

  /** The wrapper function, or for a syntax error an array: message, line, column, the line's text. */
  public Object compile(String text, String file) {
    String body = text.startsWith("#!") ? "//" + text : text;
    Source source = source(WRAPPER + body + "\n})", file);
    try {
      return context.eval(source);
    } catch (PolyglotException e) {
      SourceSection at = e.getSourceLocation();
      if (!e.isSyntaxError() || at == null) {
        throw e;
      }
      int line = at.getStartLine();
      String lineText = line <= source.getLineCount() ? source.getCharacters(line).toString() : "";
      int column = at.getStartColumn();
      if (line == 1) {
        lineText = lineText.substring(Math.min(lineText.length(), WRAPPER.length()));
        column = Math.max(1, column - WRAPPER.length());
      }
      return new Object[] {SyntaxMessages.plain(String.valueOf(e.getMessage())), line, column, lineText};
    }
  }
}
