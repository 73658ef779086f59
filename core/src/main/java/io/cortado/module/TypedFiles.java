package io.cortado.module;

import io.cortado.typescript.TypeEraser;
import io.cortado.typescript.TypeScriptException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Files in TypeScript, which run without their types. Runs on the loop. */
final class TypedFiles {
  private static final Set<String> EXTENSIONS = Set.of(".ts", ".mts", ".cts");

  /** Texts without types that imports have asked for and not yet read. */
  private final Map<Path, String> ready = new HashMap<>();

  private boolean refused;

  /** Files in TypeScript have no format from now on. */
  void refuse() {
    refused = true;
  }

  /** Whether a file is one, by its name. */
  boolean has(Path file) {
    return !refused && EXTENSIONS.contains(ModuleFormats.extension(file));
  }

  /** Says at once what is wrong with a file, and keeps its text for {@link #text} where nothing is. */
  void check(Path file, String text) {
    ready.put(file, erased(file, text));
  }

  /** A file's text as it runs. */
  String text(Path file, String text) {
    if (!has(file)) {
      return text;
    }
    String known = ready.remove(file);
    return known == null ? erased(file, text) : known;
  }

  /** The same, where what cannot run is no matter yet. */
  String textForScan(Path file, String text) {
    try {
      return text(file, text);
    } catch (ResolveException e) {
      return text;
    }
  }

  private String erased(Path file, String text) {
    if (file.toString().contains("/node_modules/")) {
      throw new ResolveException(
          "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING",
          "Stripping types is currently unsupported for files under node_modules, for \"" + file + "\"");
    }
    return erased(file.toString(), text);
  }

  /** A text without its types; errors name a file, or what stands for one. */
  static String erased(String name, String text) {
    try {
      return TypeEraser.erase(text);
    } catch (TypeScriptException e) {
      throw new ResolveException(e.code(), String.valueOf(e.getMessage()), place(name, text, e));
    }
  }

  private static ResolveException.Place place(String name, String text, TypeScriptException e) {
    int start = Math.min(e.start(), text.length());
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int newline = text.indexOf('\n', lineStart);
    int lineEnd = newline < 0 ? text.length() : newline;
    int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int length = Math.max(1, Math.min(e.end(), lineEnd) - start);
    return new ResolveException.Place(name, line, start - lineStart + 1, length, text.substring(lineStart, lineEnd));
  }
}
