package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles expressions. Called from any thread. */
public final class Expressions {

  /** Makes an operator's expression. */
  interface Factory {
    Expression create(String name, @Nullable Object operand, Variables variables);
  }

  private static final Map<String, Factory> OPERATORS = new HashMap<>();

  static {
    Registry.fill(OPERATORS);
  }

  private Expressions() {}

  public static boolean isOperator(String name) {
    return OPERATORS.containsKey(name);
  }

  public static Expression compile(@Nullable Object spec, Variables variables) {
    return switch (spec) {
      case String text when text.startsWith("$") -> Paths.compile(text, variables);
      case Document document -> document(document, variables);
      case Collection<?> list -> array(list, variables);
      case null, default -> new Expression.Constant(spec);
    };
  }

  /** Compiles each of an array's elements. */
  static Expression[] each(Collection<?> specs, Variables variables) {
    Expression[] result = new Expression[specs.size()];
    int index = 0;
    for (Object spec : specs) {
      result[index++] = compile(spec, variables);
    }
    return result;
  }

  private static Expression document(Document document, Variables variables) {
    if (document.isEmpty()) {
      return new Expression.Constant(document);
    }
    String first = document.keySet().iterator().next();
    if (first.startsWith("$")) {
      if (document.size() > 1) {
        throw Errors.of(
            15983,
            "An object representing an expression must have exactly one field: " + Shown.value(document));
      }
      return operator(first, document.get(first), variables);
    }
    return object(document, variables);
  }

  private static Expression operator(String name, @Nullable Object operand, Variables variables) {
    Factory factory = OPERATORS.get(name);
    if (factory == null) {
      throw Errors.of(168, "Unrecognized expression '" + name + "'");
    }
    return factory.create(name, operand, variables);
  }

  private static Expression object(Document document, Variables variables) {
    String[] names = new String[document.size()];
    Expression[] parts = new Expression[names.length];
    boolean constant = true;
    int count = 0;
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith("$")) {
        throw Errors.of(
            16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
      }
      if (name.contains(".")) {
        throw Errors.of(16412, "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
      }
      names[count] = name;
      parts[count] = compile(entry.getValue(), variables);
      constant &= parts[count].isConstant();
      count++;
    }
    Expression result =
        scope -> {
          Document made = new Document();
          for (int i = 0; i < names.length; i++) {
            Object value = parts[i].evaluate(scope);
            if (!(value instanceof Missing)) {
              made.put(names[i], value);
            }
          }
          return made;
        };
    return constant ? folded(result, variables) : result;
  }

  private static Expression array(Collection<?> list, Variables variables) {
    Expression[] parts = each(list, variables);
    Expression result =
        scope -> {
          List<@Nullable Object> made = new ArrayList<>(parts.length);
          for (Expression part : parts) {
            Object value = part.evaluate(scope);
            made.add(value instanceof Missing ? null : value);
          }
          return made;
        };
    return areConstant(parts) ? folded(result, variables) : result;
  }

  static boolean areConstant(Expression[] parts) {
    for (Expression part : parts) {
      if (!part.isConstant()) {
        return false;
      }
    }
    return true;
  }

  /** The value of an expression that depends on nothing, evaluated once. */
  static Expression folded(Expression constant, Variables variables) {
    return new Expression.Constant(constant.evaluate(variables.scope()));
  }
}
