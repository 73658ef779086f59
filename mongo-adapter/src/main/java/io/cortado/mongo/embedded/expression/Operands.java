package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is given to operators, and registers those that only look at the values of their operands. */
final class Operands {

  /** An operator of one operand. */
  interface One {
    @Nullable Object of(@Nullable Object value);
  }

  /** An operator of two operands. */
  interface Two {
    @Nullable Object of(@Nullable Object one, @Nullable Object other);
  }

  /** An operator of several operands. */
  interface Many {
    @Nullable Object of(@Nullable Object[] values);
  }

  private Operands() {}

  static void one(Map<String, Expressions.Factory> into, String name, One work) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Expression only = list(operator, operand, variables, 1, 1)[0];
          return scope -> work.of(only.evaluate(scope));
        });
  }

  static void two(Map<String, Expressions.Factory> into, String name, Two work) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Expression[] both = list(operator, operand, variables, 2, 2);
          Expression one = both[0];
          Expression other = both[1];
          return scope -> work.of(one.evaluate(scope), other.evaluate(scope));
        });
  }

  static void many(Map<String, Expressions.Factory> into, String name, int least, int most, Many work) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Expression[] parts = list(operator, operand, variables, least, most);
          return scope -> work.of(values(parts, scope));
        });
  }

  static @Nullable Object[] values(Expression[] parts, Scope scope) {
    @Nullable Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].evaluate(scope);
    }
    return values;
  }

  /** Compiles the operands, which are an array or one that is given without. */
  static Expression[] list(String name, @Nullable Object operand, Variables variables, int least, int most) {
    Expression[] parts =
        operand instanceof Collection<?> list
            ? Expressions.each(list, variables)
            : new Expression[] {Expressions.compile(operand, variables)};
    if (parts.length < least || parts.length > most) {
      throw least == most
          ? Errors.of(
              16020,
              "Expression " + name + " takes exactly " + least + " arguments. " + parts.length + " were passed in.")
          : Errors.of(
              28667,
              "Expression " + name + " takes at least " + least + " arguments"
                  + (most == Integer.MAX_VALUE ? "" : ", and at most " + most) + ", but " + parts.length
                  + " were passed in.");
    }
    return parts;
  }

  /** The named arguments of an operator. */
  static final class Named {

    private final String operator;
    private final Document given;
    private final Variables variables;

    private Named(String operator, Document given, Variables variables) {
      this.operator = operator;
      this.given = given;
      this.variables = variables;
    }

    boolean has(String name) {
      return given.containsKey(name);
    }

    @Nullable Object raw(String name) {
      return given.get(name);
    }

    @Nullable Expression optional(String name) {
      return given.containsKey(name) ? Expressions.compile(given.get(name), variables) : null;
    }

    /** The argument or, where it is not given, a value. */
    Expression or(String name, @Nullable Object otherwise) {
      Expression found = optional(name);
      return found == null ? new Expression.Constant(otherwise) : found;
    }

    Expression required(String name, int code, String message) {
      Expression found = optional(name);
      if (found == null) {
        throw Errors.of(code, message);
      }
      return found;
    }

    Expression required(String name) {
      return required(name, 9, "Missing '" + name + "' parameter to " + operator);
    }
  }

  static Named named(
      String operator, @Nullable Object operand, Variables variables, int notAnObject, int unknown, Set<String> names) {
    if (!(operand instanceof Document document)) {
      throw Errors.of(
          notAnObject, operator + " only supports an object as its argument, not " + Types.name(operand));
    }
    for (String name : document.keySet()) {
      if (!names.contains(name)) {
        throw Errors.of(unknown, "Unrecognized argument to " + operator + ": " + name);
      }
    }
    return new Named(operator, document, variables);
  }

  static String text(@Nullable Object value, int code, String message) {
    if (value instanceof String text) {
      return text;
    }
    throw Errors.of(code, message + Types.name(value));
  }

  static List<?> listOf(@Nullable Object value) {
    return value instanceof List<?> list ? list : value instanceof Collection<?> other ? List.copyOf(other) : List.of();
  }
}
