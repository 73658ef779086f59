package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Attribute;
import io.cortado.views.pug.PugNode.Element;
import io.cortado.views.script.JsText;
import io.cortado.views.script.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes attributes: constant ones as text at compile time, the others as calls of the run-time helpers. Any thread. */
final class PugAttributes {
  private static final Pattern CONSTANT = Pattern.compile("\\s*(?:'([^'\\\\\\n]*)'|\"([^\"\\\\\\n]*)\")\\s*");

  private final PugOutput out;

  private final boolean marks;

  PugAttributes(PugOutput out, boolean marks) {
    this.out = out;
    this.marks = marks;
  }

  /** Outputs all attributes of a tag. */
  void write(Element element, boolean terse) {
    if (!element.attributeBlocks.isEmpty()) {
      out.expression("pug.attrs(" + merged(element) + ", " + terse + ")");
      return;
    }
    List<Attribute> classes = classes(element.attributes);
    if (!classes.isEmpty()) {
      writeClasses(classes, terse);
    }
    for (Attribute attribute : element.attributes) {
      if (!attribute.name().equals("class")) {
        write(attribute, terse);
      }
    }
  }

  /** An expression for the attributes of a mixin call or of a tag with {@code &attributes}; null when there are none. */
  @Nullable String merged(Element element) {
    List<String> blocks = new ArrayList<>(element.attributeBlocks);
    if (!element.attributes.isEmpty()) {
      blocks.addFirst(object(element.attributes));
    }
    return switch (blocks.size()) {
      case 0 -> null;
      case 1 -> blocks.getFirst();
      default -> "pug.merge([" + String.join(",", blocks) + "])";
    };
  }

  private static List<Attribute> classes(List<Attribute> attributes) {
    return attributes.stream().filter(attribute -> attribute.name().equals("class")).toList();
  }

  /** The text of a plain string, or null for any other expression. */
  private static @Nullable String constant(Attribute attribute) {
    Matcher matcher = attribute.value() == null ? null : CONSTANT.matcher(attribute.value());
    if (matcher == null || !matcher.matches()) {
      return null;
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private void write(Attribute attribute, boolean terse) {
    String name = attribute.name();
    String text = constant(attribute);
    boolean style = name.equals("style");
    if (attribute.value() == null) {
      out.text(style ? " style=\"true\"" : terse ? " " + name : " " + name + "=\"" + name + '"');
    } else if (text != null) {
      if (!text.isEmpty() || !style) {
        out.text(" " + name + "=\"" + (attribute.escape() ? PugMarkup.escape(text) : text) + '"');
      }
    } else if (marks && attribute.escape() && !style) {
      out.expression("typeof (pug_value = " + code(attribute) + ") === \"string\" ? " + marked(name)
          + " : pug.marked(" + JsText.literal(name) + ", pug_value, " + terse + ")");
    } else {
      out.expression("pug.attr(" + JsText.literal(name) + ", " + (style ? "pug.style(" + code(attribute) + ")"
          : code(attribute)) + ", " + attribute.escape() + ", " + terse + ")");
    }
  }

  private static String marked(String name) {
    return JsText.literal(" " + name + "=\"" + Marks.OPEN) + " + pug_value + " + JsText.literal(Marks.CLOSE + '"');
  }

  private void writeClasses(List<Attribute> classes, boolean terse) {
    if (classes.stream().allMatch(attribute -> constant(attribute) != null)) {
      List<String> names = classes.stream()
          .map(PugAttributes::constantClass)
          .filter(name -> !name.isEmpty())
          .toList();
      if (!names.isEmpty()) {
        out.text(" class=\"" + String.join(" ", names) + '"');
      }
    } else if (marks && classes.size() == 1 && classes.getFirst().escape()) {
      out.expression("typeof (pug_value = " + code(classes.getFirst()) + ") === \"string\" && pug_value ? "
          + marked("class") + " : pug.attr(\"class\", pug.classes([pug_value], [true]), false, " + terse + ")");
    } else {
      out.expression("pug.attr(\"class\", " + classExpression(classes) + ", false, " + terse + ")");
    }
  }

  private static String constantClass(Attribute attribute) {
    String name = String.valueOf(constant(attribute));
    return attribute.escape() ? PugMarkup.escape(name) : name;
  }

  private static String classExpression(List<Attribute> classes) {
    StringBuilder values = new StringBuilder("pug.classes([");
    StringBuilder escaping = new StringBuilder("], [");
    String comma = "";
    for (Attribute attribute : classes) {
      boolean constant = constant(attribute) != null;
      values.append(comma).append(constant ? JsText.literal(constantClass(attribute)) : code(attribute));
      escaping.append(comma).append(!constant && attribute.escape());
      comma = ", ";
    }
    return values.append(escaping).append("])").toString();
  }

  private static String object(List<Attribute> attributes) {
    StringBuilder entries = new StringBuilder("{");
    List<Attribute> classes = classes(attributes);
    if (!classes.isEmpty()) {
      entries.append("\"class\": ").append(classExpression(classes));
    }
    for (Attribute attribute : attributes) {
      String name = attribute.name();
      if (name.equals("class")) {
        continue;
      }
      String value = name.equals("style") ? "pug.style(" + code(attribute) + ")" : code(attribute);
      entries.append(entries.length() > 1 ? ", " : "").append(JsText.literal(name)).append(": ")
          .append(attribute.escape() && attribute.value() != null ? "pug.escape(" + value + ")" : value);
    }
    return entries.append('}').toString();
  }

  /** The expression of a value, in parentheses where it holds a comma that would part it. */
  private static String code(Attribute attribute) {
    return attribute.value() == null ? "true" : attribute.value();
  }
}
