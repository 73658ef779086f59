package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Copies;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Sizes;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operators on documents, on sizes in bytes, on metadata, and those that are refused by name. */
final class ObjectExpressions {

  private ObjectExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    into.put("$getField", ObjectExpressions::field);
    into.put("$setField", (name, operand, variables) -> changed(name, operand, variables, true));
    into.put("$unsetField", (name, operand, variables) -> changed(name, operand, variables, false));
    into.put("$meta", ObjectExpressions::meta);
    Operands.one(into, "$binarySize", ObjectExpressions::binarySize);
    Operands.one(into, "$bsonSize", ObjectExpressions::bsonSize);
    Operands.one(into, "$tsSecond", value -> stamp("$tsSecond", value, true));
    Operands.one(into, "$tsIncrement", value -> stamp("$tsIncrement", value, false));
    for (String refused : List.of("$function", "$accumulator", "$toHashedIndexKey", "$encStrContains")) {
      into.put(
          refused,
          (name, operand, variables) -> {
            throw Errors.unsupported("the expression " + name);
          });
    }
  }

  private static Expression field(String name, @Nullable Object operand, Variables variables) {
    boolean named =
        operand instanceof Document document
            && !document.isEmpty()
            && !document.keySet().iterator().next().startsWith("$");
    Expression field;
    Expression input;
    if (named) {
      Operands.Named arguments = Operands.named(name, operand, variables, 3041701, 3041701, Set.of("field", "input"));
      field = arguments.required("field", 3041702, "$getField requires 'field' to be specified");
      input = arguments.required("input", 3041703, "$getField requires 'input' to be specified");
    } else {
      field = Expressions.compile(operand, variables);
      input = Expressions.compile("$$CURRENT", variables);
    }
    boolean path = operand instanceof String text && text.startsWith("$");
    if (path) {
      throw Errors.of(5654601, "A field path reference which is not allowed in this context. Did you mean "
          + "{$literal: '" + operand + "'}?");
    }
    return scope -> {
      Object key = field.evaluate(scope);
      if (!(key instanceof String member)) {
        throw Errors.of(3041704, "$getField requires 'field' to evaluate to type String, but got " + Types.name(key));
      }
      Object value = input.evaluate(scope);
      if (value instanceof Document document) {
        return document.getOrMissing(member);
      }
      return value == null ? null : Missing.getInstance();
    };
  }

  private static Expression changed(String name, @Nullable Object operand, Variables variables, boolean set) {
    Set<String> known = set ? Set.of("field", "input", "value") : Set.of("field", "input");
    Operands.Named arguments = Operands.named(name, operand, variables, 4161100, 4161101, known);
    Expression field = arguments.required("field", 4161102, name + " requires 'field' to be specified");
    Expression input = arguments.required("input", 4161109, name + " requires 'input' to be specified");
    Expression value =
        set
            ? arguments.required("value", 4161103, name + " requires 'value' to be specified")
            : new Expression.Constant(Missing.getInstance());
    if (!field.isConstant() && !(arguments.raw("field") instanceof Document)) {
      throw Errors.of(4161107, name + " requires 'field' to evaluate to a constant");
    }
    return scope -> {
      Object key = field.evaluate(scope);
      if (!(key instanceof String member)) {
        throw Errors.of(4161107, name + " requires 'field' to evaluate to type String, but got " + Types.name(key));
      }
      Object given = input.evaluate(scope);
      if (Types.isNullish(given)) {
        return null;
      }
      if (!(given instanceof Document document)) {
        throw Errors.of(4161105, name + " requires 'input' to evaluate to type Object");
      }
      Document result = Copies.of(document);
      Object part = value.evaluate(scope);
      if (part instanceof Missing) {
        result.remove(member);
      } else {
        result.put(member, part);
      }
      return result;
    };
  }

  private static Expression meta(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof String kind)) {
      throw Errors.of(17307, "$meta only supports string arguments");
    }
    return switch (kind) {
      case "textScore", "geoNearDistance", "geoNearPoint", "indexKey", "recordId" ->
          scope -> scope.metadata(scope.root(), kind);
      case "randVal", "searchScore", "searchHighlights", "sortKey", "vectorSearchScore" ->
          throw Errors.unsupported("{$meta: '" + kind + "'}");
      default -> throw Errors.of(17308, "Unsupported argument to $meta: " + kind);
    };
  }

  private static @Nullable Object binarySize(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text.getBytes(StandardCharsets.UTF_8).length;
      case BinData data -> data.getData().length;
      default -> {
        if (Types.isNullish(value)) {
          yield null;
        }
        if (Types.name(value).equals("binData")) {
          yield Values.bytes(value).length;
        }
        throw Errors.of(51276, "$binarySize requires a string or BinData argument, found: " + Types.name(value));
      }
    };
  }

  private static @Nullable Object bsonSize(@Nullable Object value) {
    if (value instanceof Document document) {
      return (int) Sizes.of(document);
    }
    if (Types.isNullish(value)) {
      return null;
    }
    throw Errors.of(31393, "$bsonSize requires a document input, found: " + Types.name(value));
  }

  private static @Nullable Object stamp(String name, @Nullable Object value, boolean second) {
    if (Types.isNullish(value)) {
      return null;
    }
    if (!(value instanceof BsonTimestamp stamp)) {
      throw Errors.of(
          second ? 5687301 : 5687302,
          " Argument to " + name + " must be a timestamp, but is " + Types.name(value));
    }
    return Integer.toUnsignedLong(second ? stamp.getTime() : stamp.getInc());
  }
}
