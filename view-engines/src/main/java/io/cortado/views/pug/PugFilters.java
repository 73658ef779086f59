package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Attribute;
import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Code;
import io.cortado.views.pug.PugNode.Filter;
import io.cortado.views.pug.PugNode.RawInclude;
import io.cortado.views.pug.PugNode.Text;
import io.cortado.views.script.JsNames;
import io.cortado.views.script.JsText;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Runs filters while a template is compiled: JavaScript functions from text and options to text. Runs on the loop. */
final class PugFilters {
  private final Value run;

  /**
   * {@code run} takes a filter's name, the text, its options as JavaScript source, the file for them, the file the filter
   * stands in and the included file when that is to be filtered. It gives text, null for an unknown filter, or a code and
   * a message.
   */
  PugFilters(Value run) {
    this.run = run;
  }

  /** Runs all filters of a template, and of what it includes and extends. */
  void apply(Block tree) {
    PugWalker.walkAll(tree, node -> {
      switch (node) {
        case Filter filter -> filter.result = apply(filter);
        case RawInclude include -> apply(include);
        default -> { }
      }
      return node;
    });
  }

  private String apply(Filter filter) {
    StringBuilder text = new StringBuilder();
    for (PugNode child : filter.block.nodes) {
      switch (child) {
        case Filter nested -> {
          nested.result = apply(nested);
          text.append(nested.result);
        }
        case Text plain -> text.append(plain.value);
        case Code code -> text.append(code.value);
        default -> { }
      }
    }
    return run(filter, text.toString(), filter.file, null);
  }

  private void apply(RawInclude include) {
    for (int i = include.filters.size() - 1; i >= 0; i--) {
      boolean first = i == include.filters.size() - 1;
      include.text = run(include.filters.get(i), include.text, include.target, first ? include.target : null);
    }
  }

  private String run(Filter filter, String text, @Nullable String file, @Nullable String included) {
    Value result = run.execute(filter.name, text, options(filter), file, filter.file, included);
    if (result.isNull()) {
      throw failure("UNKNOWN_FILTER", "unknown filter \":" + filter.name + '"', filter);
    }
    if (result.hasArrayElements()) {
      throw failure(result.getArrayElement(0).asString(), result.getArrayElement(1).asString(), filter);
    }
    return result.asString();
  }

  private static PugFailure failure(String code, String message, Filter at) {
    return new PugFailure("PUG:" + code, message, at.file, at.line, at.column);
  }

  private static String options(Filter filter) {
    StringBuilder source = new StringBuilder("({");
    for (Attribute attribute : filter.attributes) {
      String value = attribute.value();
      source.append('[').append(JsText.literal(attribute.name())).append("]: ")
          .append(value == null ? "true" : constant(value, filter)).append(", ");
    }
    return source.append("})").toString();
  }

  private static String constant(String expression, Filter at) {
    boolean runs = expression.contains("=>") || expression.matches("(?s).*\\b(?:function|class|new)\\b.*");
    if (runs || !JsNames.free(expression, Set.of()).isEmpty()) {
      throw failure("FILTER_OPTION_NOT_CONSTANT", '"' + expression.replace("\\", "\\\\").replace("\"", "\\\"")
          .replace("\n", "\\n")
          + "\" is not constant. All filters are rendered compile-time so filter options must be constants.", at);
    }
    return "(" + expression + ")";
  }
}
