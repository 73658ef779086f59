package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Attribute;
import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Call;
import io.cortado.views.pug.PugNode.Element;
import io.cortado.views.pug.PugNode.Tag;
import io.cortado.views.pug.PugToken.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts tags and calls of mixins together: name, attributes, what stands on the same line, and the block below. Any thread. */
final class PugTagParser {
  private final PugTokens tokens;
  private final PugParser parser;
  private final Consumer<String> warnings;

  PugTagParser(PugTokens tokens, PugParser parser, Consumer<String> warnings) {
    this.tokens = tokens;
    this.parser = parser;
    this.warnings = warnings;
  }

  Tag tag() {
    PugToken token = tokens.take();
    Tag tag = new Tag(tokens.file(), token.line(), token.column(), token.value(), token.type() == Kind.INTERPOLATION);
    content(tag);
    return tag;
  }

  Call call() {
    PugToken token = tokens.take();
    String arguments = token.detail();
    Call call = new Call(tokens.file(), token.line(), token.column(), token.value(), arguments == null ? "" : arguments);
    content(call);
    return call;
  }

  private void content(Element element) {
    head(element);
    if (tokens.is(Kind.DOT)) {
      element.textOnly = true;
      tokens.take();
    }
    line(element);
    tokens.skip(Kind.NEWLINE);
    if (element.textOnly) {
      Block text = parser.textBlock();
      element.block = text == null ? new Block(element) : text;
    } else if (tokens.is(Kind.INDENT)) {
      element.block.nodes.addAll(parser.block().nodes);
    }
  }

  /** Classes, the id, attributes and blocks of attributes. */
  private void head(Element element) {
    Set<String> names = new HashSet<>();
    boolean seen = false;
    while (true) {
      switch (tokens.type()) {
        case ID, CLASS -> shorthand(element, names);
        case START_ATTRIBUTES -> {
          if (seen) {
            warnings.accept(tokens.shownFile() + ", line " + tokens.peek().line()
                + ":\nYou should not have pug tags with multiple attributes.");
          }
          seen = true;
          element.attributes.addAll(attributes(names));
        }
        case ATTRIBUTES_BLOCK -> element.attributeBlocks.add(tokens.take().value());
        default -> {
          return;
        }
      }
    }
  }

  private void shorthand(Element element, Set<String> names) {
    PugToken token = tokens.take();
    if (token.type() == Kind.ID && !names.add("id")) {
      throw tokens.error("DUPLICATE_ID", "Duplicate attribute \"id\" is not allowed.", token);
    }
    element.attributes.add(new Attribute(token.type().label(), "'" + token.value() + "'", false));
  }

  /** The attributes in parentheses; with the names of those before them, none may be given twice. */
  List<Attribute> attributes(@Nullable Set<String> names) {
    tokens.take(Kind.START_ATTRIBUTES);
    List<Attribute> attributes = new ArrayList<>();
    while (tokens.is(Kind.ATTRIBUTE)) {
      PugToken token = tokens.take();
      String name = token.value();
      if (names != null && !name.equals("class") && !names.add(name)) {
        throw tokens.error("DUPLICATE_ATTRIBUTE", "Duplicate attribute \"" + name + "\" is not allowed.", token);
      }
      attributes.add(new Attribute(name, token.detail(), token.escape()));
    }
    tokens.take(Kind.END_ATTRIBUTES);
    return attributes;
  }

  /** What stands behind the attributes on the same line. */
  private void line(Element element) {
    switch (tokens.type()) {
      case TEXT, INTERPOLATED_CODE -> {
        PugNode text = parser.text(false);
        if (text instanceof Block block && !block.named()) {
          element.block.nodes.addAll(block.nodes);
        } else {
          element.block.nodes.add(text);
        }
      }
      case CODE -> element.block.nodes.add(parser.code(true));
      case COLON -> {
        tokens.take();
        element.block = asBlock(parser.expression(), element);
      }
      case NEWLINE, INDENT, OUTDENT, EOS, START_PIPELESS_TEXT, END_PUG_INTERPOLATION -> { }
      default -> {
        if (!(element instanceof Tag tag) || !tokens.is(Kind.SLASH)) {
          throw tokens.error("INVALID_TOKEN", "Unexpected token `" + tokens.type().label()
              + "` expected `text`, `interpolated-code`, `code`, `:`" + (element instanceof Tag ? ", `slash`" : "")
              + ", `newline` or `eos`", tokens.peek());
        }
        tokens.take();
        tag.selfClosing = true;
      }
    }
  }

  /** A node as a block, which it may be already. */
  static Block asBlock(PugNode node, PugNode at) {
    if (node instanceof Block block && !block.named()) {
      return block;
    }
    Block block = new Block(at);
    block.nodes.add(node);
    return block;
  }
}
