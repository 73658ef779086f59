package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Case;
import io.cortado.views.pug.PugNode.Conditional;
import io.cortado.views.pug.PugNode.Doctype;
import io.cortado.views.pug.PugNode.Each;
import io.cortado.views.pug.PugNode.Extends;
import io.cortado.views.pug.PugNode.Filter;
import io.cortado.views.pug.PugNode.Include;
import io.cortado.views.pug.PugNode.Mixin;
import io.cortado.views.pug.PugNode.MixinBlock;
import io.cortado.views.pug.PugNode.RawInclude;
import io.cortado.views.pug.PugNode.When;
import io.cortado.views.pug.PugNode.While;
import io.cortado.views.pug.PugNode.Yield;
import io.cortado.views.pug.PugToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts statements together: conditions, loops, mixins, includes, inheritance and doctypes. Any thread. */
final class PugStatementParser {
  private final PugTokens tokens;
  private final PugParser parser;
  private final Consumer<String> warnings;
  private int mixins;

  PugStatementParser(PugTokens tokens, PugParser parser, Consumer<String> warnings) {
    this.tokens = tokens;
    this.parser = parser;
    this.warnings = warnings;
  }

  PugNode statement() {
    PugToken token = tokens.peek();
    return switch (token.type()) {
      case MIXIN -> mixin();
      case BLOCK -> block();
      case MIXIN_BLOCK -> mixinBlock();
      case CASE -> choice();
      case EXTENDS -> extending();
      case INCLUDE -> include();
      case DOCTYPE -> new Doctype(tokens.file(), tokens.take().line(), token.column(), token.value());
      case EACH, EACH_OF -> each();
      case IF -> conditional();
      case WHILE -> {
        tokens.take();
        yield new While(tokens.file(), token.line(), token.column(), token.value(), parser.blockOr(token));
      }
      case YIELD -> new Yield(tokens.file(), tokens.take().line(), token.column());
      default -> throw parser.unexpected();
    };
  }

  private Mixin mixin() {
    PugToken token = tokens.take();
    if (!tokens.is(Kind.INDENT)) {
      throw tokens.error("MIXIN_WITHOUT_BODY", "Mixin " + token.value() + " declared without body", token);
    }
    mixins++;
    Block block = parser.block();
    mixins--;
    String parameters = token.detail();
    return new Mixin(tokens.file(), token.line(), token.column(), token.value(), parameters == null ? "" : parameters,
        block);
  }

  private Block block() {
    PugToken token = tokens.take();
    Block block = new Block(tokens.file(), token.line(), token.column());
    block.nodes = parser.blockOr(token).nodes;
    block.name = token.value();
    block.mode = String.valueOf(token.detail());
    return block;
  }

  private MixinBlock mixinBlock() {
    PugToken token = tokens.take();
    if (mixins == 0) {
      throw tokens.error("BLOCK_OUTISDE_MIXIN",
          "Anonymous blocks are not allowed unless they are part of a mixin.", token);
    }
    return new MixinBlock(tokens.file(), token.line(), token.column());
  }

  private Case choice() {
    PugToken token = tokens.take();
    Case node = new Case(tokens.file(), token.line(), token.column(), token.value());
    tokens.take(Kind.INDENT);
    while (!tokens.is(Kind.OUTDENT)) {
      switch (tokens.type()) {
        case COMMENT, NEWLINE -> tokens.take();
        case WHEN -> node.block.nodes.add(when(tokens.take().value()));
        case DEFAULT -> node.block.nodes.add(when("default"));
        default -> throw tokens.error("INVALID_TOKEN", "Unexpected token \"" + tokens.type().label()
            + "\", expected \"when\", \"default\" or \"newline\"", tokens.peek());
      }
    }
    tokens.take(Kind.OUTDENT);
    return node;
  }

  private When when(String expression) {
    boolean otherwise = tokens.is(Kind.DEFAULT);
    PugToken token = otherwise ? tokens.take() : tokens.peek();
    When when = new When(tokens.file(), token.line(), token.column(), expression);
    if (otherwise || !tokens.is(Kind.NEWLINE)) {
      when.block = expansion();
    }
    return when;
  }

  /** A block, or what stands behind a colon. */
  private Block expansion() {
    if (!tokens.is(Kind.COLON)) {
      return parser.block();
    }
    PugToken token = tokens.take();
    return PugTagParser.asBlock(parser.expression(), parser.empty(token));
  }

  private Each each() {
    PugToken token = tokens.take();
    Each each = new Each(token, tokens.file(), parser.block());
    if (!each.of && tokens.is(Kind.ELSE)) {
      tokens.take();
      each.alternate = parser.block();
    }
    return each;
  }

  private Conditional branch() {
    PugToken token = tokens.take();
    Conditional node = new Conditional(tokens.file(), token.line(), token.column(), token.value());
    if (tokens.is(Kind.INDENT)) {
      node.consequent = parser.block();
    }
    return node;
  }

  private Conditional conditional() {
    Conditional first = branch();
    Conditional last = first;
    while (true) {
      tokens.skip(Kind.NEWLINE);
      if (tokens.is(Kind.ELSE_IF)) {
        Conditional next = branch();
        last.alternate = next;
        last = next;
        continue;
      }
      if (tokens.is(Kind.ELSE)) {
        tokens.take();
        if (tokens.is(Kind.INDENT)) {
          last.alternate = parser.block();
        }
      }
      return first;
    }
  }

  private Extends extending() {
    PugToken token = tokens.take();
    return new Extends(tokens.file(), token.line(), token.column(), path());
  }

  private String path() {
    String path = tokens.take(Kind.PATH).value();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.lastIndexOf('.') > 0 && !name.equals("..") ? path : path + ".pug";
  }

  private PugNode include() {
    PugToken token = tokens.take();
    List<Filter> filters = new ArrayList<>();
    while (tokens.is(Kind.FILTER)) {
      filters.add(parser.includeFilter());
    }
    String path = path();
    boolean jade = path.endsWith(".jade");
    if (!filters.isEmpty() || !jade && !path.endsWith(".pug")) {
      if (tokens.is(Kind.INDENT)) {
        throw tokens.error("RAW_INCLUDE_BLOCK", "Raw inclusion cannot contain a block", tokens.peek());
      }
      return new RawInclude(tokens.file(), token.line(), token.column(), path, filters);
    }
    Block block = parser.blockOr(token);
    if (jade) {
      warnings.accept(tokens.shownFile() + ", line " + token.line()
          + ":\nThe .jade extension is deprecated, use .pug for \"" + path + "\".");
    }
    return new Include(tokens.file(), token.line(), token.column(), path, block);
  }
}
