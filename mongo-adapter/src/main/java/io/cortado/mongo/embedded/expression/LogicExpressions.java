package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Comparisons, conditions and variables. */
final class LogicExpressions {

  private static final int ANY = Integer.MAX_VALUE;

  private LogicExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    compare(into, "$eq", order -> order == 0);
    compare(into, "$ne", order -> order != 0);
    compare(into, "$gt", order -> order > 0);
    compare(into, "$gte", order -> order >= 0);
    compare(into, "$lt", order -> order < 0);
    compare(into, "$lte", order -> order <= 0);
    into.put("$cmp", LogicExpressions::cmp);
    into.put("$and", LogicExpressions::and);
    into.put("$or", LogicExpressions::or);
    Operands.one(into, "$not", value -> !Types.isTrue(value));
    into.put("$cond", LogicExpressions::cond);
    into.put("$ifNull", LogicExpressions::ifNull);
    into.put("$switch", LogicExpressions::choice);
    into.put("$let", LogicExpressions::let);
    into.put("$literal", (name, operand, variables) -> new Expression.Constant(operand));
    into.put("$const", (name, operand, variables) -> new Expression.Constant(operand));
    into.put("$expr", (name, operand, variables) -> Expressions.compile(operand, variables));
  }

  private static void compare(Map<String, Expressions.Factory> into, String name, IntPredicate wanted) {
    into.put(
        name,
        (operator, operand, variables) -> {
          Expression[] both = Operands.list(operator, operand, variables, 2, 2);
          Values values = variables.values();
          Expression one = both[0];
          Expression other = both[1];
          return scope -> wanted.test(values.compareWithMissing(one.evaluate(scope), other.evaluate(scope)));
        });
  }

  private static Expression cmp(String name, @Nullable Object operand, Variables variables) {
    Expression[] both = Operands.list(name, operand, variables, 2, 2);
    Values values = variables.values();
    return scope -> Integer.signum(values.compareWithMissing(both[0].evaluate(scope), both[1].evaluate(scope)));
  }

  private static Expression and(String name, @Nullable Object operand, Variables variables) {
    Expression[] parts = Operands.list(name, operand, variables, 0, ANY);
    return scope -> {
      for (Expression part : parts) {
        if (!Types.isTrue(part.evaluate(scope))) {
          return false;
        }
      }
      return true;
    };
  }

  private static Expression or(String name, @Nullable Object operand, Variables variables) {
    Expression[] parts = Operands.list(name, operand, variables, 0, ANY);
    return scope -> {
      for (Expression part : parts) {
        if (Types.isTrue(part.evaluate(scope))) {
          return true;
        }
      }
      return false;
    };
  }

  private static Expression cond(String name, @Nullable Object operand, Variables variables) {
    Expression[] parts;
    if (operand instanceof Document document) {
      for (String key : document.keySet()) {
        if (!Set.of("if", "then", "else").contains(key)) {
          throw Errors.of(17083, "Unrecognized parameter to $cond: " + key);
        }
      }
      Operands.Named named = Operands.named(name, operand, variables, 17083, 17083, Set.of("if", "then", "else"));
      parts =
          new Expression[] {
            named.required("if", 17080, "Missing 'if' parameter to $cond"),
            named.required("then", 17081, "Missing 'then' parameter to $cond"),
            named.required("else", 17082, "Missing 'else' parameter to $cond")
          };
    } else {
      parts = Operands.list(name, operand, variables, 3, 3);
    }
    return scope -> parts[Types.isTrue(parts[0].evaluate(scope)) ? 1 : 2].evaluate(scope);
  }

  private static Expression ifNull(String name, @Nullable Object operand, Variables variables) {
    Expression[] parts = Operands.list(name, operand, variables, 0, ANY);
    if (parts.length < 2) {
      throw Errors.of(1257300, "$ifNull needs at least two arguments, had: " + parts.length);
    }
    return scope -> {
      for (int i = 0; i < parts.length - 1; i++) {
        Object value = parts[i].evaluate(scope);
        if (!Types.isNullish(value)) {
          return value;
        }
      }
      return parts[parts.length - 1].evaluate(scope);
    };
  }

  private static Expression choice(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof Document document)) {
      throw Errors.of(40060, "$switch requires an object as an argument, found: " + Types.name(operand));
    }
    List<Expression> cases = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    Expression otherwise = null;
    for (String key : document.keySet()) {
      switch (key) {
        case "branches" -> {
          if (!(document.get(key) instanceof List<?> branches)) {
            throw Errors.of(
                40061, "$switch expected an array for 'branches', found: " + Types.name(document.get(key)));
          }
          branches.forEach(branch -> branch(branch, cases, results, variables));
        }
        case "default" -> otherwise = Expressions.compile(document.get(key), variables);
        default -> throw Errors.of(40067, "$switch found an unknown argument: " + key);
      }
    }
    if (cases.isEmpty()) {
      throw Errors.of(40068, "$switch requires at least one branch.");
    }
    Expression fallback = otherwise;
    return scope -> {
      for (int i = 0; i < cases.size(); i++) {
        if (Types.isTrue(cases.get(i).evaluate(scope))) {
          return results.get(i).evaluate(scope);
        }
      }
      if (fallback == null) {
        throw Errors.of(40066, "$switch could not find a matching branch for an input, and no default was specified.");
      }
      return fallback.evaluate(scope);
    };
  }

  private static void branch(
      @Nullable Object given, List<Expression> cases, List<Expression> results, Variables variables) {
    if (!(given instanceof Document branch)) {
      throw Errors.of(40062, "$switch expected each branch to be an object, found: " + Types.name(given));
    }
    for (String key : branch.keySet()) {
      if (!key.equals("case") && !key.equals("then")) {
        throw Errors.of(40063, "$switch found an unknown argument to a branch: " + key);
      }
    }
    if (!branch.containsKey("case")) {
      throw Errors.of(40064, "$switch requires each branch have a 'case' expression");
    }
    if (!branch.containsKey("then")) {
      throw Errors.of(40065, "$switch requires each branch have a 'then' expression.");
    }
    cases.add(Expressions.compile(branch.get("case"), variables));
    results.add(Expressions.compile(branch.get("then"), variables));
  }

  private static Expression let(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof Document document)) {
      throw Errors.of(16874, "$let only supports an object as its argument");
    }
    for (String key : document.keySet()) {
      if (!key.equals("vars") && !key.equals("in")) {
        throw Errors.of(16875, "Unrecognized parameter to $let: " + key);
      }
    }
    if (!document.containsKey("vars")) {
      throw Errors.of(16876, "Missing 'vars' parameter to $let");
    }
    if (!document.containsKey("in")) {
      throw Errors.of(16877, "Missing 'in' parameter to $let");
    }
    if (!(document.get("vars") instanceof Document given)) {
      throw Errors.typeMismatch("invalid parameter: expected an object (vars)");
    }
    Variables inner = variables;
    int[] slots = new int[given.size()];
    Expression[] parts = new Expression[slots.length];
    int count = 0;
    for (Map.Entry<String, Object> entry : given.entrySet()) {
      Variables.requireUserName(entry.getKey());
      parts[count] = Expressions.compile(entry.getValue(), variables);
      inner = inner.with(entry.getKey());
      slots[count++] = inner.slot(entry.getKey());
    }
    Expression body = Expressions.compile(document.get("in"), inner);
    return scope -> {
      for (int i = 0; i < slots.length; i++) {
        scope.set(slots[i], parts[i].evaluate(scope));
      }
      return body.evaluate(scope);
    };
  }
}
