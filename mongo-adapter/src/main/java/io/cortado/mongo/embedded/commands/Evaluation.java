package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Projection;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Collation;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The border to what is a function of documents alone. Runs on the server's thread. */
final class Evaluation {

  private Evaluation() {}

  /** The collation, variables and time of a command; {@code holder} is the command or one of its statements. */
  static Variables variables(Request request, Document holder, @Nullable Table table) {
    Collation collation =
        holder.containsKey("collation") ? Collation.of(holder) : table == null ? Collation.SIMPLE : table.collation();
    return Variables.of(collation);
  }

  static Filter filter(Document query, Variables variables) {
    io.cortado.mongo.embedded.Bridge.guard(query);
    return Filter.of(query, variables.values());
  }

  static UnaryOperator<Document> projection(Document fields, Document query, Variables variables) {
    Projection projection = Projection.ofFind(fields, filter(query, variables), variables);
    return projection::apply;
  }
}
