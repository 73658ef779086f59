package io.cortado.views.script;

import io.cortado.views.script.JsTokens.Kind;
import java.util.Set;

/** Reads the declarators after {@code var}, {@code let} or {@code const} and collects the names they bind. */
final class JsBindings {
  private final JsTokens tokens;
  private final Set<String> names;

  /** Starts behind the keyword; {@code tokens} is used up. */
  JsBindings(JsTokens tokens, Set<String> names) {
    this.tokens = tokens;
    this.names = names;
  }

  void read() {
    tokens.next();
    do {
      target();
    } while (is("=") ? skipInitialiser() : is(",") && tokens.next());
  }

  private boolean is(String punctuator) {
    return tokens.kind() == Kind.PUNCTUATOR && tokens.text().equals(punctuator);
  }

  /** Reads a name or a pattern, and stops at the token behind it. */
  private void target() {
    if (is("{")) {
      pattern("}", true);
    } else if (is("[")) {
      pattern("]", false);
    } else if (tokens.kind() == Kind.NAME) {
      names.add(tokens.text());
      tokens.next();
    }
  }

  private void pattern(String close, boolean keyed) {
    tokens.next();
    while (!is(close) && tokens.kind() != Kind.END) {
      if (keyed && (tokens.kind() == Kind.LITERAL || tokens.peekIs(":"))) {
        tokens.next();
        tokens.next();
        target();
      } else if (is(",") || is("...")) {
        tokens.next();
      } else if (tokens.kind() == Kind.NAME || is("{") || is("[")) {
        target();
      } else {
        tokens.next();
      }
      if (is("=")) {
        skipExpression(close);
      }
    }
    tokens.next();
  }

  private void skipExpression(String close) {
    int depth = 0;
    while (tokens.next()) {
      if (depth == 0 && (is(",") || is(close))) {
        return;
      }
      depth += change();
    }
  }

  /** Skips to the next declarator; false when the declaration ends. */
  private boolean skipInitialiser() {
    int depth = 0;
    boolean value = false;
    while (tokens.next()) {
      boolean statement = tokens.kind() == Kind.NAME && !tokens.text().equals("in")
          && !tokens.text().equals("instanceof");
      if (depth == 0 && (is(";") || statement && value && tokens.newlineBefore())) {
        return false;
      }
      if (depth == 0 && is(",")) {
        return tokens.next();
      }
      depth += change();
      if (depth < 0) {
        return false;
      }
      value = tokens.kind() != Kind.PUNCTUATOR || is(")") || is("]") || is("}");
    }
    return false;
  }

  private int change() {
    if (tokens.kind() != Kind.PUNCTUATOR) {
      return 0;
    }
    return switch (tokens.text()) {
      case "(", "[", "{" -> 1;
      case ")", "]", "}" -> -1;
      default -> 0;
    };
  }
}
