package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings commands and results of the storage library to what MongoDB itself does. Runs on the server's thread. */
final class Repairs {

  private Repairs() {}

  /** Changes a command before the storage library sees it. */
  static void before(String command, Document query) {
    switch (command) {
      case "getMore" -> query.putIfAbsent("batchSize", Integer.MAX_VALUE);
      case "insert", "update", "delete" -> query.putIfAbsent("ordered", true);
      case "find" -> query.computeIfPresent("filter", (key, filter) -> Conditions.repaired(filter));
      case "count", "distinct" -> query.computeIfPresent("query", (key, filter) -> Conditions.repaired(filter));
      case "aggregate" -> query.put("pipeline", stages(query.get("pipeline")));
      default -> {}
    }
  }

  /** The same for one statement of an update or delete. */
  static void statement(Document statement) {
    statement.computeIfPresent("q", (key, filter) -> Conditions.repaired(filter));
  }

  /** Changes a result before it is sent. */
  static Document after(String command, Document query, Document result) {
    return switch (command) {
      case "insert" -> inserted(query, result);
      case "listIndexes" -> sortedBatch(result, Comparator.comparing(Repairs::indexOrder), index -> index);
      case "listCollections" -> collections(query, result);
      default -> result;
    };
  }

  private static Document inserted(Document query, Document result) {
    if (result.get("writeErrors") instanceof List<?> errors) {
      int documents = documents(query.get("documents")).size();
      int first = errors.getFirst() instanceof Document error && error.get("index") instanceof Integer i ? i : 0;
      boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
      result.put("n", ordered ? first : documents - errors.size());
    }
    return result;
  }

  private static String indexOrder(Document index) {
    return "_id_".equals(index.get("name")) ? "" : String.valueOf(index.get("name"));
  }

  private static Document collections(Document query, Document result) {
    DefaultQueryMatcher matcher = new DefaultQueryMatcher();
    Document filter = query.get("filter") instanceof Document document ? document : new Document();
    boolean nameOnly = Boolean.TRUE.equals(query.get("nameOnly"));
    return sortedBatch(
        result,
        Comparator.comparing(collection -> String.valueOf(collection.get("name"))),
        collection -> {
          Document whole = new Document("name", collection.get("name")).append("type", collection.get("type"));
          if (!nameOnly) {
            whole.append("options", collection.get("options")).append("info", collection.get("info"));
            whole.append("idIndex", collection.get("idIndex"));
          }
          return matcher.matches(whole, filter) ? whole : null;
        });
  }

  private interface Change {
    @Nullable Document apply(Document document);
  }

  private static Document sortedBatch(Document result, Comparator<Document> order, Change change) {
    if (result.get("cursor") instanceof Document cursor) {
      List<Document> batch = new ArrayList<>();
      for (Document document : documents(cursor.get("firstBatch")).stream().sorted(order).toList()) {
        Document changed = change.apply(document);
        if (changed != null) {
          batch.add(changed);
        }
      }
      cursor.put("firstBatch", batch);
    }
    return result;
  }

  private static @Nullable Object stages(@Nullable Object pipeline) {
    if (!(pipeline instanceof List<?> stages)) {
      return pipeline;
    }
    List<Object> renamed = new ArrayList<>(stages.size());
    for (Object stage : stages) {
      renamed.add(stage instanceof Document document && document.size() == 1 ? renamed(document) : stage);
    }
    return renamed;
  }

  private static Document renamed(Document stage) {
    String name = stage.keySet().iterator().next();
    Object body = stage.get(name);
    return switch (name) {
      case "$set" -> new Document("$addFields", body);
      case "$replaceWith" -> new Document("$replaceRoot", new Document("newRoot", body));
      case "$match" -> new Document("$match", Conditions.repaired(body));
      case "$facet" -> new Document("$facet", facets(body));
      default -> stage;
    };
  }

  private static @Nullable Object facets(@Nullable Object body) {
    if (!(body instanceof Document facets)) {
      return body;
    }
    Document result = new Document();
    facets.forEach((name, pipeline) -> result.put(name, stages(pipeline)));
    return result;
  }

  static List<Document> documents(@Nullable Object value) {
    List<Document> found = new ArrayList<>();
    if (value instanceof Iterable<?> items) {
      for (Object item : items) {
        if (item instanceof Document document) {
          found.add(document);
        }
      }
    }
    return found;
  }
}
