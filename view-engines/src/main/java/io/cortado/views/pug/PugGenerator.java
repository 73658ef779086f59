package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Call;
import io.cortado.views.pug.PugNode.Case;
import io.cortado.views.pug.PugNode.Code;
import io.cortado.views.pug.PugNode.Comment;
import io.cortado.views.pug.PugNode.Conditional;
import io.cortado.views.pug.PugNode.Doctype;
import io.cortado.views.pug.PugNode.Each;
import io.cortado.views.pug.PugNode.Extends;
import io.cortado.views.pug.PugNode.Filter;
import io.cortado.views.pug.PugNode.Include;
import io.cortado.views.pug.PugNode.Mixin;
import io.cortado.views.pug.PugNode.MixinBlock;
import io.cortado.views.pug.PugNode.RawInclude;
import io.cortado.views.pug.PugNode.Tag;
import io.cortado.views.pug.PugNode.Text;
import io.cortado.views.pug.PugNode.When;
import io.cortado.views.pug.PugNode.While;
import io.cortado.views.pug.PugNode.Yield;
import io.cortado.views.script.JsText;
import io.cortado.views.script.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks a syntax tree and writes the statements of the template's function. Runs on the loop. */
final class PugGenerator {
  /** Bits of the position variable that hold the line; the file's number stands above them. */
  static final int LINE_BITS = 20;

  private static final Pattern ELSE = Pattern.compile(" *else");

  private final PugOptions options;
  private final PugOutput out = new PugOutput();
  private final PugAttributes attributes;
  private final PugLayout layout;
  private final List<String> files = new ArrayList<>();
  private @Nullable String doctype;
  private boolean terse;
  private boolean xml;
  private boolean tagSeen;
  private boolean doctypeSeen;
  private int loops;

  PugGenerator(PugOptions options) {
    this.options = options;
    attributes = new PugAttributes(out, options.marks());
    layout = new PugLayout(options.pretty(), out);
    if (options.doctype() != null) {
      doctype(options.doctype());
    }
  }

  /** The statements that append a tree's output to {@code pug_html}. */
  String statements(Block root) {
    if (layout.on()) {
      out.code("var pug_indent = [];");
    }
    visit(root);
    return out.source();
  }

  /** The files whose numbers the position variable holds, in order. */
  List<String> files() {
    return files;
  }

  private void visit(PugNode node) {
    if (options.debug() && node.line > 0 && positioned(node)) {
      out.code(";pug_at = " + position(node) + ";");
    }
    switch (node) {
      case Tag tag -> tag(tag);
      case Mixin mixin -> mixin(mixin);
      case Call call -> call(call);
      case Text text -> out.text(text.value);
      case Code code -> code(code);
      case Block block -> block(block);
      case Conditional conditional -> conditional(conditional);
      case Each each -> each(each);
      case While loop -> {
        out.code("while (" + loop.test + ") {");
        visit(loop.block);
        out.code("}");
      }
      case Case choice -> {
        out.code("switch (" + choice.expression + ") {");
        choice.block.nodes.forEach(this::visit);
        out.code("}");
      }
      case When when -> when(when);
      case MixinBlock block -> {
        layout.push();
        out.code("block && block();");
        layout.pop();
      }
      case Doctype given -> doctype(given);
      case Comment comment -> comment(comment);
      case Filter filter -> out.text(String.valueOf(filter.result));
      case Yield yield -> { }
      case Include include -> throw new IllegalStateException("pug: an include is left");
      case RawInclude include -> throw new IllegalStateException("pug: an include is left");
      case Extends extending -> throw new IllegalStateException("pug: an extends is left");
    }
  }

  private static boolean positioned(PugNode node) {
    return !(node instanceof Block block && !block.named()) && !(node instanceof When)
        && !(node instanceof Code code && ELSE.matcher(code.value).lookingAt());
  }

  private int position(PugNode node) {
    String file = String.valueOf(node.file);
    int index = files.indexOf(file);
    if (index < 0) {
      index = files.size();
      files.add(file);
    }
    return index << LINE_BITS | node.line;
  }

  private void block(Block block) {
    for (int i = 0; i < block.nodes.size(); i++) {
      layout.beforeText(block.nodes, i);
      visit(block.nodes.get(i));
    }
  }

  private void doctype(Doctype node) {
    if (!node.value.isEmpty() || doctype == null) {
      doctype(node.value.isEmpty() ? "html" : node.value);
    }
    out.text(String.valueOf(doctype));
    doctypeSeen = true;
  }

  private void doctype(String name) {
    doctype = PugMarkup.doctype(name);
    terse = doctype.equalsIgnoreCase("<!doctype html>");
    xml = doctype.startsWith("<?xml");
  }

  private void tag(Tag tag) {
    String name = tag.name;
    if (!tagSeen) {
      if (!doctypeSeen && !tag.dynamic && name.equals("html") && doctype != null) {
        out.text(doctype);
        doctypeSeen = true;
      }
      tagSeen = true;
    }
    layout.open(tag);
    out.text("<");
    tagName(tag);
    attributes.write(tag, terse);
    if (tag.selfClosing || !xml && !tag.dynamic && PugMarkup.isVoid(name)) {
      out.text(terse && !tag.selfClosing ? ">" : "/>");
      if (tag.block.nodes.stream().anyMatch(PugGenerator::content)) {
        String shown = tag.dynamic ? "undefined" : name;
        throw new PugFailure("PUG:SELF_CLOSING_CONTENT", shown + " is a self closing element: <" + shown
            + "/> but contains nested content.", tag.file, tag.line, tag.column);
      }
    } else {
      out.text(">");
      visit(tag.block);
      layout.beforeClose(tag);
      out.text("</");
      tagName(tag);
      out.text(">");
    }
    layout.close(tag);
  }

  private static boolean content(PugNode node) {
    return !(node instanceof Text text && text.value.isBlank());
  }

  private void tagName(Tag tag) {
    if (tag.dynamic) {
      out.expression(tag.name);
    } else {
      out.text(tag.name);
    }
  }

  private void comment(Comment comment) {
    if (!comment.buffer) {
      return;
    }
    layout.indent(1, true);
    out.text("<!--" + comment.value);
    if (comment.block != null) {
      visit(comment.block);
      layout.indent(1, true);
    }
    out.text("-->");
  }

  private void code(Code node) {
    if (!node.buffer) {
      out.code(node.value);
      if (node.block != null) {
        out.code("{");
        visit(node.block);
        out.code("}");
      }
      return;
    }
    String code = node.value.strip();
    if (node.escape && options.marks()) {
      out.text(Marks.OPEN);
      out.expression("typeof (pug_interp = " + code + ") === \"string\" ? pug_interp : pug.text(pug_interp)");
      out.text(Marks.CLOSE);
      return;
    }
    String guarded = "null == (pug_interp = " + code + ") ? \"\" : pug_interp";
    out.expression(node.escape ? "pug.escape(" + guarded + ")" : guarded);
  }

  private void conditional(Conditional conditional) {
    out.code("if (" + conditional.test + ") {");
    visit(conditional.consequent);
    out.code("}");
    switch (conditional.alternate) {
      case null -> { }
      case Conditional next -> {
        out.code("else");
        conditional(next);
      }
      case PugNode otherwise -> {
        out.code("else {");
        visit(otherwise);
        out.code("}");
      }
    }
  }

  private void when(When when) {
    out.code(when.expression.equals("default") ? "default:" : "case " + when.expression + ":");
    if (when.block != null) {
      visit(when.block);
      out.code("break;");
    }
  }

  private void each(Each each) {
    if (each.of) {
      out.code("for (const " + each.variable + " of " + each.object + ") {");
      visit(each.block);
      out.code("}");
      return;
    }
    String key = each.key == null ? "pug_index" + loops : each.key;
    loops++;
    Block otherwise = each.alternate;
    String bind = "var " + each.variable + " = $$obj[" + key + "];";
    out.code(";(function(){\nvar $$obj = " + each.object + ";\nif ('number' == typeof $$obj.length) {");
    if (otherwise != null) {
      out.code("if ($$obj.length) {");
    }
    out.code("for (var " + key + " = 0, $$l = $$obj.length; " + key + " < $$l; " + key + "++) {\n" + bind);
    visit(each.block);
    out.code("}");
    if (otherwise != null) {
      out.code("} else {");
      visit(otherwise);
      out.code("}");
    }
    out.code("} else {\nvar $$l = 0;\nfor (var " + key + " in $$obj) {\n$$l++;\n" + bind);
    visit(each.block);
    out.code("}");
    if (otherwise != null) {
      out.code("if ($$l === 0) {");
      visit(otherwise);
      out.code("}");
    }
    out.code("}\n}).call(this);");
  }

  private static String mixinName(String name) {
    if (name.startsWith("#")) {
      return "pug_mixins[" + name.substring(2, name.length() - 1) + "]";
    }
    return name.matches("[a-zA-Z_$][\\w$]*") ? "pug_mixins." + name : "pug_mixins[" + JsText.literal(name) + "]";
  }

  private void mixin(Mixin mixin) {
    out.code(mixinName(mixin.name) + " = pug_interp = function(" + mixin.parameters + "){\n"
        + "var block = (this && this.block), attributes = (this && this.attributes) || {};");
    layout.enter();
    visit(mixin.block);
    layout.leave();
    out.code("};");
  }

  private void call(Call call) {
    String passed = attributes.merged(call);
    String name = mixinName(call.name);
    boolean block = !call.block.nodes.isEmpty();
    layout.push();
    if (block || passed != null) {
      out.code(name + ".call({");
      if (block) {
        out.code("block: function(){");
        int indents = layout.enterBlock();
        visit(call.block);
        layout.leaveBlock(indents);
        out.code(passed == null ? "}" : "},");
      }
      if (passed != null) {
        out.code("attributes: " + passed);
      }
      out.code(call.arguments.isEmpty() ? "});" : "}, " + call.arguments + ");");
    } else {
      out.code(name + "(" + call.arguments + ");");
    }
    layout.pop();
  }
}
