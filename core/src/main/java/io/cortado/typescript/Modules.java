package io.cortado.typescript;

import io.cortado.typescript.Tokens.Kind;
import java.util.ArrayList;
import java.util.List;

/** Imports and exports, whole or in part of types only. One thread. */
final class Modules {
  private final Syntax syntax;
  private final Tokens tokens;

  Modules(Syntax syntax) {
    this.syntax = syntax;
    this.tokens = syntax.tokens;
  }

  /** A declaration of imports; whether nothing of it is left. */
  boolean imports() {
    int start = tokens.start();
    tokens.need("import");
    boolean types = tokens.is("type") && isTypeOnly();
    if (types) {
      tokens.next();
    }
    if (tokens.isName()) {
      tokens.next();
      if (tokens.take("=")) {
        equals(start, types);
        return true;
      }
      tokens.take(",");
    }
    if (tokens.is("{")) {
      specifiers();
    }
    while (tokens.isName() || tokens.isAny("*", ",", "{")) {
      if (tokens.is("{")) {
        specifiers();
      } else {
        tokens.next();
      }
    }
    source();
    if (types) {
      syntax.blank(start);
    }
    return types;
  }

  private boolean isTypeOnly() {
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean only = tokens.isAny("{", "*");
    if (tokens.isName()) {
      boolean from = tokens.is("from");
      tokens.next();
      only = !from || tokens.isAny("from", "=");
    }
    tokens.back(place);
    return only;
  }

  private void equals(int start, boolean types) {
    syntax.expressions.expression();
    syntax.semicolon();
    if (!types) {
      throw unsupported("TypeScript import equals declaration is not supported in strip-only mode", start);
    }
    syntax.blank(start);
  }

  private TypeScriptException unsupported(String message, int start) {
    return new TypeScriptException(TypeScriptException.UNSUPPORTED, message, start, tokens.last());
  }

  /** Where the names are from, with attributes, and the end. */
  private void source() {
    if (tokens.kind() != Kind.STRING) {
      throw tokens.unexpected();
    }
    tokens.next();
    if (tokens.isAny("with", "assert") && !tokens.onNewLine()) {
      tokens.next();
      tokens.skipBrackets();
    }
    syntax.semicolon();
  }

  private void specifiers() {
    tokens.need("{");
    while (!tokens.is("}")) {
      int start = tokens.start();
      List<String> words = new ArrayList<>();
      while (tokens.isName() || tokens.kind() == Kind.STRING) {
        words.add(tokens.shown());
        tokens.next();
      }
      if (words.isEmpty()) {
        throw tokens.unexpected();
      }
      if (!tokens.is("}")) {
        tokens.need(",");
      }
      if (words.get(0).equals("type") && (words.size() == 2 || words.size() == 4)) {
        syntax.blank(start);
      }
    }
    tokens.next();
  }

  /** A declaration of exports; whether nothing of it is left. */
  boolean exports() {
    int start = tokens.start();
    tokens.need("export");
    boolean gone = exported(start);
    if (gone) {
      syntax.blank(start);
    }
    return gone;
  }

  private boolean exported(int start) {
    if (tokens.take("default")) {
      return byDefault();
    }
    if (tokens.take("=")) {
      syntax.expressions.expression();
      syntax.semicolon();
      throw unsupported("TypeScript export assignment is not supported in strip-only mode", start);
    }
    if (tokens.is("import")) {
      return imports();
    }
    if (tokens.is("as")) {
      tokens.next();
      tokens.need("namespace");
      tokens.next();
      syntax.semicolon();
      return true;
    }
    if (tokens.is("type") && (syntax.follows("{") || syntax.follows("*"))) {
      tokens.next();
      exportList();
      return true;
    }
    if (tokens.isAny("{", "*")) {
      exportList();
      return false;
    }
    return syntax.statements.statement();
  }

  private void exportList() {
    if (tokens.is("{")) {
      specifiers();
    } else {
      tokens.next();
      if (tokens.take("as")) {
        tokens.next();
      }
    }
    if (tokens.take("from")) {
      source();
    } else {
      syntax.semicolon();
    }
  }

  private boolean byDefault() {
    if (tokens.isAny("class", "function", "abstract", "@") || tokens.is("async") && syntax.follows("function")
        || tokens.is("interface") && syntax.namesFollow()) {
      return syntax.statements.statement();
    }
    syntax.expressions.assignment();
    syntax.semicolon();
    return false;
  }
}
