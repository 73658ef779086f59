package io.cortado.module;

import io.cortado.spi.CodedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The texts of modules, and the function that a CommonJS text becomes the body of. Any thread. */
public final class ModuleText {
  /** What stands before the text, in its first line. */
  static final String WRAPPER = "(function (exports, require, module, __filename, __dirname) { ";

  private ModuleText() {}

  /** A file's text as UTF-8, without a byte order mark. */
  public static String read(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new CodedException("ENOENT", "the module file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A text as the expression of its wrapper function. */
  public static String wrapped(String text) {
    return WRAPPER + hashbang(text) + "\n})";
  }

  /** A text whose first line, where that names an interpreter, is a comment to the engine too. */
  static String hashbang(String text) {
    return text.startsWith("#!") ? "//" + text : text;
  }
}
