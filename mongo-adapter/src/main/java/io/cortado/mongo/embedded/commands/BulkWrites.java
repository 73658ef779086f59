package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command bulkWrite: writes of several collections in one. Runs on the server's thread. */
final class BulkWrites {

  private static final List<String> SHARED = List.of("let", "bypassDocumentValidation", "comment");

  private final Request request;
  private final List<Document> results = new ArrayList<>();
  private final boolean errorsOnly;
  private int errors;
  private int inserted;
  private int matched;
  private int modified;
  private int upserted;
  private int deleted;

  private BulkWrites(Request request) {
    this.request = request;
    this.errorsOnly = request.flag("errorsOnly");
  }

  static Document run(Request request, Cursors cursors) {
    if (!request.database().equals("admin")) {
      throw Errors.of(13, "bulkWrite may only be run against the admin database.");
    }
    BulkWrites bulk = new BulkWrites(request);
    bulk.all();
    OpenCursor cursor = new Indexes.ListCursor("admin.$cmd.bulkWrite", bulk.results);
    Document reply = cursors.reply(cursor, request, false);
    reply.remove("ok");
    return reply
        .append("nErrors", bulk.errors)
        .append("nInserted", bulk.inserted)
        .append("nMatched", bulk.matched)
        .append("nModified", bulk.modified)
        .append("nUpserted", bulk.upserted)
        .append("nDeleted", bulk.deleted)
        .append("ok", 1.0);
  }

  private void all() {
    List<Document> operations = request.documents("ops");
    List<Document> namespaces = request.documents("nsInfo");
    if (operations.isEmpty()) {
      throw Errors.of(16, "Write batch sizes must be between 1 and 100000. Got 0 operations.");
    }
    boolean ordered = !Boolean.FALSE.equals(request.body().get("ordered"));
    for (int i = 0; i < operations.size() && (errors == 0 || !ordered); i++) {
      one(i, operations.get(i), namespaces);
    }
  }

  private void one(int index, Document operation, List<Document> namespaces) {
    String kind = operation.isEmpty() ? "" : operation.keySet().iterator().next();
    int at = operation.get(kind) instanceof Number number ? number.intValue() : -1;
    if (at < 0 || at >= namespaces.size()) {
      throw Errors.badValue("BulkWrite ops entry " + index + " has an invalid nsInfo index.");
    }
    String namespace = String.valueOf(namespaces.get(at).get("ns"));
    if (namespace.indexOf('.') < 1) {
      throw Errors.of(73, "Invalid namespace specified '" + namespace + "'");
    }
    Document command =
        switch (kind) {
          case "insert" -> command("insert", namespace, "documents", (Document) Objects.requireNonNull(operation.get("document")));
          case "update" -> command("update", namespace, "updates", update(operation));
          case "delete" -> command("delete", namespace, "deletes", delete(operation));
          default -> throw Errors.of(40415, "BSON field 'bulkWrite.ops." + kind + "' is an unknown field.");
        };
    Request own = request.on(Store.database(namespace), command);
    Document reply =
        switch (kind) {
          case "insert" -> Writes.insert(own);
          case "update" -> Writes.update(own);
          default -> Writes.delete(own);
        };
    add(index, kind, reply);
  }

  private Document command(String name, String namespace, String list, Document statement) {
    Document command = new Document(name, Store.collection(namespace)).append(list, List.of(statement));
    for (String option : SHARED) {
      if (request.body().containsKey(option)) {
        command.put(option, request.body().get(option));
      }
    }
    return command;
  }

  private static Document update(Document operation) {
    Document statement = new Document("q", operation.get("filter")).append("u", operation.get("updateMods"));
    copy(operation, statement, "multi", "upsert", "arrayFilters", "hint", "collation", "sort");
    if (operation.containsKey("constants")) {
      statement.append("c", operation.get("constants"));
    }
    return statement;
  }

  private static Document delete(Document operation) {
    boolean multi = Boolean.TRUE.equals(operation.get("multi"));
    Document statement = new Document("q", operation.get("filter")).append("limit", multi ? 0 : 1);
    copy(operation, statement, "hint", "collation");
    return statement;
  }

  private static void copy(Document from, Document to, String... names) {
    for (String name : names) {
      if (from.containsKey(name)) {
        to.put(name, from.get(name));
      }
    }
  }

  private static int number(Document reply, String name) {
    return reply.get(name) instanceof Number number ? number.intValue() : 0;
  }

  private void add(int index, String kind, Document reply) {
    int n = number(reply, "n");
    Document result = new Document("ok", 1.0).append("idx", index).append("n", n);
    if (reply.get("writeErrors") instanceof List<?> failures && failures.getFirst() instanceof Document failure) {
      errors++;
      result = new Document("ok", 0.0).append("idx", index);
      for (Map.Entry<String, Object> field : failure.entrySet()) {
        if (!field.getKey().equals("index")) {
          result.put(field.getKey(), field.getValue());
        }
      }
      results.add(result.append("n", n));
      return;
    }
    switch (kind) {
      case "insert" -> inserted += n;
      case "delete" -> deleted += n;
      default -> {
        int changed = number(reply, "nModified");
        modified += changed;
        result.append("nModified", changed);
        if (reply.get("upserted") instanceof List<?> made && made.getFirst() instanceof Document document) {
          upserted++;
          result.append("upserted", new Document("_id", document.get("_id")));
        } else {
          matched += n;
        }
      }
    }
    if (!errorsOnly) {
      results.add(result);
    }
  }
}
