package io.cortado.mongo.embedded.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Regex;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code $jsonSchema}, compiled: draft 4 of JSON Schema with MongoDB's {@code bsonType}. */
final class JsonSchema {

  private static final Map<String, Set<Integer>> JSON_TYPES =
      Map.of(
          "array", Set.of(4),
          "boolean", Set.of(8),
          "null", Set.of(10),
          "object", Set.of(3),
          "string", Set.of(2),
          "number", Set.of(1, 16, 18, 19));

  private static final Set<String> IGNORED = Set.of("title", "description", "encrypt", "encryptMetadata");
  private static final Set<String> UNSUPPORTED =
      Set.of("$ref", "$schema", "default", "definitions", "format", "id");

  private final Values values;

  private JsonSchema(Values values) {
    this.values = values;
  }

  static Filter of(@Nullable Object schema, FilterParser parser) {
    if (!(schema instanceof Document document)) {
      throw Errors.typeMismatch("$jsonSchema must be an object");
    }
    Test test = new JsonSchema(parser.values()).schema(document);
    return test::holds;
  }

  private Test schema(Document schema) {
    List<Test> tests = new ArrayList<>();
    for (Map.Entry<String, Object> entry : schema.entrySet()) {
      String keyword = entry.getKey();
      if (UNSUPPORTED.contains(keyword)) {
        throw Errors.failedToParse("$jsonSchema keyword '" + keyword + "' is not currently supported");
      }
      if (!IGNORED.contains(keyword)) {
        Test test = keyword(keyword, entry.getValue(), schema);
        if (test != null) {
          tests.add(test);
        }
      }
    }
    return all(tests);
  }

  private static Test all(List<Test> given) {
    Test[] tests = given.toArray(Test[]::new);
    return value -> {
      for (Test test : tests) {
        if (!test.holds(value)) {
          return false;
        }
      }
      return true;
    };
  }

  private @Nullable Test keyword(String keyword, @Nullable Object operand, Document schema) {
    return switch (keyword) {
      case "bsonType" -> type(operand, false);
      case "type" -> type(operand, true);
      case "enum" -> {
        Set<@Nullable Object> known = new TreeSet<>(values);
        known.addAll(list(keyword, operand));
        yield known::contains;
      }
      case "properties" -> properties(document(keyword, operand));
      case "patternProperties" -> patternProperties(document(keyword, operand));
      case "additionalProperties" -> additionalProperties(operand, schema);
      case "required" -> required(list(keyword, operand));
      case "dependencies" -> dependencies(document(keyword, operand));
      case "minProperties" -> size(keyword, operand, true, value -> value instanceof Document d ? d.size() : -1);
      case "maxProperties" -> size(keyword, operand, false, value -> value instanceof Document d ? d.size() : -1);
      case "minItems" -> size(keyword, operand, true, value -> value instanceof Collection<?> c ? c.size() : -1);
      case "maxItems" -> size(keyword, operand, false, value -> value instanceof Collection<?> c ? c.size() : -1);
      case "minLength" -> size(keyword, operand, true, JsonSchema::length);
      case "maxLength" -> size(keyword, operand, false, JsonSchema::length);
      case "pattern" -> {
        Regex regex = Regex.of(text(keyword, operand), null);
        yield value -> !(value instanceof String text) || regex.finds(text);
      }
      case "minimum" -> bound(number(keyword, operand), true, isTrue(schema.get("exclusiveMinimum")));
      case "maximum" -> bound(number(keyword, operand), false, isTrue(schema.get("exclusiveMaximum")));
      case "exclusiveMinimum", "exclusiveMaximum" -> {
        String needed = keyword.equals("exclusiveMinimum") ? "minimum" : "maximum";
        if (!schema.containsKey(needed)) {
          throw Errors.failedToParse(
              "$jsonSchema keyword '" + needed + "' must be a present if '" + keyword + "' is present");
        }
        if (!(operand instanceof Boolean)) {
          throw Errors.typeMismatch("$jsonSchema keyword '" + keyword + "' must be a boolean");
        }
        yield null;
      }
      case "multipleOf" -> multiple(number(keyword, operand));
      case "uniqueItems" -> isTrue(operand) ? this::hasUniqueItems : null;
      case "items" -> items(operand, schema);
      case "additionalItems" -> null;
      case "allOf" -> all(schemas(keyword, operand));
      case "anyOf" -> counted(schemas(keyword, operand), count -> count > 0);
      case "oneOf" -> counted(schemas(keyword, operand), count -> count == 1);
      case "not" -> {
        Test test = schema(document(keyword, operand));
        yield value -> !test.holds(value);
      }
      default -> throw Errors.failedToParse("Unknown $jsonSchema keyword: " + keyword);
    };
  }

  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  private static int length(@Nullable Object value) {
    return value instanceof String text ? text.codePointCount(0, text.length()) : -1;
  }

  private static Document document(String keyword, @Nullable Object operand) {
    if (operand instanceof Document document) {
      return document;
    }
    throw Errors.typeMismatch("$jsonSchema keyword '" + keyword + "' must be an object");
  }

  private static List<?> list(String keyword, @Nullable Object operand) {
    if (!(operand instanceof List<?> list)) {
      throw Errors.typeMismatch("$jsonSchema keyword '" + keyword + "' must be an array");
    }
    if (list.isEmpty()) {
      throw Errors.failedToParse("$jsonSchema keyword '" + keyword + "' cannot be an empty array");
    }
    return list;
  }

  private static String text(String keyword, @Nullable Object operand) {
    if (operand instanceof String text) {
      return text;
    }
    throw Errors.typeMismatch("$jsonSchema keyword '" + keyword + "' must be a string");
  }

  private static Number number(String keyword, @Nullable Object operand) {
    if (operand instanceof Number number) {
      return number;
    }
    throw Errors.typeMismatch("$jsonSchema keyword '" + keyword + "' must be a number");
  }

  private static Test type(@Nullable Object operand, boolean json) {
    Set<Integer> wanted = new HashSet<>();
    List<?> names = operand instanceof List<?> list ? list : operand == null ? List.of() : List.of(operand);
    for (Object name : names) {
      if (!(name instanceof String text)) {
        throw Errors.typeMismatch(
            "$jsonSchema keyword '" + (json ? "type" : "bsonType") + "' must be either a string or an array of "
                + "strings");
      }
      if (!json) {
        wanted.add(Operators.typeNumber(text));
      } else if (text.equals("integer")) {
        throw Errors.failedToParse("$jsonSchema type 'integer' is not currently supported.");
      } else if (!JSON_TYPES.containsKey(text)) {
        throw Errors.badValue("Unknown type name alias: " + text);
      } else {
        wanted.addAll(JSON_TYPES.getOrDefault(text, Set.of()));
      }
    }
    if (wanted.isEmpty()) {
      throw Errors.failedToParse("$jsonSchema keyword 'type' must name at least one type");
    }
    return Operators.typeTest(wanted);
  }

  private Map<String, Test> named(String keyword, Document schemas) {
    Map<String, Test> result = new LinkedHashMap<>();
    schemas.forEach((name, schema) -> result.put(name, schema(document(keyword + "." + name, schema))));
    return result;
  }

  private Test properties(Document operand) {
    Map<String, Test> tests = named("properties", operand);
    return value -> {
      if (value instanceof Document document) {
        for (Map.Entry<String, Test> entry : tests.entrySet()) {
          Object member = FieldPath.member(document, entry.getKey());
          if (!(member instanceof Missing) && !entry.getValue().holds(member)) {
            return false;
          }
        }
      }
      return true;
    };
  }

  private Test patternProperties(Document operand) {
    Map<Regex, Test> tests = new LinkedHashMap<>();
    named("patternProperties", operand).forEach((pattern, test) -> tests.put(Regex.of(pattern, null), test));
    return ofMembers(
        (name, member) -> {
          for (Map.Entry<Regex, Test> entry : tests.entrySet()) {
            if (entry.getKey().finds(name) && !entry.getValue().holds(member)) {
              return false;
            }
          }
          return true;
        });
  }

  private interface MemberTest {
    boolean holds(String name, @Nullable Object member);
  }

  private static Test ofMembers(MemberTest test) {
    return value -> {
      if (value instanceof Document document) {
        for (Map.Entry<String, Object> entry : document.entrySet()) {
          if (!test.holds(entry.getKey(), entry.getValue())) {
            return false;
          }
        }
      }
      return true;
    };
  }

  private @Nullable Test additionalProperties(@Nullable Object operand, Document schema) {
    if (isTrue(operand)) {
      return null;
    }
    Test others = operand instanceof Document document ? schema(document) : value -> false;
    Set<String> known = schema.get("properties") instanceof Document named ? named.keySet() : Set.of();
    List<Regex> patterns = new ArrayList<>();
    if (schema.get("patternProperties") instanceof Document named) {
      named.keySet().forEach(pattern -> patterns.add(Regex.of(pattern, null)));
    }
    return ofMembers(
        (name, member) -> known.contains(name) || matchesAny(patterns, name) || others.holds(member));
  }

  private static boolean matchesAny(List<Regex> patterns, String name) {
    for (Regex pattern : patterns) {
      if (pattern.finds(name)) {
        return true;
      }
    }
    return false;
  }

  private static Test required(List<?> names) {
    names.forEach(name -> text("required", name));
    return value -> !(value instanceof Document document) || document.keySet().containsAll(names);
  }

  private Test dependencies(Document operand) {
    Map<String, Test> tests = new LinkedHashMap<>();
    operand.forEach(
        (name, needed) ->
            tests.put(
                name,
                needed instanceof List<?> names ? required(names) : schema(document("dependencies", needed))));
    return value -> {
      if (value instanceof Document document) {
        for (Map.Entry<String, Test> entry : tests.entrySet()) {
          if (document.containsKey(entry.getKey()) && !entry.getValue().holds(document)) {
            return false;
          }
        }
      }
      return true;
    };
  }

  private interface Sized {
    int of(@Nullable Object value);
  }

  private static Test size(String keyword, @Nullable Object operand, boolean least, Sized sized) {
    Long bound = operand instanceof Number ? Numbers.exactLong(operand) : null;
    if (bound == null || bound < 0) {
      throw Errors.failedToParse("$jsonSchema keyword '" + keyword + "' must be a non-negative integer");
    }
    long limit = bound;
    return value -> {
      int size = sized.of(value);
      return size < 0 || (least ? size >= limit : size <= limit);
    };
  }

  private static Test bound(Number limit, boolean least, boolean exclusive) {
    return value -> {
      if (!(value instanceof Number number)) {
        return true;
      }
      int order = Numbers.compare(number, limit);
      return order == 0 ? !exclusive : order > 0 == least;
    };
  }

  private static Test multiple(Number divisor) {
    if (divisor.doubleValue() <= 0) {
      throw Errors.failedToParse("$jsonSchema keyword 'multipleOf' must have a positive value");
    }
    return value ->
        !(value instanceof Number number)
            || Numbers.isFinite(number) && Numbers.isZero(Numbers.remainder(Numbers.toDecimal(number), divisor));
  }

  private boolean hasUniqueItems(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      Set<@Nullable Object> seen = new TreeSet<>(values);
      for (Object element : list) {
        if (!seen.add(element)) {
          return false;
        }
      }
    }
    return true;
  }

  private Test items(@Nullable Object operand, Document schema) {
    List<Test> each = new ArrayList<>();
    Test rest;
    if (operand instanceof List<?> schemas) {
      schemas.forEach(one -> each.add(schema(document("items", one))));
      Object additional = schema.get("additionalItems");
      rest = additional instanceof Document other ? schema(other) : value -> !Boolean.FALSE.equals(additional);
    } else {
      rest = schema(document("items", operand));
    }
    return value -> {
      if (value instanceof Collection<?> list) {
        int index = 0;
        for (Object element : list) {
          Test test = index < each.size() ? each.get(index) : rest;
          if (!test.holds(element)) {
            return false;
          }
          index++;
        }
      }
      return true;
    };
  }

  private List<Test> schemas(String keyword, @Nullable Object operand) {
    List<Test> result = new ArrayList<>();
    list(keyword, operand).forEach(each -> result.add(schema(document(keyword, each))));
    return result;
  }

  private static Test counted(List<Test> tests, Predicate<Integer> wanted) {
    return value -> {
      int count = 0;
      for (Test test : tests) {
        count += test.holds(value) ? 1 : 0;
      }
      return wanted.test(count);
    };
  }
}
