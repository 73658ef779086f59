package io.cortado.views.script;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the names a piece of JavaScript reads from outside itself, so that a template's locals can be handed to it as
 * parameters. Any thread.
 *
 * <p>The answer may hold names that are bound inside a nested function: a parameter too many is harmless. It never
 * holds a name that {@code let}, {@code const} or {@code class} declares at the top level, which could not be declared
 * again.
 */
public final class JsNames {
  private final JsTokens tokens;
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> declared = new LinkedHashSet<>();
  private final StringBuilder nesting = new StringBuilder();

  private JsNames(String source) {
    tokens = new JsTokens(source);
  }

  /** The names used and not declared at the top level, without keywords and those in {@code internal}. */
  public static Set<String> free(String source, Set<String> internal) {
    JsNames names = new JsNames(source);
    names.scan();
    names.used.removeAll(names.declared);
    names.used.removeAll(internal);
    return names.used;
  }

  private void scan() {
    String before = "";
    while (tokens.next()) {
      String token = tokens.text();
      switch (tokens.kind()) {
        case NAME -> name(token, before);
        case PUNCTUATOR -> punctuator(token);
        default -> { }
      }
      before = token;
    }
  }

  private void name(String token, String before) {
    if (before.equals(".") || before.equals("?.")) {
      return;
    }
    if (nesting.isEmpty() && (token.equals("let") || token.equals("const"))) {
      new JsBindings(tokens.fork(), declared).read();
    } else if (nesting.isEmpty() && before.equals("class")) {
      declared.add(token);
    }
    if (!JsTokens.reserved(token) && !(key(before) && tokens.peekIs(":"))) {
      used.add(token);
    }
  }

  private boolean key(String before) {
    return (before.equals("{") || before.equals(","))
        && !nesting.isEmpty()
        && nesting.charAt(nesting.length() - 1) != '(';
  }

  private void punctuator(String token) {
    switch (token) {
      case "{", "(", "[" -> nesting.append(token.charAt(0));
      case "}", ")", "]" -> {
        if (!nesting.isEmpty()) {
          nesting.setLength(nesting.length() - 1);
        }
      }
      default -> { }
    }
  }
}
