package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.aggregation.Environment;
import io.cortado.mongo.embedded.aggregation.Pipeline;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.oplog.Oplog;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command aggregate. Runs on the server's thread. */
final class Aggregations {

  /** The options of {@code $changeStream}, with the words that they can be. */
  private static final Map<String, Set<String>> WATCH =
      Map.of(
          "fullDocument", Set.of("default", "updateLookup", "whenAvailable", "required"),
          "fullDocumentBeforeChange", Set.of("off", "whenAvailable", "required"),
          "resumeAfter", Set.of(),
          "startAfter", Set.of(),
          "startAtOperationTime", Set.of(),
          "showExpandedEvents", Set.of(),
          "allChangesForCluster", Set.of());

  private static final Document COUNTED = new Document("$sum", 1);

  private final Oplog oplog;
  private final Cursors cursors;
  private final Statistics statistics;

  Aggregations(Oplog oplog, Cursors cursors, Statistics statistics) {
    this.statistics = statistics;
    this.oplog = oplog;
    this.cursors = cursors;
  }

  Document aggregate(Request request) {
    if (request.flag("explain")) {
      return Explain.aggregate(request);
    }
    boolean ofDatabase = request.body().get("aggregate") instanceof Number;
    String name = ofDatabase ? "$cmd.aggregate" : request.collection();
    List<Document> stages = request.documents("pipeline");
    if (!stages.isEmpty() && stages.getFirst().get("$changeStream") instanceof Document options) {
      return cursors.reply(watch(request, ofDatabase ? null : name, options, stages), request, false);
    }
    if (!stages.isEmpty() && stages.getFirst().containsKey("$currentOp")) {
      stages = new ArrayList<>(stages);
      stages.set(0, new Document("$documents", List.of(new Document("$literal", statistics.operation(request)))));
    }
    OpenCursor cursor = counted(request, name, stages);
    return cursors.reply(cursor == null ? over(request, name, stages) : cursor, request, false);
  }

  /** What drivers make of {@code countDocuments}, which an index alone can often answer; null for anything else. */
  private static @Nullable OpenCursor counted(Request request, String name, List<Document> stages) {
    Table table = request.access().store().table(request.database(), name);
    Document end = stages.isEmpty() ? new Document() : stages.getLast();
    boolean shape =
        stages.size() > 1
            && stages.getFirst().get("$match") instanceof Document match
            && !NearQuery.isIn(match)
            && end.get("$group") instanceof Document group
            && group.size() == 2
            && group.get("_id") instanceof Integer
            && COUNTED.equals(group.get("n"));
    if (table == null || !shape) {
      return null;
    }
    Variables variables = Evaluation.variables(request, request.body(), table);
    Search search =
        new Search(request.access(), table, (Document) Objects.requireNonNull(stages.getFirst().get("$match")), variables)
            .hint(request.body().get("hint"));
    for (Document stage : stages.subList(1, stages.size() - 1)) {
      if (stage.get("$skip") instanceof Number skip && search.isUnlimited() && skip.longValue() >= 0) {
        search.skip(skip.longValue());
      } else if (stage.get("$limit") instanceof Number limit && search.isUnlimited() && limit.longValue() > 0) {
        search.limit(limit.longValue());
      } else {
        return null;
      }
    }
    long count = search.count();
    Document result = new Document("_id", ((Document) Objects.requireNonNull(end.get("$group"))).get("_id")).append("n", (int) count);
    return new Indexes.ListCursor(request.namespace(), count == 0 ? List.of() : List.of(result));
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
    List<Object> text = new ArrayList<>();
    if (!all.isEmpty() && all.getFirst().get("$match") instanceof Document match && TextQuery.isIn(match)) {
      all.set(0, new Document("$match", TextQuery.without(match, text)));
    }
    StoreEnvironment environment = new StoreEnvironment(request, text.isEmpty() ? null : text.getFirst());
    Environment.Namespace namespace = new Environment.Namespace(request.database(), resolved.collection());
    Pipeline pipeline = Pipeline.of(all, environment, namespace, variables);
    if (pipeline.writes() && request.access().isTransaction()) {
      throw Errors.of(
          263, "Stage not supported inside of a multi-document transaction: " + pipeline.stageNames().getLast());
    }
    return new PipelineCursor(request.database() + "." + name, pipeline.run(), environment);
  }

  /** The documents of a pipeline, as they are asked for. */
  private static final class PipelineCursor extends OpenCursor {
    private final Iterator<Document> documents;
    private final StoreEnvironment environment;

    PipelineCursor(String namespace, Iterator<Document> documents, StoreEnvironment environment) {
      super(namespace);
      this.documents = documents;
      this.environment = environment;
    }

    @Override
    @Nullable Bson next() {
      return documents.hasNext() ? Bson.of(documents.next()) : null;
    }

    @Override
    void pause() {
      environment.pause();
    }
  }

  private OpenCursor watch(Request request, @Nullable String collection, Document options, List<Document> stages) {
    if (request.access().isTransaction()) {
      throw Errors.of(263, "Stage not supported inside of a multi-document transaction: $changeStream");
    }
    for (Map.Entry<String, Object> option : options.entrySet()) {
      Set<String> words = WATCH.get(option.getKey());
      if (words == null) {
        throw Errors.of(40415, "BSON field '$changeStream." + option.getKey() + "' is an unknown field.");
      }
      if (!words.isEmpty() && !words.contains(String.valueOf(option.getValue()))) {
        throw Errors.badValue(
            "Enumeration value '" + option.getValue() + "' for field '$changeStream." + option.getKey()
                + "' is not a valid value.");
      }
    }
    boolean cluster = Boolean.TRUE.equals(options.get("allChangesForCluster"));
    if (cluster && (collection != null || !request.database().equals("admin"))) {
      throw Errors.of(
          72,
          "A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no"
              + " collection name; found " + request.database());
    }
    Variables variables = Evaluation.variables(request, request.body(), null);
    EventStages rest = new EventStages(stages.subList(1, stages.size()), variables);
    return new ChangeCursor(request, oplog, options, collection, rest);
  }
}
