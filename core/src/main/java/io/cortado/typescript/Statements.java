package io.cortado.typescript;

import io.cortado.typescript.Tokens.Kind;

/** Statements and declarations. One thread. */
final class Statements {
  private static final String[] DECLARED = {
    "var", "let", "const", "function", "class", "interface", "type", "enum", "namespace", "module", "global", "abstract", "async",
    "import", "using",
  };

  private final Syntax syntax;
  private final Tokens tokens;

  /** Whether the statement before ended with its line. */
  private boolean open;

  Statements(Syntax syntax) {
    this.syntax = syntax;
    this.tokens = syntax.tokens;
  }

  void block() {
    boolean around = open;
    open = false;
    tokens.need("{");
    while (!tokens.is("}")) {
      if (tokens.atEnd()) {
        throw tokens.unexpected("Expected '}', got '<eof>'");
      }
      statement();
    }
    tokens.next();
    open = around;
  }

  /** One statement; whether nothing of it is left. */
  boolean statement() {
    int start = tokens.start();
    boolean waits = open;
    open = false;
    boolean gone = tokens.isName() ? named(start) : marked();
    if (gone) {
      syntax.blank(start);
      if (waits && syntax.goesOn()) {
        tokens.erased().put(start, ';');
      }
      open = waits;
    }
    return gone;
  }

  private boolean marked() {
    if (tokens.is("{")) {
      block();
    } else if (tokens.is("@")) {
      syntax.classes.decorators();
      return statement();
    } else if (!tokens.take(";")) {
      expression();
    }
    return false;
  }

  private void expression() {
    syntax.expressions.expression();
    open = syntax.semicolon();
  }

  private boolean named(int start) {
    switch (tokens.shown()) {
      case "if" -> {
        head();
        statement();
        if (tokens.take("else")) {
          statement();
        }
      }
      case "while", "with" -> {
        head();
        statement();
      }
      case "do" -> repeat();
      case "for" -> loop();
      case "switch" -> choice();
      case "try" -> attempt();
      case "return", "throw" -> {
        tokens.next();
        if (!tokens.onNewLine() && !tokens.isAny(";", "}") && !tokens.atEnd()) {
          syntax.expressions.expression();
        }
        open = syntax.semicolon();
      }
      case "break", "continue", "debugger" -> {
        tokens.next();
        if (tokens.isName() && !tokens.onNewLine()) {
          tokens.next();
        }
        open = syntax.semicolon();
      }
      case "function" -> {
        return function();
      }
      case "class" -> syntax.classes.declaration();
      case "import" -> {
        if (syntax.follows("(") || syntax.follows(".")) {
          expression();
        } else {
          return syntax.modules.imports();
        }
      }
      case "export" -> {
        return syntax.modules.exports();
      }
      default -> {
        return declared(start);
      }
    }
    return false;
  }

  private boolean declared(int start) {
    switch (tokens.shown()) {
      case "var", "const", "let" -> {
        if (tokens.is("const") && syntax.follows("enum")) {
          tokens.next();
          throw enumeration(start);
        }
        variables();
        open = syntax.semicolon();
        return false;
      }
      case "async" -> {
        if (syntax.follows("function")) {
          tokens.next();
          return function();
        }
      }
      case "using" -> {
        if (syntax.namesFollow() && !syntax.follows("in") && !syntax.follows("of")) {
          variables();
          open = syntax.semicolon();
          return false;
        }
      }
      case "await" -> {
        if (syntax.follows("using")) {
          tokens.next();
          return declared(start);
        }
      }
      case "abstract" -> {
        if (syntax.follows("class")) {
          int at = tokens.start();
          tokens.next();
          syntax.blank(at);
          syntax.classes.declaration();
          return false;
        }
      }
      case "enum" -> {
        if (syntax.namesFollow()) {
          throw enumeration(start);
        }
      }
      case "namespace", "module" -> {
        if (isNamespace()) {
          return namespace(start);
        }
      }
      case "type", "interface" -> {
        if (syntax.namesFollow()) {
          return types();
        }
      }
      case "declare" -> {
        if (isDeclare()) {
          ambient();
          return true;
        }
      }
      default -> { }
    }
    labelOrExpression();
    return false;
  }

  private void labelOrExpression() {
    Tokens.Place place = tokens.place();
    tokens.next();
    if (tokens.take(":")) {
      statement();
      return;
    }
    tokens.back(place);
    expression();
  }

  private boolean function() {
    boolean body = syntax.functions.function();
    if (!body) {
      syntax.semicolon();
    }
    return !body;
  }

  private void head() {
    tokens.next();
    tokens.need("(");
    syntax.expressions.expression();
    tokens.need(")");
  }

  private void repeat() {
    tokens.next();
    statement();
    if (!tokens.is("while")) {
      throw tokens.unexpected();
    }
    head();
    tokens.take(";");
  }

  private void loop() {
    tokens.next();
    tokens.take("await");
    tokens.need("(");
    boolean in = syntax.expressions.allowIn(false);
    boolean declares = tokens.isAny("var", "let", "const") || tokens.isAny("using", "await") && syntax.namesFollow()
        && !syntax.follows("of") && !syntax.follows("in");
    if (declares) {
      tokens.take("await");
      variables();
    } else if (!tokens.is(";")) {
      syntax.expressions.expression();
    }
    syntax.expressions.allowIn(true);
    if (tokens.take("of") || tokens.take("in")) {
      syntax.expressions.expression();
    } else {
      for (int i = 0; i < 2; i++) {
        tokens.need(";");
        if (!tokens.isAny(";", ")")) {
          syntax.expressions.expression();
        }
      }
    }
    tokens.need(")");
    syntax.expressions.allowIn(in);
    statement();
  }

  private void choice() {
    head();
    tokens.need("{");
    while (!tokens.is("}")) {
      if (tokens.take("case")) {
        syntax.expressions.expression();
        tokens.need(":");
      } else if (tokens.is("default") && syntax.follows(":")) {
        tokens.next();
        tokens.need(":");
      } else if (tokens.atEnd()) {
        throw tokens.unexpected();
      } else {
        statement();
      }
    }
    tokens.next();
  }

  private void attempt() {
    tokens.next();
    block();
    if (tokens.take("catch")) {
      if (tokens.take("(")) {
        syntax.functions.target();
        syntax.types.annotation();
        tokens.need(")");
      }
      block();
    }
    if (tokens.take("finally")) {
      block();
    }
  }

  /** Variables from their word on, without the statement's end. */
  private void variables() {
    tokens.next();
    do {
      syntax.functions.target();
      syntax.types.mark("!");
      syntax.types.annotation();
      if (tokens.take("=")) {
        syntax.expressions.assignment();
      }
    } while (tokens.take(","));
  }

  private TypeScriptException enumeration(int start) {
    tokens.need("enum");
    tokens.next();
    if (!tokens.is("{")) {
      return tokens.unexpected();
    }
    tokens.skipBrackets();
    return unsupported("TypeScript enum is not supported in strip-only mode", start);
  }

  private TypeScriptException unsupported(String message, int start) {
    return new TypeScriptException(TypeScriptException.UNSUPPORTED, message, start, tokens.last());
  }

  private boolean isNamespace() {
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean here = !tokens.onNewLine() && (tokens.isName() || tokens.kind() == Kind.STRING);
    tokens.back(place);
    return here;
  }

  private boolean namespace(int start) {
    boolean old = tokens.is("module");
    int word = tokens.start();
    int wordEnd = tokens.end();
    tokens.next();
    tokens.next();
    while (tokens.take(".")) {
      tokens.next();
    }
    if (old) {
      throw new TypeScriptException(TypeScriptException.UNSUPPORTED,
          "`module` keyword is not supported. Use `namespace` instead.", word, wordEnd);
    }
    tokens.need("{");
    boolean code = false;
    while (!tokens.is("}")) {
      code |= !statement();
    }
    tokens.next();
    if (code) {
      throw unsupported("TypeScript namespace declaration is not supported in strip-only mode", start);
    }
    return true;
  }

  /** An alias or an interface. */
  private boolean types() {
    boolean alias = tokens.is("type");
    tokens.next();
    tokens.next();
    syntax.types.parameters();
    if (alias) {
      tokens.need("=");
      syntax.types.type();
      syntax.semicolon();
    } else {
      if (tokens.take("extends")) {
        syntax.types.list();
      }
      tokens.skipBrackets();
    }
    return true;
  }

  private boolean isDeclare() {
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean here = !tokens.onNewLine() && tokens.isAny(DECLARED);
    tokens.back(place);
    return here;
  }

  private void ambient() {
    tokens.next();
    if (tokens.isAny("namespace", "module", "global", "enum") || tokens.is("const") && syntax.follows("enum")) {
      while (!tokens.atEnd() && !tokens.isAny("{", ";") && !(tokens.onNewLine() && tokens.kind() == Kind.MARK && !tokens.is("."))) {
        tokens.next();
      }
      if (tokens.is("{")) {
        tokens.skipBrackets();
      } else {
        syntax.semicolon();
      }
      return;
    }
    statement();
  }
}
