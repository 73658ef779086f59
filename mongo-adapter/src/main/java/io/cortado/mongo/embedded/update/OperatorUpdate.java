package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.query.FilterParser;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An update by operators such as {@code $set}. */
final class OperatorUpdate extends Update {

  private static final Set<String> REFERENCE = Set.of("$ref", "$id", "$db");

  private final Variables variables;
  private final Node root;

  private OperatorUpdate(Variables variables, Node root) {
    this.variables = variables;
    this.root = root;
  }

  static OperatorUpdate of(Document spec, List<?> arrayFilters, Variables variables) {
    FilterParser parser = new FilterParser(variables);
    ArrayFilters filters = ArrayFilters.of(arrayFilters, parser);
    Node root = Node.root(filters.filters());
    for (Map.Entry<String, Object> entry : spec.entrySet()) {
      String operator = entry.getKey();
      if (!operator.startsWith("$")) {
        throw unknown(operator);
      }
      if (!(entry.getValue() instanceof Document fields)) {
        throw Errors.failedToParse(
            "Modifiers operate on fields but we found type " + Types.name(entry.getValue())
                + " instead. For example: {$mod: {<field>: ...}} not {" + operator + ": "
                + Shown.value(entry.getValue()) + "}");
      }
      if (fields.isEmpty()) {
        modifier(operator, "", 0, parser, true);
      }
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        String path = field.getKey();
        if (operator.equals("$rename")) {
          rename(root, path, field.getValue());
        } else {
          requirePath(path);
          filters.use(path);
          root.add(path, modifier(operator, path, field.getValue(), parser, false));
        }
      }
    }
    filters.requireAllUsed(Shown.value(spec));
    return new OperatorUpdate(variables, root);
  }

  private static Modifier modifier(
      String operator, String path, @Nullable Object operand, FilterParser parser, boolean nameOnly) {
    Values values = parser.values();
    return switch (operator) {
      case "$set" -> FieldModifiers.set(operand);
      case "$setOnInsert" -> FieldModifiers.setOnInsert(operand);
      case "$unset" -> FieldModifiers.unset();
      case "$inc" -> FieldModifiers.increment(path, operand);
      case "$mul" -> FieldModifiers.multiply(path, operand);
      case "$min" -> FieldModifiers.bound(true, operand);
      case "$max" -> FieldModifiers.bound(false, operand);
      case "$currentDate" -> FieldModifiers.currentDate(nameOnly ? (Object) true : operand);
      case "$bit" -> nameOnly ? FieldModifiers.unset() : FieldModifiers.bit(path, operand);
      case "$push" -> Push.of(operand, values);
      case "$addToSet" -> ArrayModifiers.addToSet(operand);
      case "$pop" -> nameOnly ? FieldModifiers.unset() : ArrayModifiers.pop(path, operand);
      case "$pull" -> ArrayModifiers.pull(operand, parser);
      case "$pullAll" -> nameOnly ? FieldModifiers.unset() : ArrayModifiers.pullAll(operand);
      case "$rename" -> FieldModifiers.unset();
      default -> throw unknown(operator);
    };
  }

  private static MongoServerError unknown(String operator) {
    return Errors.failedToParse(
        "Unknown modifier: " + operator
            + ". Expected a valid update modifier or pipeline-style update specified as an array");
  }

  private static void rename(Node root, String source, @Nullable Object operand) {
    if (!(operand instanceof String target)) {
      throw Errors.badValue("The 'to' field for $rename must be a string: " + source + ": " + Shown.value(operand));
    }
    if (source.equals(target)) {
      throw Errors.badValue(
          "The source and target field for $rename must differ: " + source + ": " + Shown.value(target));
    }
    requirePath(source);
    requirePath(target);
    requireStatic("source", source);
    requireStatic("destination", target);
    root.add(target, FieldModifiers.renamed(source));
    root.add(source, FieldModifiers.unset());
  }

  private static void requireStatic(String which, String path) {
    for (String name : path.split("\\.", -1)) {
      if (name.equals(Node.POSITION) || name.startsWith("$[")) {
        throw Errors.badValue("The " + which + " field for $rename may not be dynamic: " + path);
      }
    }
  }

  private static void requirePath(String path) {
    if (path.isEmpty()) {
      throw Errors.of(56, "An empty update path is not valid.");
    }
    String[] names = path.split("\\.", -1);
    int positions = 0;
    for (String name : names) {
      if (name.isEmpty()) {
        throw Errors.of(56, "The update path '" + path + "' contains an empty field name, which is not allowed.");
      }
      positions += name.equals(Node.POSITION) ? 1 : 0;
    }
    if (names[0].equals(Node.POSITION) || names[0].startsWith("$[")) {
      throw Errors.badValue(
          "Cannot have " + (names[0].equals(Node.POSITION) ? "positional (i.e. '$')" : "array filter identifier "
              + "(i.e. '$[<id>]')")
              + " element in the first position in path '" + path + "'");
    }
    if (positions > 1) {
      throw Errors.badValue("Too many positional (i.e. '$') elements found in path '" + path + "'");
    }
    if (names[0].startsWith("$") && !REFERENCE.contains(names[0])) {
      throw Errors.of(
          52, "The dollar ($) prefixed field '" + names[0] + "' in '" + path + "' is not valid for storage.");
    }
  }

  @Override
  boolean mayBeEqual() {
    return false;
  }

  @Override
  Document change(Document before, int position, boolean insert) {
    Run run = new Run(before, position, insert, variables.values(), variables.now());
    return root.apply(before, run) instanceof Document after ? after : before;
  }
}
