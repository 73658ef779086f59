package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Attribute;
import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Code;
import io.cortado.views.pug.PugNode.Comment;
import io.cortado.views.pug.PugNode.Filter;
import io.cortado.views.pug.PugNode.Text;
import io.cortado.views.pug.PugToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the tokens of one template together: blocks, text, code, comments and filters. Any thread. */
final class PugParser {
  private final PugTokens tokens;
  private final @Nullable String file;
  private final PugTagParser tags;
  private final PugStatementParser statements;

  private PugParser(PugTokens tokens, Consumer<String> warnings) {
    this.tokens = tokens;
    file = tokens.file();
    tags = new PugTagParser(tokens, this, warnings);
    statements = new PugStatementParser(tokens, this, warnings);
  }

  /**
   * The tree of a template.
   *
   * @param tokens its tokens
   * @param file its path, or null
   * @param source its text, for excerpts in errors
   * @param warnings takes what should be said on the console
   */
  static Block parse(List<PugToken> tokens, @Nullable String file, String source, Consumer<String> warnings) {
    PugParser parser = new PugParser(new PugTokens(tokens, file, source), warnings);
    Block block = new Block(file, 0, 0);
    while (!parser.tokens.is(Kind.EOS)) {
      parser.next(block);
    }
    return block;
  }

  /** Adds what comes next to a block. */
  private void next(Block block) {
    if (tokens.is(Kind.NEWLINE)) {
      tokens.take();
    } else if (tokens.is(Kind.TEXT_HTML)) {
      block.nodes.addAll(html());
    } else {
      add(block, expression());
    }
  }

  private static void add(Block block, PugNode node) {
    if (node instanceof Block list && !list.named()) {
      block.nodes.addAll(list.nodes);
    } else {
      block.nodes.add(node);
    }
  }

  Block empty(PugToken at) {
    return new Block(file, at.line(), at.column());
  }

  /** A block that is indented. */
  Block block() {
    Block block = empty(tokens.take(Kind.INDENT));
    while (!tokens.is(Kind.OUTDENT)) {
      next(block);
    }
    tokens.take(Kind.OUTDENT);
    return block;
  }

  /** The indented block that follows, or an empty one. */
  Block blockOr(PugToken at) {
    return tokens.is(Kind.INDENT) ? block() : empty(at);
  }

  /** Whatever may stand at the beginning of a line. */
  PugNode expression() {
    PugToken token = tokens.peek();
    return switch (token.type()) {
      case TAG, INTERPOLATION -> tags.tag();
      case CALL -> tags.call();
      case ID, CLASS -> {
        tokens.put(new PugToken(Kind.TAG, "div", null, null, false, false, token.line(), token.column()));
        yield tags.tag();
      }
      case TEXT, INTERPOLATED_CODE, START_PUG_INTERPOLATION -> text(true);
      case TEXT_HTML -> {
        Block block = empty(token);
        block.nodes.addAll(html());
        yield block;
      }
      case DOT -> {
        tokens.take();
        Block block = textBlock();
        yield block == null ? empty(token) : block;
      }
      case CODE -> code(false);
      case BLOCKCODE -> blockCode();
      case COMMENT -> comment();
      case FILTER -> filter();
      default -> statements.statement();
    };
  }

  /** An error for a token that can begin nothing. */
  PugFailure unexpected() {
    return tokens.error("INVALID_TOKEN", "unexpected token \"" + tokens.type().label() + '"', tokens.peek());
  }

  private Text text(PugToken token, String value, boolean html) {
    return new Text(file, token.line(), token.column(), value, html);
  }

  private Code inline(PugToken token) {
    return new Code(file, token.line(), token.column(), token.value(), token.buffer(), token.escape(), true);
  }

  private PugNode inBrackets() {
    PugNode node = expression();
    tokens.take(Kind.END_PUG_INTERPOLATION);
    return node;
  }

  /** Text with its values and tags; over several lines where each begins with a pipe. */
  PugNode text(boolean lines) {
    Block block = empty(tokens.peek());
    while (true) {
      PugToken token = tokens.peek();
      switch (token.type()) {
        case TEXT -> block.nodes.add(text(tokens.take(), token.value(), false));
        case INTERPOLATED_CODE -> block.nodes.add(inline(tokens.take()));
        case START_PUG_INTERPOLATION -> {
          tokens.take();
          block.nodes.add(inBrackets());
        }
        case NEWLINE -> {
          if (!lines) {
            return single(block);
          }
          tokens.take();
          if (tokens.is(Kind.TEXT) || tokens.is(Kind.INTERPOLATED_CODE)) {
            block.nodes.add(text(token, "\n", false));
          }
        }
        default -> {
          return single(block);
        }
      }
    }
  }

  private static PugNode single(Block block) {
    return block.nodes.size() == 1 ? block.nodes.getFirst() : block;
  }

  /** Lines of HTML and what is indented below them. */
  private List<PugNode> html() {
    List<PugNode> nodes = new ArrayList<>();
    Text current = null;
    while (true) {
      switch (tokens.type()) {
        case TEXT_HTML -> {
          PugToken token = tokens.take();
          current = joined(nodes, current, text(token, token.value(), true));
        }
        case INDENT -> {
          for (PugNode node : block().nodes) {
            if (node instanceof Text text && text.html) {
              current = joined(nodes, current, text);
            } else {
              current = null;
              nodes.add(node);
            }
          }
        }
        case CODE -> {
          current = null;
          nodes.add(code(true));
        }
        case NEWLINE -> tokens.take();
        default -> {
          return nodes;
        }
      }
    }
  }

  private static Text joined(List<PugNode> nodes, @Nullable Text current, Text text) {
    if (current == null) {
      nodes.add(text);
      return text;
    }
    current.value += "\n" + text.value;
    return current;
  }

  /** Code of one line, with the block below it unless it stands inside something. */
  Code code(boolean inside) {
    PugToken token = tokens.take(Kind.CODE);
    Code code = new Code(file, token.line(), token.column(), token.value(), token.buffer(), token.escape(), inside);
    if (!inside && tokens.is(Kind.INDENT)) {
      if (token.buffer()) {
        throw tokens.error("BLOCK_IN_BUFFERED_CODE", "Buffered code cannot have a block attached to it", tokens.peek());
      }
      code.block = block();
    }
    return code;
  }

  private Code blockCode() {
    PugToken start = tokens.take(Kind.BLOCKCODE);
    StringBuilder code = new StringBuilder();
    if (tokens.is(Kind.START_PIPELESS_TEXT)) {
      tokens.take();
      while (!tokens.is(Kind.END_PIPELESS_TEXT)) {
        PugToken token = tokens.take();
        code.append(switch (token.type()) {
          case TEXT -> token.value();
          case NEWLINE -> "\n";
          default -> throw invalid(token);
        });
      }
      tokens.take();
    }
    return new Code(file, start.line(), start.column(), code.toString(), false, false, false);
  }

  private PugFailure invalid(PugToken token) {
    return tokens.error("INVALID_TOKEN", "Unexpected token type: " + token.type().label(), token);
  }

  private Comment comment() {
    PugToken token = tokens.take(Kind.COMMENT);
    return new Comment(file, token.line(), token.column(), token.value(), token.buffer(), textBlock());
  }

  /** The text below a dot, a comment or a filter; null when there is none. */
  @Nullable Block textBlock() {
    if (!tokens.is(Kind.START_PIPELESS_TEXT)) {
      return null;
    }
    Block block = empty(tokens.take());
    while (!tokens.is(Kind.END_PIPELESS_TEXT)) {
      PugToken token = tokens.take();
      block.nodes.add(switch (token.type()) {
        case TEXT -> text(token, token.value(), false);
        case NEWLINE -> text(token, "\n", false);
        case START_PUG_INTERPOLATION -> inBrackets();
        case INTERPOLATED_CODE -> inline(token);
        default -> throw invalid(token);
      });
    }
    tokens.take();
    return block;
  }

  private Filter filter() {
    PugToken token = tokens.take(Kind.FILTER);
    List<Attribute> attributes = tokens.is(Kind.START_ATTRIBUTES) ? tags.attributes(null) : List.of();
    Block block;
    if (tokens.is(Kind.TEXT)) {
      PugToken text = tokens.take();
      block = empty(text);
      block.nodes.add(text(text, text.value(), false));
    } else if (tokens.is(Kind.FILTER)) {
      block = empty(token);
      block.nodes.add(filter());
    } else {
      Block text = textBlock();
      block = text == null ? empty(token) : text;
    }
    return new Filter(file, token.line(), token.column(), token.value(), attributes, block);
  }

  /** A filter of an include, which has no text of its own. */
  Filter includeFilter() {
    PugToken token = tokens.take(Kind.FILTER);
    List<Attribute> attributes = tokens.is(Kind.START_ATTRIBUTES) ? tags.attributes(null) : List.of();
    return new Filter(file, token.line(), token.column(), token.value(), attributes, empty(token));
  }
}
