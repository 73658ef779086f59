package io.cortado.views.pug;

import de.neuland.pug4j.parser.node.Attr;
import de.neuland.pug4j.parser.node.AttrsNode;
import de.neuland.pug4j.parser.node.ExpressionString;
import io.cortado.views.JsText;
import io.cortado.views.Marks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes attributes: constant ones as text at compile time, the others as calls of the run-time helpers. Any thread. */
final class PugAttributes {
  private final PugOutput out;

  private final boolean marks;

  PugAttributes(PugOutput out, boolean marks) {
    this.out = out;
    this.marks = marks;
  }

  /** Outputs all attributes of a tag. */
  void write(AttrsNode node, boolean terse) {
    List<Attr> attributes = node.getAttributes();
    String merged = merged(node);
    if (!node.getAttributeBlocks().isEmpty()) {
      out.expression("pug.attrs(" + merged + ", " + terse + ")");
      return;
    }
    List<Attr> classes = classes(attributes);
    if (!classes.isEmpty()) {
      writeClasses(classes, terse);
    }
    for (Attr attribute : attributes) {
      if (!attribute.getName().equals("class")) {
        write(attribute, terse);
      }
    }
  }

  /** An expression for the attributes of a mixin call or of a tag with {@code &attributes}; null when there are none. */
  @Nullable String merged(AttrsNode node) {
    List<String> blocks = new ArrayList<>(node.getAttributeBlocks());
    if (!node.getAttributes().isEmpty()) {
      blocks.addFirst(object(node.getAttributes()));
    }
    return switch (blocks.size()) {
      case 0 -> null;
      case 1 -> blocks.getFirst();
      default -> "pug.merge([" + String.join(",", blocks) + "])";
    };
  }

  private static List<Attr> classes(List<Attr> attributes) {
    return attributes.stream().filter(attribute -> attribute.getName().equals("class")).toList();
  }

  private void write(Attr attribute, boolean terse) {
    String name = attribute.getName();
    Object value = attribute.getValue();
    if (value instanceof ExpressionString expression && marks && attribute.isEscaped() && !name.equals("style")) {
      out.expression("typeof (pug_value = " + code(expression) + ") === \"string\" ? " + marked(name)
          + " : pug.marked(" + JsText.literal(name) + ", pug_value, " + terse + ")");
    } else if (value instanceof ExpressionString expression) {
      String code = code(expression);
      out.expression("pug.attr(" + JsText.literal(name) + ", " + (name.equals("style") ? "pug.style(" + code + ")" : code)
          + ", " + attribute.isEscaped() + ", " + terse + ")");
    } else if (value instanceof String text) {
      if (!text.isEmpty() || !name.equals("style")) {
        out.text(" " + name + "=\"" + (attribute.isEscaped() ? PugMarkup.escape(text) : text) + '"');
      }
    } else if (name.equals("style")) {
      out.text(" style=\"true\"");
    } else {
      out.text(terse ? " " + name : " " + name + "=\"" + name + '"');
    }
  }

  private static String marked(String name) {
    return JsText.literal(" " + name + "=\"" + Marks.OPEN) + " + pug_value + " + JsText.literal(Marks.CLOSE + '"');
  }

  private void writeClasses(List<Attr> classes, boolean terse) {
    if (classes.stream().allMatch(attribute -> attribute.getValue() instanceof String)) {
      List<String> names = classes.stream()
          .map(PugAttributes::constantClass)
          .filter(name -> !name.isEmpty())
          .toList();
      if (!names.isEmpty()) {
        out.text(" class=\"" + String.join(" ", names) + '"');
      }
    } else if (marks && classes.size() == 1 && classes.getFirst().isEscaped()) {
      out.expression("typeof (pug_value = " + code(classes.getFirst().getValue()) + ") === \"string\" && pug_value ? "
          + marked("class") + " : pug.attr(\"class\", pug.classes([pug_value], [true]), false, " + terse + ")");
    } else {
      out.expression("pug.attr(\"class\", " + classExpression(classes) + ", false, " + terse + ")");
    }
  }

  private static String constantClass(Attr attribute) {
    String name = (String) attribute.getValue();
    return attribute.isEscaped() ? PugMarkup.escape(name) : name;
  }

  private static String classExpression(List<Attr> classes) {
    StringBuilder values = new StringBuilder("pug.classes([");
    StringBuilder escaping = new StringBuilder("], [");
    String comma = "";
    for (Attr attribute : classes) {
      boolean constant = attribute.getValue() instanceof String;
      values.append(comma).append(constant ? JsText.literal(constantClass(attribute)) : code(attribute.getValue()));
      escaping.append(comma).append(!constant && attribute.isEscaped());
      comma = ", ";
    }
    return values.append(escaping).append("])").toString();
  }

  private static String object(List<Attr> attributes) {
    StringBuilder entries = new StringBuilder("{");
    List<Attr> classes = classes(attributes);
    if (!classes.isEmpty()) {
      entries.append("\"class\": ").append(classExpression(classes));
    }
    for (Attr attribute : attributes) {
      String name = attribute.getName();
      if (name.equals("class")) {
        continue;
      }
      String value = code(attribute.getValue());
      if (name.equals("style")) {
        value = "pug.style(" + value + ")";
      }
      entries.append(entries.length() > 1 ? ", " : "").append(JsText.literal(name)).append(": ")
          .append(attribute.isEscaped() && !(attribute.getValue() instanceof Boolean) ? "pug.escape(" + value + ")"
              : value);
    }
    return entries.append('}').toString();
  }

  private static String code(Object value) {
    return switch (value) {
      case ExpressionString expression -> expression.getValue() + (expression.getValue().contains("//") ? "\n" : "");
      case String text -> JsText.literal(text);
      default -> String.valueOf(value);
    };
  }
}
