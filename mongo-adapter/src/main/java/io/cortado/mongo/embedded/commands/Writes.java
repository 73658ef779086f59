package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.index.DuplicateKey;
import io.cortado.mongo.embedded.store.Access;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Names;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.store.WriteConflict;
import io.cortado.mongo.embedded.update.Update;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands insert, update and delete. Runs on the server's thread. */
final class Writes {

  private static final int MOST = 100_000;

  private final Request request;
  private final Access access;
  private final Store store;
  private final List<Document> errors = new ArrayList<>();
  private final List<Document> upserted = new ArrayList<>();
  private int matched;
  private int modified;

  /** True once an error is not one of the command itself. */
  private boolean executing;

  private Writes(Request request) {
    this.request = request;
    this.access = request.access();
    this.store = access.store();
  }

  private interface Statement {
    void run(int index, Document statement);
  }

  static Document insert(Request request) {
    Writes writes = new Writes(request);
    String name = writes.target();
    writes.each(
        "documents",
        (index, document) -> {
          writes.insert(name, document, request.body().get("documents") instanceof List<?> all ? all.get(index) : null);
          writes.matched++;
        });
    return writes.reply(false);
  }

  /** {@code given} is the document with its bytes, where it has come so. */
  @SuppressWarnings("ReferenceEquality")
  private void insert(String name, Document document, @Nullable Object given) {
    Document checked = Validation.checked(this, name, withId(document));
    Table table = tableForWrite(name);
    if (given instanceof Bson bson && bson.document() == checked) {
      access.insert(table, bson);
    } else {
      access.insert(table, checked);
    }
  }

  static Document update(Request request) {
    Writes writes = new Writes(request);
    String name = writes.target();
    writes.each("updates", (index, statement) -> writes.update(name, index, statement));
    return writes.reply(true);
  }

  static Document delete(Request request) {
    Writes writes = new Writes(request);
    String name = writes.target();
    writes.each("deletes", (index, statement) -> writes.delete(name, statement));
    return writes.reply(false);
  }

  Request request() {
    return request;
  }

  private String target() {
    String name = request.collection();
    requireWritable(request, name);
    return name;
  }

  static void requireWritable(Request request, String name) {
    requireWritable(request, request.database(), name);
  }

  static void requireWritable(Request request, String database, String name) {
    if (request.access().store().view(database, name) != null) {
      throw Errors.of(166, "Namespace " + database + "." + name + " is a view, not a collection");
    }
    Names.requireNamespace(database, name);
  }

  private @Nullable Table table(String name) {
    return store.table(request.database(), name);
  }

  private Table tableForWrite(String name) {
    return access.tableForWrite(request.database(), name);
  }

  private void each(String name, Statement work) {
    List<Document> statements = request.documents(name);
    if (statements.isEmpty() || statements.size() > MOST) {
      throw Errors.of(
          16,
          "Write batch sizes must be between 1 and " + MOST + ". Got " + statements.size() + " operations.");
    }
    boolean ordered = !Boolean.FALSE.equals(request.body().get("ordered"));
    for (int i = 0; i < statements.size() && (errors.isEmpty() || !ordered); i++) {
      try {
        work.run(i, statements.get(i));
      } catch (WriteConflict e) {
        throw e;
      } catch (MongoServerError e) {
        if (request.access().isTransaction()) {
          throw e;
        }
        errors.add(error(i, e));
      }
    }
  }

  private static Document error(int index, MongoServerError e) {
    Document error = new Document("index", index).append("code", e.getCode());
    if (e instanceof DuplicateKey duplicate) {
      duplicate.complete(error);
    } else if (e instanceof InvalidDocument invalid) {
      error.append("errInfo", invalid.info());
    }
    return error.append("errmsg", e.getMessageWithoutErrorCode());
  }

  private Document reply(boolean update) {
    Document result = new Document("n", matched);
    if (!upserted.isEmpty()) {
      result.append("upserted", upserted);
    }
    if (update) {
      result.append("nModified", modified);
    }
    if (!errors.isEmpty()) {
      result.append("writeErrors", errors);
    }
    return result.append("ok", 1.0);
  }

  /** The document with an {@code _id}, which is its first field. */
  static Document withId(Document document) {
    Object id = document.get("_id");
    if (id instanceof Collection<?> || id instanceof BsonRegularExpression) {
      throw Errors.of(
          53, "The '_id' value cannot be of type " + (id instanceof Collection<?> ? "array" : "regex"));
    }
    if (id instanceof Document inner) {
      for (String name : inner.keySet()) {
        if (name.startsWith("$") && !name.equals("$ref") && !name.equals("$id") && !name.equals("$db")) {
          throw Errors.of(
              52, "_id fields may not contain '$'-prefixed fields: " + name + " is not valid for storage.");
        }
      }
    }
    if (document.containsKey("_id") && document.keySet().iterator().next().equals("_id")) {
      return document;
    }
    Document ordered = new Document("_id", document.containsKey("_id") ? id : Ids.next());
    for (java.util.Map.Entry<String, Object> field : document.entrySet()) {
      ordered.put(field.getKey(), field.getValue());
    }
    return ordered;
  }

  private void update(String name, int index, Document statement) {
    Document query = request.document(statement, "q");
    boolean multi = request.flag(statement, "multi");
    boolean upsert = request.flag(statement, "upsert");
    Table table = table(name);
    Variables variables = Evaluation.variables(request, statement, table);
    Update update = Update.of(statement.get("u"), statement.get("arrayFilters"), variables);
    if (multi && update.isReplacement()) {
      throw Errors.failedToParse("multi update is not supported for replacement-style update");
    }
    if (multi && statement.containsKey("sort")) {
      throw Errors.failedToParse("Cannot specify sort with multi=true");
    }
    int found = 0;
    if (table != null) {
      Search search =
          new Search(access, table, query, variables)
              .hint(statement.get("hint"))
              .sort(request.document(statement, "sort"))
              .limit(multi ? 0 : 1);
      for (Record record : all(search)) {
        found++;
        Document before = record.document();
        Document after = update.apply(before, search.filter().position(before));
        if (change(name, table, record, after, statement.get("u"))) {
          modified++;
        }
      }
    }
    if (found == 0 && upsert) {
      Document inserted = upserted(update, query, name);
      upserted.add(new Document("index", index).append("_id", inserted.get("_id")));
      found = 1;
    }
    matched += found;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean change(String name, Table table, Record record, Document after, @Nullable Object spec) {
    if (after == record.document()) {
      return false;
    }
    Validation.checkedUpdate(this, name, record.document(), after);
    access.replace(table, record, after, spec);
    return true;
  }

  private static List<Record> all(Search search) {
    List<Record> all = new ArrayList<>();
    RecordCursor found = search.run();
    for (Record record = found.next(); record != null; record = found.next()) {
      all.add(record);
    }
    return all;
  }

  private Document upserted(Update update, Document query, String name) {
    Document inserted = withId(update.upsert(query));
    access.insert(tableForWrite(name), Validation.checked(this, name, inserted));
    return inserted;
  }

  private void delete(String name, Document statement) {
    if (!(statement.get("limit") instanceof Number limit) || limit.doubleValue() != 0 && limit.doubleValue() != 1) {
      throw Errors.failedToParse(
          "The limit field in delete objects must be 0 or 1. Got " + statement.get("limit"));
    }
    Table table = table(name);
    if (table == null) {
      return;
    }
    Variables variables = Evaluation.variables(request, statement, table);
    Search search =
        new Search(access, table, request.document(statement, "q"), variables)
            .hint(statement.get("hint"))
            .limit(limit.intValue());
    for (Record record : all(search)) {
      access.delete(table, record);
      matched++;
    }
  }

  /** The command findAndModify. */
  static Document findAndModify(Request given) {
    Document body = given.body();
    Request request = given;
    if (body.containsKey("findandmodify")) {
      Document renamed = new Document("findAndModify", body.get("findandmodify"));
      body.forEach((name, value) -> renamed.putIfAbsent(name, value));
      renamed.remove("findandmodify");
      request = given.with(renamed);
    }
    Writes writes = new Writes(request);
    String context = "Plan executor error during findAndModify";
    try {
      return writes.modify();
    } catch (DuplicateKey e) {
      throw e.within(context);
    } catch (MongoServerError e) {
      throw writes.executing && !(e instanceof WriteConflict) && !(e instanceof InvalidDocument)
          ? Errors.within(context, e)
          : e;
    }
  }

  private Document modify() {
    String name = target();
    boolean remove = request.flag("remove");
    Object spec = request.body().get("update");
    if (remove == (spec != null)) {
      throw Errors.failedToParse(
          remove
              ? "Cannot specify both an update and remove=true"
              : "Either an update or remove=true must be specified");
    }
    boolean wantsNew = request.flag("new");
    if (remove && wantsNew) {
      throw Errors.failedToParse(
          "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
    }
    Table table = table(name);
    Variables variables = Evaluation.variables(request, request.body(), table);
    Document query = request.document("query");
    Update update = remove ? null : Update.of(spec, request.body().get("arrayFilters"), variables);
    Record record = null;
    Search search = null;
    if (table != null) {
      search =
          new Search(access, table, query, variables)
              .sort(request.document("sort"))
              .hint(request.body().get("hint"))
              .limit(1);
      record = search.run().next();
    }
    executing = true;
    Document last = new Document("n", record == null ? 0 : 1);
    Document value = null;
    if (record != null && table != null && search != null) {
      value = record.document();
      if (update == null) {
        access.delete(table, record);
      } else {
        last.append("updatedExisting", true);
        Document after = update.apply(value, search.filter().position(value));
        change(name, table, record, after, spec);
        value = wantsNew ? after : value;
      }
    } else if (update != null) {
      last.append("updatedExisting", false);
      if (request.flag("upsert")) {
        Document inserted = upserted(update, query, name);
        last.put("n", 1);
        last.append("upserted", inserted.get("_id"));
        value = wantsNew ? inserted : null;
      }
    }
    Document fields = request.document("fields");
    if (value != null && !fields.isEmpty()) {
      value = Evaluation.projection(fields, query, variables).apply(value);
    }
    return new Document("lastErrorObject", last).append("value", value).append("ok", 1.0);
  }
}
