package io.cortado.views.pug;

import de.neuland.pug4j.parser.node.Attr;
import de.neuland.pug4j.parser.node.AttrsNode;
import de.neuland.pug4j.parser.node.ExpressionString;
import de.neuland.pug4j.parser.node.FilterNode;
import de.neuland.pug4j.parser.node.IncludeFilterNode;
import de.neuland.pug4j.parser.node.LiteralNode;
import de.neuland.pug4j.parser.node.Node;
import de.neuland.pug4j.parser.node.TextNode;
import io.cortado.views.JsNames;
import io.cortado.views.JsText;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Value;

/** Runs filters while a template is compiled: JavaScript functions from text and options to text. Runs on the loop. */
final class PugFilters {
  private final PugSources sources;
  private final Value run;

  /** {@code run} takes a filter's name, the text, its options as JavaScript source, and the file it stands in. */
  PugFilters(PugSources sources, Value run) {
    this.sources = sources;
    this.run = run;
  }

  String apply(FilterNode node) {
    StringBuilder text = new StringBuilder();
    for (Node child : node.getBlock().getNodes()) {
      text.append(switch (child) {
        case FilterNode nested -> apply(nested);
        case TextNode plain -> PugEachOf.restore(plain.getValue());
        case LiteralNode literal -> literal.getValue();
        default -> String.valueOf(child.getValue());
      });
    }
    if (node.getValue() != null) {
      return run(node.getValue(), text.toString(), node, node);
    }
    String result = text.toString();
    List<IncludeFilterNode> filters = node.getFilters();
    for (int i = filters.size() - 1; i >= 0; i--) {
      result = run(filters.get(i).getValue(), result, filters.get(i), node);
    }
    return result;
  }

  private String run(String name, String text, AttrsNode attributes, Node at) {
    String file = sources.path(at.getFileName());
    Value result = run.execute(name, text, options(attributes, at), file == null ? "" : file);
    if (result.isNull()) {
      throw new PugFailure("PUG:UNKNOWN_FILTER", "unknown filter \":" + name + '"', file, line(at),
          at.getColumn());
    }
    return result.isString() ? result.asString() : result.toString();
  }

  private String options(AttrsNode node, Node at) {
    StringBuilder source = new StringBuilder("({");
    for (Attr attribute : node.getAttributes()) {
      String value = switch (attribute.getValue()) {
        case ExpressionString expression -> constant(expression.getValue(), at);
        case String text -> JsText.literal(text);
        case Object other -> other.toString();
      };
      source.append(JsText.literal(attribute.getName())).append(": ").append(value).append(", ");
    }
    return source.append("})").toString();
  }

  /** A filter's own line is that of the text's end; its block knows where it began. */
  private static int line(Node filter) {
    int line = filter.hasBlock() ? filter.getBlock().getLineNumber() : 0;
    return line > 0 ? line : filter.getLineNumber();
  }

  private String constant(String expression, Node at) {
    boolean calls = expression.indexOf('(') >= 0 || expression.indexOf('`') >= 0 || expression.contains("=>");
    if (calls || !JsNames.free(expression, Set.of("undefined", "NaN", "Infinity")).isEmpty()) {
      throw new PugFailure("PUG:FILTER_OPTION_NOT_CONSTANT", JsText.literal(expression)
          + " is not constant. All filters are rendered compile-time so filter options must be constants.",
          sources.path(at.getFileName()), line(at), at.getColumn());
    }
    return expression;
  }
}
