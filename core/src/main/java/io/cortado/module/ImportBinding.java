package io.cortado.module;

import io.cortado.spi.CodedException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What ES modules ask of Java: where specifiers lead, and modules evaluated. Runs on the loop. */
public final class ImportBinding {
  private static final Pattern MISSING =
      Pattern.compile("The requested module '(.*)' does not provide an export named '(.*)'", Pattern.DOTALL);

  private final ModuleFormats formats;
  private final EsmBridge bridge;
  private @Nullable CustomImports custom;

  ImportBinding(
      Context context,
      ModuleFileSystem modules,
      ModuleResolver resolver,
      ModuleFiles files,
      TypedFiles typed,
      StandIns standIns,
      Value isCore,
      Value exportNames,
      Value typeless) {
    this.formats = new ModuleFormats(context, resolver, typed);
    formats.onTypeless(typeless);
    this.bridge = new EsmBridge(resolver, files, formats, typed, standIns, isCore, exportNames);
    modules.bridge(bridge);
  }

  /**
   * One element: the URL. Three: Node's error code, its message, and the URL that was not there or null. Eight: also the place of what
   * cannot run, as file, line, column, length and the line's text.
   */
  public @Nullable String[] resolve(String specifier, String importer) {
    try {
      return new String[] {bridge.url(specifier, importer)};
    } catch (CodedException e) {
      return told(e);
    }
  }

  /** As {@code resolve}, for a module that is to be loaded with import attributes of a type. */
  public @Nullable String[] importable(String specifier, String importer, String type) {
    try {
      return new String[] {bridge.importable(specifier, importer, type)};
    } catch (CodedException e) {
      return told(e);
    }
  }

  static @Nullable String[] told(CodedException e) {
    ResolveException resolve = e instanceof ResolveException known ? known : null;
    String message = String.valueOf(e.getMessage());
    ResolveException.Place at = resolve == null ? null : resolve.place();
    if (at == null) {
      return new @Nullable String[] {e.code(), message, resolve == null ? null : resolve.url()};
    }
    return new @Nullable String[] {
      e.code(), message, null, at.file(), String.valueOf(at.line()), String.valueOf(at.column()), String.valueOf(at.length()), at.text()
    };
  }

  /** What stopped linking, as {@code resolve} tells it, or null where a message means something else. */
  public @Nullable String @Nullable [] failure(String message) {
    if (!message.startsWith(EsmBridge.FAILURE)) {
      return null;
    }
    CodedException e = bridge.failure(Integer.parseInt(message.substring(EsmBridge.FAILURE.length())));
    return e == null ? null : told(e);
  }

  /** Has hooks asked of all imports from here on; null for none. See {@link CustomImports}. */
  public void customize(@Nullable Value resolve, @Nullable Value load) {
    custom = resolve == null || load == null || resolve.isNull() || load.isNull() ? null : new CustomImports(resolve, load);
    bridge.customize(custom);
  }

  /** Says that a URL which the hooks gave is going to be loaded, with import attributes of a type. */
  public void asked(String url, String type) {
    if (custom != null) {
      custom.asked(url, type);
    }
  }

  /** The text of an ES module that is going to be loaded, where the hooks have given it. */
  public void given(String url, @Nullable String text) {
    if (custom != null && text != null) {
      custom.given(url, new CustomImports.Loaded("module", text));
    }
  }

  /** What a text imports by statements: specifiers, each with the type that it asks for or an empty text. */
  static String[][] specifiers(String text) {
    ImportScan scan = ImportScan.of(text);
    return scan.specifiers().stream()
        .map(specifier -> new String[] {specifier.name(), scan.attributes().getOrDefault(specifier.name(), "")})
        .toArray(String[][]::new);
  }

  /** The URL of a file. */
  public String urlOf(String file) {
    return FileUrl.of(Path.of(file), "").toString();
  }

  /** The file of a URL. */
  public String fileOf(String url) {
    return FileUrl.parse(url).file().toString();
  }

  /** Whether a file is an ES module, by its name, its package or its syntax. */
  public boolean isModule(String file) {
    return formats.of(Path.of(file)) == ModuleFormats.Format.MODULE;
  }

  /** The package.json that makes a URL's {@code .js} file an ES module, or null. */
  public @Nullable String typedPackage(String url) {
    return FileUrl.isFile(url) && url.endsWith(".js") ? formats.typedPackage(FileUrl.parse(url).file()) : null;
  }

  /** Gives a module that has no file a URL and its text. */
  public void program(String url, String text) {
    bridge.program(url, text);
  }

  /** Whether a text that does not parse as CommonJS is an ES module. */
  public boolean isModuleText(String text) {
    return formats.isModule(text) || formats.parsesAsModule(text);
  }

  /**
   * Where the import stands that the engine could not link: message, line, column and text of the line; or null.
   *
   * @param message the engine's
   * @param importer the URL of the importing module
   */
  public Object @Nullable [] unlinked(String message, String importer) {
    Matcher missing = MISSING.matcher(message);
    if (!missing.matches() || !FileUrl.isFile(importer)) {
      return null;
    }
    String text = ModuleText.read(FileUrl.parse(importer).file());
    LinkErrors.Place place = LinkErrors.find(text, missing.group(1), missing.group(2));
    if (place == null) {
      return null;
    }
    String words = bridge.isBridged(missing.group(1), importer) ? place.ofCommonJs(missing.group(2)) : message;
    return new Object[] {words, place.line(), place.column(), place.text(), missing.group(2).length()};
  }

  /** The name of a module with the exports of another and {@code __esModule}, as require gives them. */
  public String marked(String url) {
    return EsmBridge.MARKED + url;
  }
}
