package io.cortado.views.pug;

import de.neuland.pug4j.parser.node.BlockNode;
import de.neuland.pug4j.parser.node.ExpressionNode;
import de.neuland.pug4j.parser.node.FilterNode;
import de.neuland.pug4j.parser.node.LiteralNode;
import de.neuland.pug4j.parser.node.Node;
import de.neuland.pug4j.parser.node.TagNode;
import de.neuland.pug4j.parser.node.TextNode;
import io.cortado.views.JsText;
import java.util.List;

/** The line breaks and indentation of the {@code pretty} option; does nothing without it. Any thread. */
final class PugLayout {
  private final String unit;
  private final PugOutput out;
  private int indents;
  private int nested;
  private boolean suspended;

  PugLayout(String unit, PugOutput out) {
    this.unit = unit;
    this.out = out;
  }

  boolean on() {
    return !unit.isEmpty();
  }

  void indent(int offset, boolean newline) {
    if (on()) {
      out.text((newline ? "\n" : "") + unit.repeat(Math.max(0, indents + offset - 1)));
      if (nested > 0) {
        out.code("pug_html = pug_html + pug_indent.join(\"\");");
      }
    }
  }

  void open(TagNode tag) {
    indents++;
    if (keepsBlanks(tag)) {
      suspended = true;
    }
    if (on() && !inlineTag(tag)) {
      indent(0, true);
    }
  }

  void beforeClose(TagNode tag) {
    if (on() && !inlineTag(tag) && !keepsBlanks(tag) && !inlineAll(tag.getBlock())) {
      indent(0, true);
    }
  }

  void close(TagNode tag) {
    if (keepsBlanks(tag)) {
      suspended = false;
    }
    indents--;
  }

  void beforeText(List<Node> nodes, int at) {
    if (!on() || suspended || !text(nodes.get(at))) {
      return;
    }
    if (at == 0 && nodes.size() > 1 && text(nodes.get(1))) {
      indent(1, true);
    } else if (at > 0 && text(nodes.get(at - 1)) && value(nodes.get(at - 1)).endsWith("\n")) {
      indent(1, false);
    }
  }

  void push() {
    if (on()) {
      out.code("pug_indent.push(" + JsText.literal(unit.repeat(indents)) + ");");
    }
  }

  void pop() {
    if (on()) {
      out.code("pug_indent.pop();");
    }
  }

  void enter() {
    nested++;
  }

  void leave() {
    nested--;
  }

  /** Enters the block given to a mixin, which is indented where the mixin shows it. */
  int enterBlock() {
    nested++;
    int before = indents;
    indents = 0;
    return before;
  }

  void leaveBlock(int before) {
    indents = before;
    nested--;
  }

  private static boolean keepsBlanks(TagNode tag) {
    return !tag.isInterpolated() && PugMarkup.keepsBlanks(tag.getName());
  }

  private static boolean inlineTag(TagNode tag) {
    return !tag.isInterpolated() && PugMarkup.inline(tag.getName());
  }

  private static boolean text(Node node) {
    return node instanceof TextNode || node instanceof LiteralNode || node instanceof FilterNode;
  }

  private static String value(Node node) {
    return node.getValue() == null ? "" : node.getValue();
  }

  private static boolean inlineAll(Node block) {
    return block == null || block.getNodes().stream().allMatch(PugLayout::inline);
  }

  private static boolean inline(Node node) {
    return switch (node) {
      case BlockNode block -> block.isYield() || !block.isNamedBlock() && inlineAll(block);
      case TagNode tag -> inlineTag(tag);
      case ExpressionNode code -> code.isInline();
      default -> text(node) && !value(node).contains("\n");
    };
  }
}
