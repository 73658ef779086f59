package io.cortado.typescript;

import io.cortado.typescript.Tokens.Kind;

/** Classes and their members. One thread. */
final class Classes {
  private static final String[] BLANK = {"public", "private", "protected", "abstract", "override", "readonly", "declare"};
  private static final String[] KEPT = {"static", "accessor", "async", "get", "set"};

  private final Syntax syntax;
  private final Tokens tokens;

  /** Whether the field before ended with its line. */
  private boolean open;

  Classes(Syntax syntax) {
    this.syntax = syntax;
    this.tokens = syntax.tokens;
  }

  void decorators() {
    while (tokens.take("@")) {
      syntax.expressions.ofClass();
    }
  }

  /** A class from its word on. */
  void declaration() {
    tokens.need("class");
    if (tokens.isName() && !tokens.isAny("extends", "implements")) {
      tokens.next();
    }
    syntax.types.parameters();
    if (tokens.take("extends")) {
      syntax.expressions.ofClass();
      if (tokens.is("<")) {
        int start = tokens.start();
        syntax.types.arguments();
        syntax.blank(start);
      }
    }
    int start = tokens.start();
    if (tokens.take("implements")) {
      syntax.types.list();
      syntax.blank(start);
    }
    boolean in = syntax.expressions.allowIn(true);
    boolean around = open;
    open = false;
    tokens.need("{");
    while (!tokens.is("}")) {
      if (tokens.take(";")) {
        open = false;
      } else {
        member();
      }
    }
    tokens.next();
    open = around;
    syntax.expressions.allowIn(in);
  }

  private void member() {
    int start = tokens.start();
    decorators();
    int erasable = tokens.start();
    boolean ambient = false;
    boolean signature = false;
    boolean shown = false;
    boolean first = true;
    while (isModifier()) {
      boolean blank = tokens.isAny(BLANK);
      ambient |= tokens.isAny("abstract", "declare");
      int at = tokens.start();
      if (!blank && tokens.is("static") && syntax.follows("{")) {
        tokens.next();
        syntax.functions.body();
        open = false;
        return;
      }
      first &= blank;
      shown |= !blank;
      tokens.next();
      if (blank) {
        syntax.blank(at);
      }
    }
    signature = isIndex();
    if (erasable < tokens.start() && first && !ambient && !signature && (syntax.goesOn() || tokens.isAny("in", "instanceof"))) {
      tokens.erased().put(erasable, ';');
    }
    boolean waits = open;
    boolean bodiless = signature ? index() : rest(shown);
    if (ambient || bodiless) {
      syntax.blank(start);
      if (waits && syntax.goesOn()) {
        tokens.erased().put(start, ';');
      }
      open = waits;
    }
  }

  private boolean isModifier() {
    if (!tokens.isAny(BLANK) && !tokens.isAny(KEPT)) {
      return false;
    }
    boolean free = tokens.isAny("static", "get", "set");
    boolean opens = tokens.is("static");
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean key = tokens.isName() || tokens.kind() == Kind.STRING || tokens.kind() == Kind.NUMBER || tokens.isAny("[", "*");
    boolean modifier = (free || !tokens.onNewLine()) && (key || opens && tokens.is("{"));
    tokens.back(place);
    return modifier;
  }

  private boolean isIndex() {
    if (!tokens.is("[")) {
      return false;
    }
    Tokens.Place place = tokens.place();
    tokens.next();
    boolean index = tokens.isName();
    tokens.next();
    index &= tokens.is(":");
    tokens.back(place);
    return index;
  }

  private boolean index() {
    tokens.skipBrackets();
    syntax.types.annotation();
    end();
    return true;
  }

  private void end() {
    if (!tokens.take(",")) {
      open = syntax.semicolon();
    }
  }

  /** A member behind its modifiers; whether it is a method without a body. */
  private boolean rest(boolean modified) {
    tokens.take("*");
    boolean word = !modified && tokens.isAny(KEPT);
    syntax.expressions.key();
    syntax.types.mark("?");
    syntax.types.mark("!");
    if (tokens.isAny("(", "<")) {
      boolean body = syntax.functions.rest();
      if (body) {
        open = false;
      } else {
        end();
      }
      return !body;
    }
    int typed = tokens.start();
    boolean annotated = syntax.types.annotation();
    if (tokens.take("=")) {
      syntax.expressions.assignment();
    } else if (word && annotated && !tokens.is(";")) {
      // Without its type the name would be a modifier of what follows.
      tokens.erased().put(typed, ';');
    }
    open = syntax.semicolon();
    return false;
  }
}
