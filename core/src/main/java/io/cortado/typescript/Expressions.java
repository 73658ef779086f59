package io.cortado.typescript;

import io.cortado.typescript.Tokens.Kind;

/** Expressions, as far as types can stand in them; how tightly operators bind is nothing to that. One thread. */
final class Expressions {
  private static final String[] PREFIXES = {"!", "~", "+", "-", "++", "--", "typeof", "void", "delete", "await", "new"};

  private static final String[] OPERATORS = {
    "*", "/", "%", "**", "+", "-", "<<", "<", "<=", "==", "!=", "===", "!==", "&", "^", "|", "&&", "||", "??",
  };

  private static final String[] ASSIGNMENTS = {
    "=", "*=", "/=", "%=", "**=", "+=", "-=", "<<=", ">>=", ">>>=", "&=", "^=", "|=", "&&=", "||=", "??=",
  };

  private final Syntax syntax;
  private final Tokens tokens;
  private boolean in = true;

  Expressions(Syntax syntax) {
    this.syntax = syntax;
    this.tokens = syntax.tokens;
  }

  /** Whether {@code in} is an operator from now on; answers what was. */
  boolean allowIn(boolean allowed) {
    boolean before = in;
    in = allowed;
    return before;
  }

  void expression() {
    do {
      assignment();
    } while (tokens.take(","));
  }

  void assignment() {
    assignment(false);
  }

  private void assignment(boolean between) {
    if (tokens.is("yield")) {
      tokens.next();
      boolean delegates = tokens.take("*");
      if (!delegates && (tokens.onNewLine() || tokens.atEnd() || tokens.isAny(")", "]", "}", ",", ";", ":", "in", "of"))) {
        return;
      }
      if (tokens.is("=>")) {
        tokens.next();
        arrowBody();
        return;
      }
    }
    if (arrow(between)) {
      return;
    }
    operand();
    while (operator()) {
      operand();
    }
    if (tokens.take("?")) {
      boolean before = allowIn(true);
      assignment(true);
      allowIn(before);
      tokens.need(":");
      assignment(between);
    } else if (tokens.isAny(ASSIGNMENTS)) {
      tokens.next();
      assignment(between);
    }
  }

  private boolean arrow(boolean between) {
    if (tokens.isAny("(", "<")) {
      return syntax.functions.arrow(between);
    }
    if (!tokens.isName()) {
      return false;
    }
    Tokens.Place place = tokens.place();
    boolean async = tokens.is("async");
    tokens.next();
    if (async && !tokens.onNewLine()) {
      if (tokens.isAny("(", "<")) {
        tokens.back(place);
        return syntax.functions.arrow(between);
      }
      if (tokens.isName() && !tokens.is("function")) {
        tokens.next();
      }
    }
    if (tokens.is("=>") && !tokens.onNewLine()) {
      tokens.next();
      arrowBody();
      return true;
    }
    tokens.back(place);
    return false;
  }

  private void arrowBody() {
    if (tokens.is("{")) {
      syntax.functions.body();
    } else {
      assignment();
    }
  }

  /** Goes behind an operator between two operands, and what makes no operand: casts. */
  private boolean operator() {
    while (!tokens.onNewLine() && tokens.isAny("as", "satisfies")) {
      int start = tokens.start();
      tokens.next();
      syntax.types.type();
      syntax.blank(start);
    }
    if (tokens.is(">")) {
      tokens.greater();
      if (tokens.isAny(">>=", ">>>=")) {
        return false;
      }
      tokens.next();
      return true;
    }
    boolean word = tokens.isName() && (tokens.is("instanceof") || in && tokens.is("in"));
    boolean here = word || tokens.kind() == Kind.MARK && tokens.isAny(OPERATORS);
    if (here) {
      tokens.next();
    }
    return here;
  }

  private void operand() {
    while (tokens.isAny(PREFIXES)) {
      boolean word = tokens.isName();
      boolean target = tokens.is("new");
      tokens.next();
      if (target && tokens.take(".")) {
        tokens.next();
        suffixes();
        return;
      }
      if (word && (tokens.atEnd() || tokens.isAny(")", "]", "}", ",", ";", "=>", ":", ".", "="))) {
        // A name, such as await is in scripts.
        suffixes();
        return;
      }
    }
    primary();
    suffixes();
  }

  /** What {@code extends} of a class may name. */
  void ofClass() {
    primary();
    suffixes();
  }

  private void primary() {
    switch (tokens.kind()) {
      case NAME -> named();
      case NUMBER, STRING, REGEX -> tokens.next();
      case END -> throw tokens.unexpected();
      case MARK -> marked();
    }
  }

  private void named() {
    if (tokens.is("function") || tokens.is("async") && syntax.follows("function")) {
      tokens.take("async");
      if (!syntax.functions.function()) {
        throw tokens.unexpected();
      }
    } else if (tokens.is("class")) {
      syntax.classes.declaration();
    } else {
      tokens.next();
    }
  }

  private void marked() {
    if (tokens.is("(")) {
      tokens.next();
      inside(")");
    } else if (tokens.is("[")) {
      tokens.next();
      list("]");
    } else if (tokens.is("{")) {
      object();
    } else if (tokens.is("`")) {
      template();
    } else if (tokens.isAny("/", "/=")) {
      tokens.regex();
      tokens.next();
    } else if (tokens.is("@")) {
      syntax.classes.decorators();
      syntax.classes.declaration();
    } else if (tokens.is("<")) {
      cast();
    } else {
      throw tokens.unexpected("Expression expected");
    }
  }

  private void cast() {
    int start = tokens.start();
    syntax.types.arguments();
    operand();
    throw new TypeScriptException(TypeScriptException.UNSUPPORTED,
        "The angle-bracket syntax for type assertions, `<T>expr`, is not supported in type strip mode. "
            + "Instead, use the 'as' syntax: `expr as T`.", start, tokens.last());
  }

  private void inside(String close) {
    boolean before = allowIn(true);
    expression();
    tokens.need(close);
    allowIn(before);
  }

  private void list(String close) {
    boolean before = allowIn(true);
    while (!tokens.is(close)) {
      if (!tokens.is(",")) {
        tokens.take("...");
        assignment();
      }
      if (!tokens.is(close)) {
        tokens.need(",");
      }
    }
    tokens.next();
    allowIn(before);
  }

  private void template() {
    boolean more = tokens.template();
    while (more) {
      boolean before = allowIn(true);
      expression();
      allowIn(before);
      if (!tokens.is("}")) {
        throw tokens.unexpected();
      }
      more = tokens.template();
    }
  }

  private void suffixes() {
    while (true) {
      if (tokens.take(".")) {
        name();
      } else if (tokens.take("?.")) {
        if (tokens.isAny("<", "<<")) {
          int start = tokens.start();
          syntax.types.arguments();
          syntax.blank(start);
        } else if (!tokens.isAny("(", "[", "`")) {
          name();
        }
      } else if (tokens.take("[")) {
        inside("]");
      } else if (tokens.take("(")) {
        list(")");
      } else if (tokens.is("`")) {
        template();
      } else if (tokens.is("!") && !tokens.onNewLine()) {
        syntax.types.mark("!");
      } else if (tokens.isAny("++", "--") && !tokens.onNewLine()) {
        tokens.next();
        return;
      } else if (!tokens.isAny("<", "<<") || !syntax.types.argumentsOfExpression()) {
        return;
      }
    }
  }

  private void name() {
    if (!tokens.isName()) {
      throw tokens.unexpected();
    }
    tokens.next();
  }

  /** The name of a property, wherever one is given. */
  void key() {
    if (tokens.take("[")) {
      boolean before = allowIn(true);
      assignment();
      tokens.need("]");
      allowIn(before);
    } else if (tokens.isName() || tokens.kind() == Kind.STRING || tokens.kind() == Kind.NUMBER) {
      tokens.next();
    } else {
      throw tokens.unexpected();
    }
  }

  private void object() {
    boolean before = allowIn(true);
    tokens.need("{");
    while (!tokens.is("}")) {
      property();
      if (!tokens.is("}")) {
        tokens.need(",");
      }
    }
    tokens.next();
    allowIn(before);
  }

  private void property() {
    if (tokens.take("...")) {
      assignment();
      return;
    }
    while (tokens.isAny("get", "set", "async") && isModifier()) {
      tokens.next();
    }
    tokens.take("*");
    key();
    if (tokens.isAny("(", "<")) {
      if (!syntax.functions.rest()) {
        throw tokens.unexpected();
      }
    } else if (tokens.take(":") || tokens.take("=")) {
      assignment();
    }
  }

  private boolean isModifier() {
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean modifier = !tokens.isAny("(", "<", ":", ",", "}", "=");
    tokens.back(place);
    return modifier;
  }
}
