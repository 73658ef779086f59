package io.cortado.mongo.embedded.expression;

import java.util.Map;

/** All operators by their names. */
final class Registry {

  private Registry() {}

  static void fill(Map<String, Expressions.Factory> into) {
    into.put("$literal", (name, operand, variables) -> new Expression.Constant(operand));
  }
}
