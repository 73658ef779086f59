package io.cortado.mongo.embedded.aggregation;

import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Values;

/** What a stage is compiled with. */
record Context(Environment environment, Environment.Namespace namespace, Variables variables) {

  Context with(Variables others) {
    return new Context(environment, namespace, others);
  }

  Context on(Environment.Namespace other) {
    return new Context(environment, other, variables);
  }

  Environment.Namespace beside(String collection) {
    return new Environment.Namespace(namespace.database(), collection);
  }

  Scope scope() {
    return variables.scope();
  }

  Values values() {
    return variables.values();
  }
}
