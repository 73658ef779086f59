package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Projection;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The border to what is a function of documents alone. Runs on the server's thread. */
final class Evaluation {

  private Evaluation() {}

  /** The collation, variables and time of a command; {@code holder} is the command or one of its statements. */
  static Variables variables(Request request, Document holder, @Nullable Table table) {
    Collation collation =
        holder.containsKey("collation") ? Collation.of(holder) : table == null ? Collation.SIMPLE : table.collation();
    Variables variables = with(Variables.of(collation), request.body().get("let"), "let");
    return holder.containsKey("c") ? with(variables, holder.get("c"), "c") : variables;
  }

  private static Variables with(Variables given, @Nullable Object constants, String name) {
    if (constants == null) {
      return given;
    }
    if (!(constants instanceof Document document)) {
      throw Errors.typeMismatch(
          "BSON field '" + name + "' is the wrong type '" + Types.name(constants) + "', expected type 'object'");
    }
    Variables variables = given;
    for (Map.Entry<String, Object> constant : document.entrySet()) {
      Variables.requireUserName(constant.getKey());
      Object value = Expressions.compile(constant.getValue(), given).evaluate(given.scope());
      variables = variables.with(constant.getKey());
      variables.scope().set(variables.slot(constant.getKey()), value);
    }
    return variables;
  }

  static Filter filter(Document query, Variables variables) {
    return Filter.of(query, variables);
  }

  static UnaryOperator<Document> projection(Document fields, Document query, Variables variables) {
    Projection projection = Projection.ofFind(fields, filter(query, variables), variables);
    return projection::apply;
  }
}
