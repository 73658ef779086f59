package io.cortado.views.handlebars;

import com.github.jknack.handlebars.internal.HbsLexer;
import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.Expression.Pair;
import io.cortado.views.handlebars.Statement.Block;
import io.cortado.views.handlebars.Statement.Comment;
import io.cortado.views.handlebars.Statement.Content;
import io.cortado.views.handlebars.Statement.Mustache;
import io.cortado.views.handlebars.Statement.Partial;
import io.cortado.views.handlebars.Statement.Program;
import io.cortado.views.handlebars.Statement.Strip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tokens of Handlebars.java's lexer together by the grammar of handlebars.js. Any thread.
 *
 * <p>Handlebars.java's own tree knows no literals as names, no arity and no place of most nodes, which is why only its
 * tokens are used.
 */
final class TemplateReader {
  private static final int MOST_PARTS = 40;
  private static final int LONGEST_PART = 30;
  private static final String AROUND_PATHS = " \t\r\n(){}|=\"'";

  private final TokenReader tokens;
  private final ExpressionReader expressions;

  private TemplateReader(String source) {
    tokens = new TokenReader(source);
    expressions = new ExpressionReader(tokens);
  }

  /** A tag that opens a program: what it calls, its block params and its tildes. */
  private record Opening(Call call, List<String> blockParams, Strip strip, boolean decorator, Loc start) {}

  /** The inverse of a block: its program and the tildes of the tag before it. */
  private record Inverse(Program program, Strip strip, boolean chained) {}

  /** The program of a template, before whitespace control; throws {@link Unsure} where handlebars.js should look. */
  static Program read(String source) {
    if (hasLongPath(source)) {
      throw new Unsure("a long path");
    }
    TemplateReader reader = new TemplateReader(source);
    Program program = reader.program();
    if (!reader.tokens.atEnd()) {
      throw new Unsure("unexpected token");
    }
    return program;
  }

  /** Whether there may be a path of so many parts: the lexer takes the cube of them, five seconds for 250. */
  private static boolean hasLongPath(String source) {
    int parts = 0;
    int part = 0;
    for (int i = Math.max(0, source.indexOf("{{")); i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '/' || c == '.') {
        parts++;
        part = 0;
      } else if (++part > LONGEST_PART || AROUND_PATHS.indexOf(c) >= 0) {
        // Text that is no path, such as an image in base 64.
        parts = 0;
      }
      if (parts > MOST_PARTS) {
        return true;
      }
    }
    return false;
  }

  private Program program() {
    List<Statement> body = new ArrayList<>();
    while (!tokens.atEnd() && !ends()) {
      body.add(statement());
    }
    return new Program(body);
  }

  private boolean ends() {
    return switch (tokens.type()) {
      case HbsLexer.END_BLOCK -> true;
      case HbsLexer.UNLESS -> tokens.typeAfter() == HbsLexer.END;
      case HbsLexer.START -> tokens.typeAfter() == HbsLexer.ELSE;
      default -> false;
    };
  }

  private Statement statement() {
    return switch (tokens.type()) {
      case HbsLexer.TEXT -> content();
      case HbsLexer.COMMENT -> comment();
      case HbsLexer.START, HbsLexer.START_AMP, HbsLexer.START_T -> mustache();
      case HbsLexer.START_BLOCK -> block();
      case HbsLexer.UNLESS -> inverseBlock();
      case HbsLexer.START_PARTIAL -> partial();
      case HbsLexer.START_PARTIAL_BLOCK -> partialBlock();
      default -> throw new Unsure("no statement");
    };
  }

  private Content content() {
    StringBuilder text = new StringBuilder(tokens.take());
    while (tokens.type() == HbsLexer.TEXT) {
      text.append(tokens.take());
    }
    return new Content(text.toString());
  }

  private Comment comment() {
    String text = tokens.take();
    if (!text.endsWith("}}") || text.startsWith("{{!--") && !text.endsWith("--}}")) {
      throw new Unsure("comment");
    }
    return new Comment(strip(text, text));
  }

  private static Strip strip(String open, String close) {
    return new Strip(open.startsWith("{{~"), close.endsWith("~}}"));
  }

  private Mustache mustache() {
    Loc start = tokens.loc();
    int type = tokens.type();
    String open = tokens.take();
    if (tokens.type() == HbsLexer.DECORATOR) {
      throw new Unsure("decorator");
    }
    Call call = expressions.call();
    Loc end = tokens.loc();
    String close = tokens.take(type == HbsLexer.START_T ? HbsLexer.END_T : HbsLexer.END);
    return new Mustache(at(call, start.to(end)), type == HbsLexer.START, strip(open, close));
  }

  private static Call at(Call call, Loc loc) {
    return new Call(call.path(), call.params(), call.hash(), loc);
  }

  private Opening opening(Loc start, String open) {
    boolean decorator = tokens.type() == HbsLexer.DECORATOR;
    if (decorator) {
      tokens.take();
    }
    Call call = expressions.call();
    List<String> names = new ArrayList<>();
    if (tokens.type() == HbsLexer.AS) {
      tokens.take();
      tokens.take(HbsLexer.PIPE);
      while (tokens.type() == HbsLexer.QID) {
        String name = tokens.take();
        if (!name.matches("[\\p{L}_$][\\p{L}\\p{N}_$-]*")) {
          throw new Unsure("block param");
        }
        names.add(name);
      }
      if (names.isEmpty()) {
        throw new Unsure("no block param");
      }
      tokens.take(HbsLexer.PIPE);
    }
    String close = tokens.take(HbsLexer.END);
    return new Opening(call, names, strip(open, close), decorator, start);
  }

  private Block block() {
    Loc start = tokens.loc();
    Opening opening = opening(start, tokens.take());
    Program program = program();
    program.blockParams = opening.blockParams;
    Inverse inverse = inverse(true);
    if (opening.decorator && inverse != null) {
      throw new Unsure("inverse of a decorator");
    }
    return closed(opening, program, inverse, false);
  }

  private Block inverseBlock() {
    Loc start = tokens.loc();
    Opening opening = opening(start, tokens.take());
    if (opening.decorator) {
      throw new Unsure("inverse decorator");
    }
    Program program = program();
    program.blockParams = opening.blockParams;
    return closed(opening, program, inverse(false), true);
  }

  private Block closed(Opening opening, Program program, @Nullable Inverse inverse, boolean inverted) {
    String open = tokens.take(HbsLexer.END_BLOCK);
    Expression name = expressions.argument();
    if (!(name instanceof Expression.Path path) || !path.original().equals(opening.call.path().original())) {
      throw new Unsure("mismatch");
    }
    Loc end = tokens.loc();
    Strip close = strip(open, tokens.take(HbsLexer.END));
    if (inverse != null && inverse.chained) {
      ((Block) inverse.program.body.getFirst()).close = close;
    }
    Program other = inverse == null ? null : inverse.program;
    return new Block(at(opening.call, opening.start.to(end)), inverted ? other : program, inverted ? program : other,
        opening.decorator, opening.strip, inverse == null ? Strip.NONE : inverse.strip, close);
  }

  private @Nullable Inverse inverse(boolean chains) {
    boolean caret = tokens.type() == HbsLexer.UNLESS && tokens.typeAfter() == HbsLexer.END;
    boolean word = tokens.type() == HbsLexer.START && tokens.typeAfter() == HbsLexer.ELSE;
    if (!caret && !word) {
      return null;
    }
    Loc start = tokens.loc();
    String open = tokens.take();
    if (word) {
      tokens.take();
    }
    if (tokens.type() == HbsLexer.END) {
      Strip strip = strip(open, tokens.take());
      return new Inverse(program(), strip, false);
    }
    if (!chains) {
      throw new Unsure("chain in an inverse block");
    }
    Opening opening = opening(start, open);
    Program program = program();
    program.blockParams = opening.blockParams;
    Inverse next = inverse(true);
    Loc end = tokens.loc();
    Call call = at(opening.call, new Loc(start.line(), start.column(), end.line(), end.column()));
    Block block = new Block(call, program, next == null ? null : next.program, false, opening.strip,
        next == null ? Strip.NONE : next.strip, next == null ? Strip.NONE : next.strip);
    Program chained = new Program(new ArrayList<>(List.of(block)));
    chained.chained = true;
    return new Inverse(chained, opening.strip, true);
  }

  private Partial partial() {
    Loc start = tokens.loc();
    String open = tokens.take();
    Expression name = expressions.argument();
    List<Expression> params = expressions.params();
    List<Pair> hash = expressions.hash();
    Loc end = tokens.loc();
    String close = tokens.take(HbsLexer.END);
    Strip strip = strip(open, close);
    return new Partial(name, params, hash, null, strip, strip, start.to(end));
  }

  private Partial partialBlock() {
    Loc start = tokens.loc();
    String open = tokens.take();
    Expression name = expressions.argument();
    List<Expression> params = expressions.params();
    List<Pair> hash = expressions.hash();
    Strip opened = strip(open, tokens.take(HbsLexer.END));
    Program program = program();
    String openEnd = tokens.take(HbsLexer.END_BLOCK);
    Expression endName = expressions.argument();
    if (!original(name).equals(original(endName))) {
      throw new Unsure("mismatch");
    }
    Loc end = tokens.loc();
    Strip closed = strip(openEnd, tokens.take(HbsLexer.END));
    return new Partial(name, params, hash, program, opened, closed, start.to(end));
  }

  /** How handlebars.js spells the name of a partial. */
  static String original(Expression name) {
    return switch (name) {
      case Expression.Path path -> path.original();
      case Expression.Text text -> text.value();
      case Expression.Literal literal -> literal.code();
      case Call call -> throw new Unsure("a dynamic name has no spelling");
    };
  }
}
