package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Projection;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.update.Update;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of update and findAndModify on one collection. Runs on the server's thread. */
final class Writes {

  private static final String FIND_AND_MODIFY = "Plan executor error during findAndModify";

  private final Documents collection;
  private final Variables variables;

  Writes(Documents collection, Variables variables) {
    this.collection = collection;
    this.variables = variables;
  }

  Document update(Document statement) {
    Document query = statement.get("q") instanceof Document document ? document : new Document();
    Update update = Update.of(statement.get("u"), statement.get("arrayFilters"), variables);
    boolean multi = Boolean.TRUE.equals(statement.get("multi"));
    if (multi && update.isReplacement()) {
      throw Errors.failedToParse("multi update is not supported for replacement-style update");
    }
    Filter filter = collection.filter(query);
    int matched = 0;
    int modified = 0;
    for (Document document : found(query, null, multi ? 0 : 1)) {
      Document after = update.apply(document, filter.position(document));
      if (after != document) {
        collection.replace(document, after);
        modified++;
      }
      matched++;
    }
    Document result = new Document("n", matched).append("nModified", modified);
    if (matched == 0 && Boolean.TRUE.equals(statement.get("upsert"))) {
      Document inserted = insert(update, query);
      result.put("n", 1);
      result.put("upserted", List.of(new Document("index", 0).append("_id", inserted.get("_id"))));
    }
    return result.append("ok", 1.0);
  }

  private List<Document> found(Document query, @Nullable Document sort, int limit) {
    List<Document> found = new ArrayList<>();
    collection.queryDocuments(query, sort, 0, limit, 0, null).forEach(found::add);
    return found;
  }

  private Document insert(Update update, Document query) {
    Document made = update.upsert(query);
    if (!made.containsKey("_id")) {
      Document withId = new Document("_id", Ids.next());
      withId.putAll(made);
      made = withId;
    }
    collection.addDocument(made);
    return made;
  }

  Document findAndModify(Document command) {
    Document query = command.get("query") instanceof Document document ? document : new Document();
    boolean remove = Boolean.TRUE.equals(command.get("remove"));
    if (!remove && !command.containsKey("update")) {
      throw Errors.failedToParse("Either an update or remove=true must be specified");
    }
    boolean returnNew = Boolean.TRUE.equals(command.get("new"));
    Update update =
        remove ? null : Update.of(command.get("update"), command.get("arrayFilters"), variables);
    Filter filter = collection.filter(query);
    Document fields = command.get("fields") instanceof Document document ? document : new Document();
    Projection projection = fields.isEmpty() ? null : Projection.ofFind(fields, filter, variables);
    Document sort = command.get("sort") instanceof Document document ? document : null;
    List<Document> found = found(query, sort, 1);
    Document lastError = new Document("n", found.size());
    Document value = null;
    if (!found.isEmpty()) {
      Document before = found.getFirst();
      value = before;
      if (update == null) {
        collection.removeDocument(before);
      } else {
        Document after = changed(update, before, filter);
        value = returnNew ? after : before;
        lastError.append("updatedExisting", true);
      }
    } else if (update != null) {
      lastError.append("updatedExisting", false);
      if (Boolean.TRUE.equals(command.get("upsert"))) {
        Document inserted = insert(update, query);
        lastError.append("upserted", inserted.get("_id")).put("n", 1);
        value = returnNew ? inserted : null;
      }
    }
    Document shown = value == null || projection == null ? value : projection.apply(value);
    return new Document("lastErrorObject", lastError).append("value", shown).append("ok", 1.0);
  }

  private Document changed(Update update, Document before, Filter filter) {
    try {
      Document after = update.apply(before, filter.position(before));
      if (after != before) {
        collection.replace(before, after);
      }
      return after;
    } catch (de.bwaldvogel.mongo.exception.MongoServerError e) {
      throw Errors.within(FIND_AND_MODIFY, e);
    }
  }
}
