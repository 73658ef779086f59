package io.cortado.views.pug;

import de.neuland.pug4j.parser.node.BlockCommentNode;
import de.neuland.pug4j.parser.node.BlockNode;
import de.neuland.pug4j.parser.node.CallNode;
import de.neuland.pug4j.parser.node.CaseNode;
import de.neuland.pug4j.parser.node.CommentNode;
import de.neuland.pug4j.parser.node.ConditionalNode;
import de.neuland.pug4j.parser.node.DoctypeNode;
import de.neuland.pug4j.parser.node.EachNode;
import de.neuland.pug4j.parser.node.ExpressionNode;
import de.neuland.pug4j.parser.node.FilterNode;
import de.neuland.pug4j.parser.node.IfConditionNode;
import de.neuland.pug4j.parser.node.LiteralNode;
import de.neuland.pug4j.parser.node.MixinBlockNode;
import de.neuland.pug4j.parser.node.MixinNode;
import de.neuland.pug4j.parser.node.Node;
import de.neuland.pug4j.parser.node.TagNode;
import de.neuland.pug4j.parser.node.TextNode;
import de.neuland.pug4j.parser.node.WhileNode;
import io.cortado.views.JsText;
import io.cortado.views.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Walks a syntax tree and writes the statements of the template's function. Runs on the loop. */
final class PugGenerator {
  /** Bits of the position variable that hold the line; the file's number stands above them. */
  static final int LINE_BITS = 20;

  private final PugOptions options;
  private final PugSources sources;
  private final PugSyntax syntax;
  private final PugFilters filters;
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

  PugGenerator(PugOptions options, PugSources sources, PugSyntax syntax, PugFilters filters) {
    this.options = options;
    this.sources = sources;
    this.syntax = syntax;
    this.filters = filters;
    attributes = new PugAttributes(out, options.marks());
    layout = new PugLayout(options.pretty(), out);
    if (options.doctype() != null) {
      doctype(options.doctype());
    }
  }

  /** The statements that append a tree's output to {@code pug_html}. */
  String statements(Node root) {
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

  private void visit(Node node) {
    if (options.debug() && node.getLineNumber() > 0 && positioned(node)) {
      out.code("pug_at = " + position(node) + ";");
    }
    switch (node) {
      case TagNode tag -> tag(tag);
      case MixinNode mixin -> mixin(mixin);
      case CallNode call -> call(call);
      case TextNode text -> out.text(PugEachOf.restore(text.getValue()));
      case LiteralNode literal -> out.text(literal.getValue());
      case ExpressionNode code -> code(code);
      case BlockNode block -> block(block);
      case ConditionalNode conditional -> conditional(conditional);
      case EachNode each -> each(each);
      case WhileNode loop -> {
        out.code("while (" + loop.getValue() + ") {");
        visit(loop.getBlock());
        out.code("}");
      }
      case CaseNode choice -> {
        out.code("switch (" + choice.getValue() + ") {");
        choice.getBlock().getNodes().forEach(this::when);
        out.code("}");
      }
      case MixinBlockNode block -> {
        layout.push();
        out.code("block && block();");
        layout.pop();
      }
      case DoctypeNode node1 -> doctype(node1);
      case CommentNode comment -> {
        if (comment.isBuffered()) {
          layout.indent(1, true);
          out.text("<!--" + PugEachOf.restore(comment.getValue()) + "-->");
        }
      }
      case BlockCommentNode comment -> blockComment(comment);
      case FilterNode filter -> out.text(filters.apply(filter));
      default -> throw new IllegalStateException("pug: no rule for " + node.getClass().getSimpleName());
    }
  }

  private static boolean positioned(Node node) {
    return !(node instanceof BlockNode)
        && !(node instanceof ExpressionNode code && !code.isBuffer() && code.getValue().startsWith("else"));
  }

  private int position(Node node) {
    String file = String.valueOf(sources.path(node.getFileName()));
    int index = files.indexOf(file);
    if (index < 0) {
      index = files.size();
      files.add(file);
    }
    return index << LINE_BITS | node.getLineNumber();
  }

  private PugFailure failure(String code, String message, Node node) {
    return new PugFailure("PUG:" + code, message, sources.path(node.getFileName()), node.getLineNumber(),
        node.getColumn());
  }

  private void block(BlockNode block) {
    List<Node> nodes = block.getNodes();
    for (int i = 0; i < nodes.size(); i++) {
      layout.beforeText(nodes, i);
      visit(nodes.get(i));
    }
  }

  private void doctype(DoctypeNode node) {
    String name = node.getValue() == null ? "" : node.getValue().trim();
    if (!name.isEmpty() || doctype == null) {
      doctype(name.isEmpty() ? "html" : name);
    }
    out.text(String.valueOf(doctype));
    doctypeSeen = true;
  }

  private void doctype(String name) {
    doctype = PugMarkup.doctype(name);
    terse = doctype.equalsIgnoreCase("<!doctype html>");
    xml = doctype.startsWith("<?xml");
  }

  private void tag(TagNode tag) {
    String name = tag.getName();
    boolean dynamic = tag.isInterpolated();
    if (!tagSeen) {
      if (!doctypeSeen && !dynamic && name.equals("html") && doctype != null) {
        out.text(doctype);
        doctypeSeen = true;
      }
      tagSeen = true;
    }
    layout.open(tag);
    out.text("<");
    tagName(tag);
    attributes.write(tag, terse);
    if (tag.isSelfClosing() || !xml && !dynamic && PugMarkup.isVoid(name)) {
      out.text(terse && !tag.isSelfClosing() ? ">" : "/>");
      if (tag.getBlock() != null && tag.getBlock().getNodes().stream().anyMatch(PugGenerator::content)) {
        throw failure("SELF_CLOSING_CONTENT", name + " is a self closing element: <" + name
            + "/> but contains nested content.", tag);
      }
    } else {
      out.text(">");
      if (tag.getBlock() != null) {
        visit(tag.getBlock());
      }
      layout.beforeClose(tag);
      out.text("</");
      tagName(tag);
      out.text(">");
    }
    layout.close(tag);
  }

  private static boolean content(Node node) {
    return !(node instanceof TextNode text && text.getValue().isBlank());
  }

  private void tagName(TagNode tag) {
    if (tag.isInterpolated()) {
      out.expression(tag.getName());
    } else {
      out.text(tag.getName());
    }
  }

  private void blockComment(BlockCommentNode comment) {
    if (comment.isBuffered()) {
      layout.indent(1, true);
      out.text("<!--" + PugEachOf.restore(comment.getValue()));
      visit(comment.getBlock());
      layout.indent(1, true);
      out.text("-->");
    }
  }

  private void code(ExpressionNode node) {
    String code = node.getValue();
    if (node.isBuffer() && node.isEscape() && options.marks()) {
      out.text(Marks.OPEN);
      out.expression("typeof (pug_interp = " + code + (code.contains("//") ? "\n" : "")
          + ") === \"string\" ? pug_interp : pug.text(pug_interp)");
      out.text(Marks.CLOSE);
      return;
    }
    if (node.isBuffer()) {
      String guarded = "null == (pug_interp = " + code + (code.contains("//") ? "\n" : "") + ") ? \"\" : pug_interp";
      out.expression(node.isEscape() ? "pug.escape(" + guarded + ")" : guarded);
      return;
    }
    out.code(PugEachOf.restore(code));
    if (node.hasBlock()) {
      out.code("{");
      visit(node.getBlock());
      out.code("}");
    }
  }

  private void conditional(ConditionalNode conditional) {
    String prefix = "";
    for (IfConditionNode condition : conditional.getConditions()) {
      out.code(prefix + (condition.isDefault() ? "{" : "if (" + condition.getValue() + ") {"));
      visit(condition.getBlock());
      out.code("}");
      prefix = "else ";
    }
  }

  private void when(Node when) {
    out.code("default".equals(when.getValue()) ? "default:" : "case " + when.getValue() + ":");
    if (when.hasBlock()) {
      visit(when.getBlock());
      out.code("break;");
    }
  }

  private void each(EachNode each) {
    PugEachOf.Parts of = PugEachOf.parts(each.getCode());
    if (of != null) {
      if (!PugEachOf.validVariable(of.variable()).matches()) {
        throw failure("MALFORMED_EACH_OF_LVAL", "The value variable for each must either be a valid identifier"
            + " (e.g. `item`) or a pair of identifiers in square brackets (e.g. `[key, value]`).", each);
      }
      out.code("for (const " + of.variable() + " of " + of.iterable() + ") {");
      visit(each.getBlock());
      out.code("}");
      return;
    }
    String key = each.getKey().equals("$index") ? "pug_index" + loops : each.getKey();
    loops++;
    Node otherwise = otherwise(each);
    String bind = "var " + each.getValue() + " = $$obj[" + key + "];";
    out.code(";(function(){\nvar $$obj = " + each.getCode() + ";\nif ('number' == typeof $$obj.length) {");
    if (otherwise != null) {
      out.code("if ($$obj.length) {");
    }
    out.code("for (var " + key + " = 0, $$l = $$obj.length; " + key + " < $$l; " + key + "++) {\n" + bind);
    visit(each.getBlock());
    out.code("}");
    if (otherwise != null) {
      out.code("} else {");
      visit(otherwise);
      out.code("}");
    }
    out.code("} else {\nvar $$l = 0;\nfor (var " + key + " in $$obj) {\n$$l++;\n" + bind);
    visit(each.getBlock());
    out.code("}");
    if (otherwise != null) {
      out.code("if ($$l === 0) {");
      visit(otherwise);
      out.code("}");
    }
    out.code("}\n}).call(this);");
  }

  /** The else branch, for which Pug4j's node has no accessor: it hands it to whoever runs it over an empty list. */
  private static @Nullable Node otherwise(EachNode each) {
    AtomicReference<@Nullable Node> found = new AtomicReference<>();
    each.run(null, null, List.of(), null, null, found::set);
    return found.get();
  }

  private static String mixinName(String name) {
    if (name.startsWith("#")) {
      return "pug_mixins[" + name.substring(2, name.length() - 1) + "]";
    }
    return name.matches("[a-zA-Z_$][\\w$]*") ? "pug_mixins." + name : "pug_mixins[" + JsText.literal(name) + "]";
  }

  private void mixin(MixinNode mixin) {
    StringBuilder parameters = new StringBuilder();
    for (String argument : mixin.getArguments()) {
      String value = mixin.getDefaultValues().get(argument);
      parameters.append(parameters.isEmpty() ? "" : ", ").append(value == null ? argument : argument + " = " + value);
    }
    if (mixin.getRest() != null) {
      parameters.append(parameters.isEmpty() ? "..." : ", ...").append(mixin.getRest());
    }
    out.code(mixinName(mixin.getName()) + " = pug_interp = function(" + parameters + "){\n"
        + "var block = (this && this.block), attributes = (this && this.attributes) || {};");
    layout.enter();
    visit(mixin.getBlock());
    layout.leave();
    out.code("};");
  }

  private void call(CallNode call) {
    String arguments = syntax.arguments(call.getArguments());
    String passed = attributes.merged(call);
    String name = mixinName(call.getName());
    layout.push();
    if (call.hasBlock() || passed != null) {
      out.code(name + ".call({");
      if (call.hasBlock()) {
        out.code("block: function(){");
        int indents = layout.enterBlock();
        visit(call.getBlock());
        layout.leaveBlock(indents);
        out.code(passed == null ? "}" : "},");
      }
      if (passed != null) {
        out.code("attributes: " + passed);
      }
      out.code(arguments.isBlank() ? "});" : "}, " + arguments + ");");
    } else {
      out.code(name + "(" + arguments + ");");
    }
    layout.pop();
  }
}
