package io.cortado.mongo.embedded.expression;

import org.jspecify.annotations.Nullable;

/** A compiled aggregation expression. A value that is not there is {@code Missing}. */
@FunctionalInterface
public interface Expression {

  @Nullable Object evaluate(Scope scope);

  /** True when the value is the same for every document. */
  default boolean isConstant() {
    return false;
  }

  /** A value that does not depend on anything. */
  record Constant(@Nullable Object value) implements Expression {

    @Override
    public @Nullable Object evaluate(Scope scope) {
      return value;
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }
}
