package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.index.Plan;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command explain. Runs on the server's thread. */
final class Explain {

  private static final Set<String> PUSHED = Set.of("$match", "$sort", "$skip", "$limit");

  private final Request request;
  private final Document command;
  private final boolean executes;

  private Explain(Request request, Document command, boolean executes) {
    this.request = request;
    this.command = command;
    this.executes = executes;
  }

  static Document run(Request request) {
    if (!(request.body().get("explain") instanceof Document command) || command.isEmpty()) {
      throw Errors.typeMismatch("BSON field 'explain.explain' is the wrong type, expected type 'object'");
    }
    Object verbosity = request.body().getOrDefault("verbosity", "allPlansExecution");
    if (!Set.of("queryPlanner", "executionStats", "allPlansExecution").contains(String.valueOf(verbosity))) {
      throw Errors.badValue(
          "Enumeration value '" + verbosity + "' for field 'explain.verbosity' is not a valid value.");
    }
    return new Explain(request.with(command), command, !verbosity.equals("queryPlanner")).answer();
  }

  /** An aggregate command with {@code explain: true}. */
  static Document aggregate(Request request) {
    return new Explain(request, request.body(), false).answer();
  }

  private Document answer() {
    String name = request.command();
    return switch (name) {
      case "find" -> planned(request.document("filter"), request.document("sort"), null, command);
      case "count" -> planned(request.document("query"), new Document(), "COUNT", command);
      case "distinct" -> planned(request.document("query"), new Document(), null, command);
      case "update" -> statement("updates", "UPDATE");
      case "delete" -> statement("deletes", "DELETE");
      case "findAndModify", "findandmodify" ->
          planned(
              request.document("query"),
              request.document("sort"),
              request.flag("remove") ? "DELETE" : "UPDATE",
              command);
      case "aggregate" -> pipeline();
      default -> throw Errors.of(59, "Explain failed due to unknown command: " + name);
    };
  }

  private Document statement(String list, String stage) {
    List<Document> statements = request.documents(list);
    if (statements.size() != 1) {
      throw Errors.of(72, "explained write batches must be of size 1");
    }
    return planned(request.document(statements.getFirst(), "q"), new Document(), stage, statements.getFirst());
  }

  private Document pipeline() {
    List<Document> stages = request.documents("pipeline");
    Document filter = new Document();
    Document sort = new Document();
    int pushed = 0;
    while (pushed < stages.size() && stages.get(pushed).size() == 1) {
      Document stage = stages.get(pushed);
      String name = stage.keySet().iterator().next();
      if (!PUSHED.contains(name) || name.equals("$match") && (!sort.isEmpty() || !filter.isEmpty())) {
        break;
      }
      if (stage.get(name) instanceof Document body) {
        if (name.equals("$match")) {
          filter = body;
        } else if (sort.isEmpty()) {
          sort = body;
        } else {
          break;
        }
      }
      pushed++;
    }
    Document plan = planned(filter, sort, null, command);
    if (pushed == stages.size()) {
      return plan;
    }
    List<Document> shown = new ArrayList<>();
    Document cursor = new Document("queryPlanner", plan.get("queryPlanner"));
    if (executes) {
      cursor.append("executionStats", plan.get("executionStats"));
    }
    shown.add(new Document("$cursor", cursor));
    shown.addAll(stages.subList(pushed, stages.size()));
    Document result = new Document("explainVersion", "1").append("stages", shown);
    return end(result);
  }

  private Document planned(Document filter, Document sort, @Nullable String write, Document holder) {
    String name = String.valueOf(command.get(request.command()));
    Views.Resolved view = Views.resolve(request.access().store(), request.database(), name);
    Table table = request.access().store().table(request.database(), view.collection());
    Variables variables = Evaluation.variables(request, holder, table);
    Document planner =
        new Document("namespace", request.database() + "." + view.collection())
            .append("indexFilterSet", false)
            .append("parsedQuery", filter)
            .append("maxIndexedOrSolutionsReached", false)
            .append("maxIndexedAndSolutionsReached", false)
            .append("maxScansToExplodeReached", false);
    Document result = new Document("explainVersion", "1");
    if (table == null) {
      Evaluation.filter(filter, variables);
      planner.append("winningPlan", new Document("stage", "EOF")).append("rejectedPlans", List.of());
      result.append("queryPlanner", planner);
      if (executes) {
        result.append("executionStats", statistics(0, 0, 0, 0, new Document("stage", "EOF")));
      }
      return end(result);
    }
    Search search =
        Reads.search(request, table, filter, variables).sort(sort).hint(holder.get("hint"));
    Plan plan = search.plan();
    Document stages = stages(plan, filter, search, write);
    planner.append("winningPlan", stages).append("rejectedPlans", List.of());
    result.append("queryPlanner", planner);
    if (executes) {
      long start = System.nanoTime();
      RecordCursor found = search.run(plan);
      long returned = 0;
      while (found.next() != null) {
        returned++;
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      result.append(
          "executionStats",
          statistics(
              returned,
              millis,
              found.keysExamined(),
              search.examined(),
              executed(stages, returned, search.examined())));
    }
    return end(result);
  }

  private static Document executed(Document stages, long returned, long examined) {
    Document copy = new Document();
    stages.forEach(
        (key, value) -> {
          boolean inside = value instanceof Document && key.equals("inputStage");
          copy.put(key, inside ? executed((Document) value, returned, examined) : value);
          if (key.equals("stage")) {
            copy.append("nReturned", returned).append("executionTimeMillisEstimate", 0);
            copy.append("works", examined + 1).append("isEOF", 1);
          }
        });
    return copy;
  }

  private static Document statistics(long returned, long millis, long keys, long documents, Document stages) {
    return new Document("executionSuccess", true)
        .append("nReturned", (int) returned)
        .append("executionTimeMillis", (int) millis)
        .append("totalKeysExamined", (int) keys)
        .append("totalDocsExamined", (int) documents)
        .append("executionStages", stages);
  }

  private Document stages(Plan plan, Document filter, Search search, @Nullable String write) {
    Document stage = scan(plan, filter);
    if (!plan.sorted() && !search.order().isEmpty()) {
      stage =
          new Document("stage", "SORT")
              .append("sortPattern", search.order())
              .append("memLimit", 104_857_600)
              .append("type", "simple")
              .append("inputStage", stage);
    }
    if (request.count("skip", 0) > 0) {
      int skip = (int) request.count("skip", 0);
      stage = new Document("stage", "SKIP").append("skipAmount", skip).append("inputStage", stage);
    }
    if (request.command().equals("find") && request.number("limit", 0) != 0) {
      stage = new Document("stage", "LIMIT")
          .append("limitAmount", (int) Math.abs(request.number("limit", 0))).append("inputStage", stage);
    }
    if (!request.document("projection").isEmpty()) {
      stage = new Document("stage", "PROJECTION_DEFAULT")
          .append("transformBy", request.document("projection")).append("inputStage", stage);
    }
    return write == null ? stage : new Document("stage", write).append("inputStage", stage);
  }

  private static Document scan(Plan plan, Document filter) {
    String direction = plan.reverse() ? "backward" : "forward";
    Index index = plan.index();
    if (index == null && plan.parts().isEmpty()) {
      Document scan = new Document("stage", "COLLSCAN");
      if (!filter.isEmpty()) {
        scan.append("filter", filter);
      }
      return scan.append("direction", direction);
    }
    if (index == null) {
      List<Document> parts = new ArrayList<>();
      plan.parts().forEach(part -> parts.add(keys(part)));
      return new Document("stage", "FETCH").append("filter", filter)
          .append("inputStage", new Document("stage", "OR").append("inputStages", parts));
    }
    if (plan.isId() && filter.size() == 1) {
      return new Document("stage", "IDHACK");
    }
    Document fetch = new Document("stage", "FETCH");
    if (!plan.exact() && !filter.isEmpty()) {
      fetch.append("filter", filter);
    }
    return fetch.append("inputStage", keys(plan));
  }

  private static Document keys(Plan plan) {
    Index index = plan.index();
    if (index == null) {
      return scan(plan, new Document());
    }
    IndexSpec spec = index.spec();
    Document multikey = new Document();
    spec.key().keySet().forEach(path -> multikey.put(path, index.multikey() ? List.of(path) : List.of()));
    return new Document("stage", "IXSCAN")
        .append("keyPattern", spec.key())
        .append("indexName", spec.name())
        .append("isMultiKey", index.multikey())
        .append("multiKeyPaths", multikey)
        .append("isUnique", spec.unique())
        .append("isSparse", spec.sparse())
        .append("isPartial", !spec.partial().isEmpty())
        .append("indexVersion", 2)
        .append("direction", plan.reverse() ? "backward" : "forward")
        .append("indexBounds", plan.shownBounds());
  }

  private Document end(Document result) {
    return result
        .append("command", command)
        .append("serverInfo",
            new Document("host", "localhost").append("port", 27017).append("version", Handshake.VERSION)
                .append("gitVersion", "cortado"))
        .append("serverParameters", new Document())
        .append("ok", 1.0);
  }
}
