package io.cortado.mongo.embedded.expression;

import java.util.Map;

/** All operators by their names. */
final class Registry {

  private Registry() {}

  static void fill(Map<String, Expressions.Factory> into) {
    ArithmeticExpressions.register(into);
    TrigonometryExpressions.register(into);
    LogicExpressions.register(into);
    ArrayExpressions.register(into);
    ElementExpressions.register(into);
    SetExpressions.register(into);
    StringExpressions.register(into);
    RegexExpressions.register(into);
    ObjectExpressions.register(into);
    TypeExpressions.register(into);
    DateExpressions.register(into);
    DateArithmetic.register(into);
    DateFormats.register(into);
    AccumulatingExpressions.register(into);
  }
}
