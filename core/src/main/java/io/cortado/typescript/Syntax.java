package io.cortado.typescript;

import io.cortado.typescript.Tokens.Kind;

/** The parts of the grammar, each of which needs the others. One thread. */
final class Syntax {
  final Tokens tokens;
  final Types types;
  final Functions functions;
  final Expressions expressions;
  final Classes classes;
  final Modules modules;
  final Statements statements;

  Syntax(Tokens tokens) {
    this.tokens = tokens;
    this.types = new Types(tokens);
    this.functions = new Functions(this);
    this.expressions = new Expressions(this);
    this.classes = new Classes(this);
    this.modules = new Modules(this);
    this.statements = new Statements(this);
  }

  void program() {
    while (!tokens.atEnd()) {
      statements.statement();
    }
  }

  /** Makes blank what stands from there to the token at hand. */
  void blank(int start) {
    tokens.erased().blank(start, tokens.last());
  }

  /** Whether the token after this one is on this line and a name, which for statements of TypeScript's tells them from expressions. */
  boolean namesFollow() {
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean follows = tokens.isName() && !tokens.onNewLine();
    tokens.back(place);
    return follows;
  }

  /** Whether the token after this one is that one, on this line. */
  boolean follows(String what) {
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean follows = tokens.is(what) && !tokens.onNewLine();
    tokens.back(place);
    return follows;
  }

  /**
   * The end of a statement or a field; says whether it is only the line's. Where a type made blank ended it, and what follows would go
   * on with what is left, a semicolon takes its place.
   */
  boolean semicolon() {
    if (tokens.take(";")) {
      return false;
    }
    if (!tokens.onNewLine() && !tokens.is("}") && !tokens.atEnd()) {
      throw tokens.unexpected("Expected ';', '}' or <eof>");
    }
    if (goesOn()) {
      int blank = tokens.erased().lastEndingAt(tokens.last());
      if (blank >= 0) {
        tokens.erased().put(blank, ';');
      }
    }
    return tokens.onNewLine();
  }

  /** Whether the token at hand would go on with an expression on the line above. */
  boolean goesOn() {
    return tokens.kind() == Kind.MARK && tokens.isAny("(", "[", "`", "+", "-", "/", "/=", "*", "<", ",", ".");
  }
}
