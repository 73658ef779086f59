package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Code;
import io.cortado.views.pug.PugNode.Filter;
import io.cortado.views.pug.PugNode.Tag;
import io.cortado.views.pug.PugNode.Text;
import io.cortado.views.pug.PugNode.Yield;
import io.cortado.views.script.JsText;
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

  void open(Tag tag) {
    indents++;
    if (keepsBlanks(tag)) {
      suspended = true;
    }
    if (on() && !inlineTag(tag)) {
      indent(0, true);
    }
  }

  void beforeClose(Tag tag) {
    if (on() && !inlineTag(tag) && !keepsBlanks(tag) && !inlineAll(tag.block)) {
      indent(0, true);
    }
  }

  void close(Tag tag) {
    if (keepsBlanks(tag)) {
      suspended = false;
    }
    indents--;
  }

  void beforeText(List<PugNode> nodes, int at) {
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

  private static boolean keepsBlanks(Tag tag) {
    return !tag.dynamic && PugMarkup.keepsBlanks(tag.name);
  }

  private static boolean inlineTag(Tag tag) {
    return !tag.dynamic && PugMarkup.inline(tag.name);
  }

  private static boolean text(PugNode node) {
    return node instanceof Text || node instanceof Filter;
  }

  private static String value(PugNode node) {
    return switch (node) {
      case Text text -> text.value;
      case Filter filter -> String.valueOf(filter.result);
      default -> "";
    };
  }

  private static boolean inlineAll(Block block) {
    return block.nodes.stream().allMatch(PugLayout::inline);
  }

  private static boolean inline(PugNode node) {
    return switch (node) {
      case Block block -> !block.named() && inlineAll(block);
      case Yield yield -> true;
      case Tag tag -> inlineTag(tag);
      case Code code -> code.inline;
      default -> text(node) && !value(node).contains("\n");
    };
  }
}
