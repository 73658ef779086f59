package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.Expression.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a program is made of. */
sealed interface Statement {
  /** Whether the tildes of a tag take the blanks before and behind it. */
  record Strip(boolean open, boolean close) {
    static final Strip NONE = new Strip(false, false);
  }

  /** Statements between tags, with the names of their block parameters. */
  final class Program {
    final List<Statement> body;
    List<String> blockParams = List.of();
    boolean chained;

    Program(List<Statement> body) {
      this.body = body;
    }
  }

  /** Text, of which whitespace control may take some off either end. */
  final class Content implements Statement {
    final String original;
    String value;
    boolean leftStripped;
    boolean rightStripped;

    Content(String text) {
      original = text;
      value = text;
    }
  }

  /** A comment, which matters for the blanks around it only. */
  record Comment(Strip strip) implements Statement {}

  /** A value. */
  record Mustache(Call call, boolean escaped, Strip strip) implements Statement {}

  /** A block with its inverse, or a decorator block. */
  final class Block implements Statement {
    final Call call;
    final @Nullable Program program;
    final @Nullable Program inverse;
    final boolean decorator;
    final Strip open;
    final Strip middle;
    Strip close;

    Block(Call call, @Nullable Program program, @Nullable Program inverse, boolean decorator, Strip open, Strip middle,
        Strip close) {
      this.call = call;
      this.program = program;
      this.inverse = inverse;
      this.decorator = decorator;
      this.open = open;
      this.middle = middle;
      this.close = close;
    }
  }

  /** A partial; with a program it is a partial block. */
  final class Partial implements Statement {
    final Expression name;
    final List<Expression> params;
    final @Nullable List<Pair> hash;
    final @Nullable Program program;
    final Strip open;
    final Strip close;
    final Loc loc;
    String indent = "";

    Partial(Expression name, List<Expression> params, @Nullable List<Pair> hash, @Nullable Program program, Strip open,
        Strip close, Loc loc) {
      this.name = name;
      this.params = params;
      this.hash = hash;
      this.program = program;
      this.open = open;
      this.close = close;
      this.loc = loc;
    }
  }
}
