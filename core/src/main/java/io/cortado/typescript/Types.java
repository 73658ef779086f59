package io.cortado.typescript;

import io.cortado.typescript.Tokens.Kind;

/** Types, behind which reading goes on; where they stand for nothing else they become blank. One thread. */
final class Types {
  private final Tokens tokens;

  Types(Tokens tokens) {
    this.tokens = tokens;
  }

  private void blank(int start) {
    tokens.erased().blank(start, tokens.last());
  }

  /** A colon and a type, if they are there. */
  boolean annotation() {
    int start = tokens.start();
    boolean here = tokens.take(":");
    if (here) {
      type();
      blank(start);
    }
    return here;
  }

  /** The mark of what may be left out or is there for sure, if it is there. */
  void mark(String mark) {
    int start = tokens.start();
    if (tokens.take(mark)) {
      blank(start);
    }
  }

  /** The parameters of a generic declaration, if there are any. */
  void parameters() {
    if (tokens.is("<")) {
      int start = tokens.start();
      skipParameters();
      blank(start);
    }
  }

  private void skipParameters() {
    tokens.need("<");
    while (!tokens.is(">")) {
      if (!tokens.isName()) {
        throw tokens.unexpected();
      }
      while (tokens.isName() && !tokens.is("extends")) {
        tokens.next();
      }
      if (tokens.take("extends")) {
        type();
      }
      if (tokens.take("=")) {
        type();
      }
      if (!tokens.is(">")) {
        tokens.need(",");
      }
    }
    tokens.next();
  }

  /** The arguments of a generic type, at whose {@code <} we are. */
  void arguments() {
    if (tokens.is("<<")) {
      tokens.less();
    }
    tokens.need("<");
    do {
      type();
    } while (tokens.take(","));
    tokens.need(">");
  }

  /** Arguments of an expression: whether they are some and not a comparison. */
  boolean argumentsOfExpression() {
    Tokens.Place place = tokens.place();
    int start = tokens.start();
    try {
      if (tokens.is("<<")) {
        tokens.less();
      }
      tokens.need("<");
      do {
        type();
      } while (tokens.take(","));
      if (tokens.is(">")) {
        tokens.greater();
      }
      if (tokens.is(">")) {
        tokens.next();
        if (endsArguments()) {
          blank(start);
          return true;
        }
      }
    } catch (TypeScriptException e) {
      // A comparison, then.
    }
    tokens.back(place);
    return false;
  }

  private boolean endsArguments() {
    if (tokens.isAny("(", "`")) {
      return true;
    }
    if (tokens.isAny("<", ">", "+", "-")) {
      return false;
    }
    boolean startsExpression = switch (tokens.kind()) {
      case NAME -> !tokens.isAny("in", "instanceof", "as", "satisfies", "of");
      case NUMBER, STRING -> true;
      case MARK -> tokens.isAny("[", "{", "!", "~", "++", "--", "/", "/=", "@");
      default -> false;
    };
    return tokens.onNewLine() || !startsExpression;
  }

  /** A list of types behind {@code extends} or {@code implements}. */
  void list() {
    do {
      type();
    } while (tokens.take(","));
  }

  void type() {
    type(true);
  }

  private void type(boolean conditional) {
    if (function()) {
      return;
    }
    union(conditional);
    if (conditional && !tokens.onNewLine() && tokens.take("extends")) {
      type(false);
      tokens.need("?");
      type();
      tokens.need(":");
      type();
    }
  }

  /** A type of functions, except where it begins with its parameters. */
  private boolean function() {
    if (tokens.is("abstract")) {
      Tokens.Place place = tokens.place();
      tokens.next();
      if (!tokens.is("new")) {
        tokens.back(place);
        return false;
      }
    }
    if (!tokens.take("new") && !tokens.is("<")) {
      return false;
    }
    if (tokens.is("<")) {
      skipParameters();
    }
    if (!tokens.is("(")) {
      throw tokens.unexpected();
    }
    tokens.skipBrackets();
    tokens.need("=>");
    type();
    return true;
  }

  private void union(boolean conditional) {
    if (!tokens.take("|")) {
      tokens.take("&");
    }
    do {
      operand(conditional);
    } while (tokens.take("|") || tokens.take("&"));
  }

  private void operand(boolean conditional) {
    if (function()) {
      return;
    }
    if (tokens.isAny("keyof", "unique", "readonly")) {
      tokens.next();
      operand(conditional);
      return;
    }
    if (tokens.is("(")) {
      tokens.skipBrackets();
      if (tokens.take("=>")) {
        type(conditional);
        return;
      }
    } else if (tokens.is("infer")) {
      tokens.next();
      infer(conditional);
      return;
    } else {
      primary();
    }
    while (!tokens.onNewLine() && tokens.is("[")) {
      tokens.skipBrackets();
    }
  }

  private void infer(boolean conditional) {
    if (!tokens.isName()) {
      return;
    }
    tokens.next();
    Tokens.Place place = tokens.place();
    if (tokens.take("extends")) {
      type(false);
      if (conditional && tokens.is("?")) {
        tokens.back(place);
      }
    }
  }

  private void primary() {
    if (tokens.isName()) {
      named();
    } else if (tokens.kind() == Kind.STRING || tokens.kind() == Kind.NUMBER) {
      tokens.next();
    } else if (tokens.take("-")) {
      if (tokens.kind() != Kind.NUMBER) {
        throw tokens.unexpected();
      }
      tokens.next();
    } else if (tokens.is("`")) {
      tokens.skipTemplate();
    } else if (tokens.isAny("{", "[")) {
      tokens.skipBrackets();
    } else {
      throw tokens.unexpected();
    }
  }

  private void named() {
    boolean asserts = tokens.is("asserts");
    tokens.take("typeof");
    boolean imports = tokens.is("import");
    tokens.next();
    if (asserts && tokens.isName() && !tokens.onNewLine() && !tokens.is("is")) {
      tokens.next();
    } else if (imports && tokens.is("(")) {
      tokens.skipBrackets();
    }
    while (tokens.take(".")) {
      tokens.next();
    }
    if (!tokens.onNewLine() && tokens.isAny("<", "<<")) {
      arguments();
    }
    if (!tokens.onNewLine() && tokens.take("is")) {
      type();
    }
  }
}
