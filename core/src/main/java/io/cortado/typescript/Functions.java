package io.cortado.typescript;

import java.util.HashSet;
import java.util.Set;

/** Functions of all kinds: their parameters, what they return, their bodies. One thread. */
final class Functions {
  private static final String[] MODIFIERS = {"public", "private", "protected", "readonly", "override"};

  private final Syntax syntax;
  private final Tokens tokens;

  /** Brackets behind which no arrow follows, so that none of them is read twice for that. */
  private final Set<Integer> noArrows = new HashSet<>();

  Functions(Syntax syntax) {
    this.syntax = syntax;
    this.tokens = syntax.tokens;
  }

  /** From the type parameters on; whether there is a body. */
  boolean rest() {
    syntax.types.parameters();
    parameters();
    syntax.types.annotation();
    boolean body = tokens.is("{");
    if (body) {
      body();
    }
    return body;
  }

  /** A function from its word on; whether there is a body. */
  boolean function() {
    tokens.need("function");
    tokens.take("*");
    if (tokens.isName()) {
      tokens.next();
    }
    return rest();
  }

  void body() {
    boolean in = syntax.expressions.allowIn(true);
    syntax.statements.block();
    syntax.expressions.allowIn(in);
  }

  private void parameters() {
    boolean in = syntax.expressions.allowIn(true);
    tokens.need("(");
    while (!tokens.is(")")) {
      parameter();
      if (!tokens.is(")")) {
        tokens.need(",");
      }
    }
    tokens.next();
    syntax.expressions.allowIn(in);
  }

  private void parameter() {
    syntax.classes.decorators();
    int start = tokens.start();
    if (tokens.is("this")) {
      tokens.next();
      syntax.types.annotation();
      int end = tokens.is(",") ? tokens.end() : tokens.last();
      tokens.erased().blank(start, end);
      return;
    }
    boolean property = false;
    while (tokens.isAny(MODIFIERS) && isModifier()) {
      property = true;
      tokens.next();
    }
    tokens.take("...");
    target();
    if (property) {
      syntax.types.mark("?");
      syntax.types.annotation();
      throw new TypeScriptException(TypeScriptException.UNSUPPORTED,
          "TypeScript parameter property is not supported in strip-only mode", start, tokens.last());
    }
    syntax.types.mark("?");
    syntax.types.annotation();
    if (tokens.take("=")) {
      syntax.expressions.assignment();
    }
  }

  private boolean isModifier() {
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean modifier = tokens.isName() || tokens.isAny("{", "[", "...");
    tokens.back(place);
    return modifier;
  }

  /** A name, or a pattern of names. */
  void target() {
    if (tokens.isName()) {
      tokens.next();
    } else if (tokens.take("[")) {
      while (!tokens.is("]")) {
        if (!tokens.is(",")) {
          tokens.take("...");
          element();
        }
        if (!tokens.is("]")) {
          tokens.need(",");
        }
      }
      tokens.next();
    } else if (tokens.take("{")) {
      while (!tokens.is("}")) {
        property();
        if (!tokens.is("}")) {
          tokens.need(",");
        }
      }
      tokens.next();
    } else {
      throw tokens.unexpected();
    }
  }

  private void property() {
    if (tokens.take("...")) {
      target();
      return;
    }
    syntax.expressions.key();
    if (tokens.take(":")) {
      element();
    } else if (tokens.take("=")) {
      syntax.expressions.assignment();
    }
  }

  private void element() {
    target();
    if (tokens.take("=")) {
      syntax.expressions.assignment();
    }
  }

  /**
   * An arrow function, if the bracket at hand, or the word for an asynchronous one, begins one.
   *
   * @param between whether a question mark and no colon stand before it, so that a colon may be theirs
   */
  boolean arrow(boolean between) {
    int start = tokens.start();
    if (noArrows.contains(start)) {
      return false;
    }
    Tokens.Place place = tokens.place();
    try {
      boolean typed = head();
      arrowBody(between && typed);
      if (!between || !typed || tokens.is(":")) {
        return true;
      }
    } catch (NoArrow e) {
      noArrows.add(start);
    }
    tokens.back(place);
    return false;
  }

  private void arrowBody(boolean unsure) {
    if (!unsure) {
      body(tokens.is("{"));
      return;
    }
    try {
      body(tokens.is("{"));
    } catch (TypeScriptException e) {
      throw new NoArrow();
    }
  }

  private void body(boolean block) {
    if (block) {
      body();
    } else {
      syntax.expressions.assignment();
    }
  }

  /** A head and the arrow; whether it says what is returned. */
  private boolean head() {
    try {
      boolean bound = tokens.follows("return", "throw", "yield");
      bound |= tokens.take("async");
      int generic = tokens.start();
      syntax.types.parameters();
      int open = tokens.start();
      boolean broken = bound && tokens.spansLines(generic, open);
      parameters();
      int close = tokens.last() - 1;
      boolean typed = syntax.types.annotation();
      if (!tokens.is("=>") || tokens.onNewLine()) {
        throw new NoArrow();
      }
      Erasure erased = tokens.erased();
      if (broken) {
        // What stands before must find its bracket on the same line.
        erased.blank(open, open + 1);
        erased.put(generic, '(');
      }
      if (typed && tokens.spansLines(close, tokens.start())) {
        erased.blank(close, close + 1);
        erased.put(tokens.last() - 1, ')');
      }
      tokens.next();
      return typed;
    } catch (TypeScriptException e) {
      if (e.code().equals(TypeScriptException.UNSUPPORTED)) {
        throw e;
      }
      throw new NoArrow();
    }
  }

  /** Ends the attempt to read an arrow function. */
  @SuppressWarnings("serial")
  private static final class NoArrow extends RuntimeException {
    NoArrow() {
      super(null, null, false, false);
    }
  }
}
