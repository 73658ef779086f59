package io.cortado.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes a text an ES module, and what it imports by statements, without running or parsing it. Immutable.
 *
 * @param isModule whether there is a statement or an expression that only an ES module may have
 * @param awaits whether the word for awaiting stands anywhere, perhaps at the top level
 * @param specifiers what is imported by statements, in their order
 * @param attributes the {@code type} that imports of a specifier ask for
 * @param text the text without import attributes, which blanks stand for
 */
record ImportScan(boolean isModule, boolean awaits, List<Specifier> specifiers, Map<String, String> attributes, String text) {
  /** What an import names, and where the string stands that does. */
  record Specifier(String name, int start) {}

  static ImportScan of(String text) {
    return new Scan(text).result();
  }

  /** The text with something at the start of each specifier that is a URL but for those with data. */
  String marked(String mark) {
    StringBuilder marked = new StringBuilder(text);
    for (int i = specifiers.size() - 1; i >= 0; i--) {
      Specifier each = specifiers.get(i);
      if (each.name().indexOf(':') > 0 && !each.name().startsWith("data:")) {
        marked.insert(each.start() + 1, mark);
      }
    }
    return marked.toString();
  }

  /** One pass over the tokens. */
  private static final class Scan {
    private final String text;
    private final SourceTokens tokens;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<Specifier> specifiers = new ArrayList<>();
    private @Nullable StringBuilder blanked;
    private boolean module;
    private boolean awaits;

    Scan(String text) {
      this.text = text;
      this.tokens = SourceTokens.of(text);
    }

    ImportScan result() {
      int depth = 0;
      for (int i = 0; i < tokens.count(); i++) {
        switch (tokens.kind(i)) {
          case MARK -> depth += tokens.is(i, "{") ? 1 : tokens.is(i, "}") ? -1 : 0;
          case WORD -> {
            if (!tokens.is(i - 1, ".") && !tokens.is(i - 1, "?.") && !tokens.is(i + 1, ":")) {
              word(i, depth);
            }
          }
          default -> { }
        }
      }
      return new ImportScan(module, awaits, specifiers, attributes, blanked == null ? text : blanked.toString());
    }

    private void word(int i, int depth) {
      if (tokens.is(i, "await")) {
        awaits = true;
      } else if (tokens.is(i, "import")) {
        if (tokens.is(i + 1, ".")) {
          module |= tokens.is(i + 2, "meta");
        } else if (depth == 0 && !tokens.is(i + 1, "(") && !tokens.is(i + 1, "=")) {
          declaration(i + 1);
        }
      } else if (depth == 0 && tokens.is(i, "export") && isExport(i + 1)) {
        module = true;
        if (tokens.is(i + 1, "*") || tokens.is(i + 1, "{")) {
          clause(i + 1);
        }
      }
    }

    private boolean isExport(int next) {
      return tokens.is(next, "{") || tokens.is(next, "*") || tokens.kind(next) == SourceTokens.Kind.WORD;
    }

    private void declaration(int next) {
      if (tokens.kind(next) == SourceTokens.Kind.STRING) {
        module = true;
        specifier(next);
      } else if (isExport(next)) {
        module = true;
        clause(next);
      }
    }

    /** From an import or export clause to the string after its {@code from}. */
    private void clause(int first) {
      for (int i = first; i < tokens.count() && !tokens.is(i, ";") && !tokens.is(i, "="); i++) {
        if (tokens.is(i, "from") && tokens.kind(i + 1) == SourceTokens.Kind.STRING) {
          specifier(i + 1);
          return;
        }
        if (tokens.is(i, "}") && !tokens.is(i + 1, "from")) {
          return;
        }
      }
    }

    private void specifier(int at) {
      String request = SourceTokens.unquoted(tokens.text(at));
      specifiers.add(new Specifier(request, tokens.start(at)));
      if (!tokens.is(at + 1, "with") || !tokens.is(at + 2, "{")) {
        return;
      }
      int close = at + 2;
      while (close < tokens.count() && !tokens.is(close, "}")) {
        boolean quoted = tokens.kind(close) == SourceTokens.Kind.STRING;
        String key = quoted ? SourceTokens.unquoted(tokens.text(close)) : tokens.text(close);
        if (tokens.is(close + 1, ":") && tokens.kind(close + 2) == SourceTokens.Kind.STRING) {
          String value = SourceTokens.unquoted(tokens.text(close + 2));
          attributes.put(request, key.equals("type") ? value : key + "=" + value);
        }
        close++;
      }
      blank(tokens.start(at + 1), tokens.end(close));
    }

    private void blank(int from, int to) {
      StringBuilder out = blanked == null ? new StringBuilder(text) : blanked;
      for (int i = from; i < to; i++) {
        if (out.charAt(i) != '\n') {
          out.setCharAt(i, ' ');
        }
      }
      blanked = out;
    }
  }
}
