package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Entry;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The commands find, count and distinct. Runs on the server's thread. */
final class Reads {

  private final Store store;
  private final Cursors cursors;

  Reads(Store store, Cursors cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  Document find(Request request) {
    String name = request.collection();
    Entry view = store.view(request.database(), name);
    boolean single = request.flag("singleBatch");
    if (view != null) {
      OpenCursor cursor = Aggregations.overView(request, name, Views.pipelineOfFind(request));
      return cursors.reply(cursor, request, single);
    }
    OpenCursor cursor = opened(request, name);
    return cursors.reply(cursor, request, single || request.number("limit", 0) < 0);
  }

  private OpenCursor opened(Request request, String name) {
    Table table = store.table(request.database(), name);
    Document query = request.document("filter");
    Variables variables = Evaluation.variables(request, request.body(), table);
    UnaryOperator<Document> projection = projection(request, query, variables);
    if (table == null) {
      if (TextQuery.isIn(query)) {
        throw Errors.of(27, "text index required for $text query");
      }
      Evaluation.filter(query, variables);
      return new FoundCursor(request.namespace(), () -> null, null, null);
    }
    boolean tailable = request.flag("tailable");
    if (tailable && !table.isCapped()) {
      throw Errors.badValue(
          "error processing query: ns=" + table.namespace() + " tailable cursor requested on non capped collection");
    }
    Search search = search(request, table, query, variables);
    if (tailable) {
      return new TailCursor(request.namespace(), table, search.filter(), projection, request.flag("awaitData"));
    }
    RecordCursor found = search.run();
    UnaryOperator<Document> shape = projection;
    if (request.flag("returnKey")) {
      var index = search.plan().index();
      return new MappedCursor(
          request.namespace(), found, record -> index == null ? new Document() : index.shown(record.document()));
    }
    if (request.flag("showRecordId")) {
      return new MappedCursor(
          request.namespace(),
          found,
          record -> {
            Document shown = shape == null ? record.bson().copy() : new Document(shape.apply(record.document()));
            shown.put("$recordId", record.id() + 1);
            return shown;
          });
    }
    return new FoundCursor(request.namespace(), found, projection, search);
  }

  /** The search of a find command. */
  static Search search(Request request, Table table, Document query, Variables variables) {
    return new Search(request.access(), table, query, variables)
        .within(request)
        .sort(request.document("sort"))
        .hint(request.body().get("hint"))
        .between(optional(request, "min"), optional(request, "max"))
        .skip(request.count("skip", 0))
        .limit(Math.abs(request.number("limit", 0)));
  }

  private static @Nullable Document optional(Request request, String name) {
    Document value = request.document(name);
    return value.isEmpty() ? null : value;
  }

  private static @Nullable UnaryOperator<Document> projection(Request request, Document query, Variables variables) {
    Document fields = request.document("projection");
    return fields.isEmpty() ? null : Evaluation.projection(fields, plain(query), variables);
  }

  /** The query without what is no filter of documents. */
  private static Document plain(Document query) {
    return NearQuery.without(TextQuery.without(query, new ArrayList<>()), new ArrayList<>());
  }

  /** Records as they are, or with a projection. */
  private static final class FoundCursor extends OpenCursor {
    private final RecordCursor found;
    private final @Nullable UnaryOperator<Document> projection;

    private final @Nullable Search search;

    FoundCursor(
        String namespace,
        RecordCursor found,
        @Nullable UnaryOperator<Document> projection,
        @Nullable Search search) {
      super(namespace);
      this.search = search;
      this.found = found;
      this.projection = projection;
    }

    @Override
    @Nullable Bson next() {
      if (search != null && search.table().isDropped()) {
        throw Cursors.killed(namespace());
      }
      Record record = found.next();
      if (record == null) {
        return null;
      }
      if (projection == null) {
        return record.bson();
      }
      if (search != null) {
        search.describe(record);
      }
      return Bson.of(projection.apply(record.document()));
    }

    @Override
    void pause() {
      found.pause();
    }
  }

  private interface Shown {
    Document of(Record record);
  }

  private static final class MappedCursor extends OpenCursor {
    private final RecordCursor found;
    private final Shown shown;

    MappedCursor(String namespace, RecordCursor found, Shown shown) {
      super(namespace);
      this.found = found;
      this.shown = shown;
    }

    @Override
    @Nullable Bson next() {
      Record record = found.next();
      return record == null ? null : Bson.of(shown.of(record));
    }

    @Override
    void pause() {
      found.pause();
    }
  }

  Document count(Request request) {
    String name = request.collection();
    if (store.view(request.database(), name) != null) {
      List<Document> stages = new ArrayList<>();
      stages.add(new Document("$match", request.document("query")));
      Views.window(request, stages);
      stages.add(new Document("$count", "n"));
      Bson result = Aggregations.overView(request, name, stages).next();
      return new Document("n", result == null ? 0 : result.document().get("n")).append("ok", 1.0);
    }
    Table table = store.table(request.database(), name);
    Variables variables = Evaluation.variables(request, request.body(), table);
    Document query = request.document("query");
    if (table == null) {
      if (TextQuery.isIn(query)) {
        throw Errors.of(27, "text index required for $text query");
      }
      Evaluation.filter(query, variables);
      return new Document("n", 0).append("ok", 1.0);
    }
    long count =
        new Search(request.access(), table, query, variables)
            .within(request)
            .hint(request.body().get("hint"))
            .skip(request.count("skip", 0))
            .limit(Math.abs(request.number("limit", 0)))
            .count();
    return new Document("n", (int) count).append("ok", 1.0);
  }

  Document distinct(Request request) {
    String name = request.collection();
    if (!(request.body().get("key") instanceof String key)) {
      throw Errors.typeMismatch("BSON field 'distinct.key' is the wrong type, expected type 'string'");
    }
    Table table = store.table(request.database(), name);
    Variables variables = Evaluation.variables(request, request.body(), table);
    Set<@Nullable Object> values = new TreeSet<>(variables.values());
    String[] path = key.split("\\.", -1);
    if (store.view(request.database(), name) != null) {
      List<Document> stages = List.of(new Document("$match", request.document("query")));
      OpenCursor all = Aggregations.overView(request, name, stages);
      for (Bson one = all.next(); one != null; one = all.next()) {
        add(path, one.document(), 0, values);
      }
    } else if (table != null) {
      RecordCursor found =
          new Search(request.access(), table, request.document("query"), variables)
              .within(request)
              .hint(request.body().get("hint"))
              .run();
      for (Record record = found.next(); record != null; record = found.next()) {
        add(path, record.document(), 0, values);
      }
    }
    return new Document("values", new ArrayList<>(values)).append("ok", 1.0);
  }

  private static void add(String[] path, @Nullable Object value, int depth, Set<@Nullable Object> values) {
    if (depth == path.length) {
      if (value instanceof Collection<?> parts) {
        values.addAll(parts);
      } else {
        values.add(value);
      }
    } else if (value instanceof Document document) {
      if (document.containsKey(path[depth])) {
        add(path, document.get(path[depth]), depth + 1, values);
      }
    } else if (value instanceof List<?> list) {
      int index = Numbers.index(path[depth]);
      if (index >= 0 && index < list.size()) {
        add(path, list.get(index), depth + 1, values);
      }
      for (Object element : list) {
        if (element instanceof Document) {
          add(path, element, depth, values);
        }
      }
    }
  }
}
