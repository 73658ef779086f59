package io.cortado.module;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the import that asks for a name which a module does not export. Pure. */
final class LinkErrors {
  private static final Pattern NAMES = Pattern.compile("\\{.*\\}");

  private LinkErrors() {}

  /**
   * Where it stands.
   *
   * @param request the specifier
   * @param line from 1
   * @param column from 1
   * @param text of the line
   */
  record Place(String request, int line, int column, String text) {
    /** Node's words for a CommonJS module. */
    String ofCommonJs(String name) {
      Matcher names = NAMES.matcher(text);
      String instead = names.find() ? "const " + names.group().replaceAll("\\s+as\\s+", ": ") + " = pkg;\n" : "";
      return "Named export '" + name + "' not found. The requested module '" + request
          + "' is a CommonJS module, which may not support all module.exports as named exports.\n"
          + "CommonJS modules can always be imported via the default export, for example using:\n\n"
          + "import pkg from '" + request + "';\n" + instead;
    }
  }

  /** The place in the importer's text, or null where there is none. */
  static @Nullable Place find(String text, String request, String name) {
    SourceTokens tokens = SourceTokens.of(text);
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.is(i, "from") && tokens.kind(i + 1) == SourceTokens.Kind.STRING
          && SourceTokens.unquoted(tokens.text(i + 1)).equals(request)) {
        int found = before(tokens, i, name);
        if (found >= 0) {
          return place(text, tokens.start(found), request);
        }
      }
    }
    return null;
  }

  private static int before(SourceTokens tokens, int from, String name) {
    for (int i = from - 1; i >= 0; i--) {
      if (tokens.is(i, "import") || tokens.is(i, "export")) {
        return name.equals("default") && tokens.kind(i + 1) == SourceTokens.Kind.WORD ? i + 1 : -1;
      }
      if (tokens.is(i, name) && !tokens.is(i - 1, "as")) {
        return i;
      }
    }
    return -1;
  }

  private static Place place(String text, int at, String request) {
    int start = text.lastIndexOf('\n', at) + 1;
    int end = text.indexOf('\n', at);
    int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    return new Place(request, line, at - start + 1, text.substring(start, end < 0 ? text.length() : end));
  }
}
