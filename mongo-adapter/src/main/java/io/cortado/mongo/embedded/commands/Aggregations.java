package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import java.util.ArrayList;
import java.util.List;

/** The command aggregate. Runs on the server's thread. */
final class Aggregations {

  private final Store store;
  private final Cursors cursors;

  Aggregations(Store store, Cursors cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  Document aggregate(Request request) {
    if (request.flag("explain")) {
      return Explain.aggregate(request);
    }
    boolean ofDatabase = request.body().get("aggregate") instanceof Number;
    String name = ofDatabase ? "$cmd.aggregate" : request.collection();
    List<Document> stages = request.documents("pipeline");
    OpenCursor cursor = over(request, name, stages);
    return cursors.reply(cursor, request, false);
  }

  /** An aggregation of a view or collection. */
  static OpenCursor overView(Request request, String name, List<Document> stages) {
    return over(request, name, stages);
  }

  private static OpenCursor over(Request request, String name, List<Document> stages) {
    Views.Resolved resolved = Views.resolve(request.access().store(), request.database(), name);
    List<Document> all = new ArrayList<>(resolved.stages());
    all.addAll(stages);
    Table table = request.access().store().table(request.database(), resolved.collection());
    Variables variables = Evaluation.variables(request, request.body(), table);
    List<Document> result =
        io.cortado.mongo.embedded.Bridge.aggregate(
            request.access(), request.database(), resolved.collection(), all, variables.values().collation());
    return new Indexes.ListCursor(request.database() + "." + name, result);
  }

  Store store() {
    return store;
  }
}
