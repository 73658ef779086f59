package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Entry;
import io.cortado.mongo.embedded.store.Names;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands that make, change, list and drop collections, views and databases. Runs on the server's thread. */
final class Collections {

  private static final Set<String> OPTIONS =
      Set.of(
          "capped", "size", "max", "validator", "validationLevel", "validationAction", "viewOn", "pipeline",
          "collation", "changeStreamPreAndPostImages", "expireAfterSeconds", "storageEngine", "indexOptionDefaults",
          "clusteredIndex", "timeseries", "idIndex", "autoIndexId", "flags", "encryptedFields");
  private static final Set<String> REFUSED =
      Set.of("timeseries", "clusteredIndex", "encryptedFields", "expireAfterSeconds");
  private static final Set<String> ANYWHERE =
      Set.of("$db", "lsid", "txnNumber", "startTransaction", "autocommit", "writeConcern", "readConcern", "comment",
          "maxTimeMS", "$readPreference", "$clusterTime", "apiVersion", "apiStrict", "apiDeprecationErrors");

  private final Store store;
  private final Cursors cursors;

  Collections(Store store, Cursors cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  Document create(Request request) {
    String name = request.collection();
    Document options = new Document();
    for (Map.Entry<String, Object> option : request.body().entrySet()) {
      String key = option.getKey();
      boolean given = option.getValue() != null && !Boolean.FALSE.equals(option.getValue());
      if (key.equals(request.command()) || ANYWHERE.contains(key) || !given) {
        continue;
      }
      if (!OPTIONS.contains(key)) {
        throw Errors.of(40415, "BSON field 'create." + key + "' is an unknown field.");
      }
      if (REFUSED.contains(key)) {
        throw Errors.unsupported("the collection option " + key);
      }
      if (!Set.of("idIndex", "autoIndexId", "flags").contains(key)) {
        options.put(key, option.getValue());
      }
    }
    Entry existing = store.entry(request.database(), name);
    check(options);
    if (existing != null) {
      throw Errors.of(
          48, (existing.isView() ? "View" : "Collection") + " already exists. NS: " + request.namespace());
    }
    if (options.containsKey("viewOn")) {
      view(request, name, options);
    } else {
      store.create(request.database(), name, options);
    }
    return Replies.ok();
  }

  private void view(Request request, String name, Document options) {
    List<Document> stages = request.body().containsKey("pipeline") ? request.documents("pipeline") : List.of();
    for (Document stage : stages) {
      if (stage.containsKey("$out") || stage.containsKey("$merge")) {
        throw Errors.of(167, stage.keySet().iterator().next() + " is not allowed in a view");
      }
    }
    options.put("pipeline", stages);
    store.createView(request.database(), name, options);
    try {
      Views.resolve(store, request.database(), name);
    } catch (RuntimeException e) {
      store.dropView(request.database(), name);
      throw e;
    }
  }

  private static void check(Document options) {
    boolean capped = options.containsKey("capped");
    if (capped && !(options.get("size") instanceof Number)) {
      throw Errors.of(72, "the 'size' field is required when 'capped' is true");
    }
    if (!capped && (options.containsKey("size") || options.containsKey("max"))) {
      throw Errors.of(72, "the 'capped' field needs to be true when either the 'size' or 'max' fields are present");
    }
    if (capped && options.get("size") instanceof Number size) {
      // Sizes are multiples of 256, as in MongoDB.
      options.put("size", (int) Math.min(Integer.MAX_VALUE, (size.longValue() + 255) / 256 * 256));
    }
    validator(options);
    Collation collation = Collation.of(options);
    if (collation.isSimple()) {
      options.remove("collation");
    } else {
      options.put("collation", collation.description());
    }
  }

  private static void validator(Document options) {
    if (options.containsKey("validator")) {
      if (!(options.get("validator") instanceof Document validator)) {
        throw Errors.typeMismatch("BSON field 'create.validator' is the wrong type, expected type 'object'");
      }
      Filter.of(validator, Values.SIMPLE);
    }
    enumeration(options, "validationLevel", Set.of("off", "strict", "moderate"));
    enumeration(options, "validationAction", Set.of("error", "warn", "errorAndLog"));
  }

  private static void enumeration(Document options, String name, Set<String> values) {
    if (options.containsKey(name) && !values.contains(String.valueOf(options.get(name)))) {
      throw Errors.badValue(
          "Enumeration value '" + options.get(name) + "' for field '" + name + "' is not a valid value.");
    }
  }

  Document drop(Request request) {
    String name = request.collection();
    Table table = store.table(request.database(), name);
    if (table != null) {
      int indexes = table.indexes().size();
      store.drop(table);
      return new Document("nIndexesWas", indexes).append("ns", request.namespace()).append("ok", 1.0);
    }
    if (store.view(request.database(), name) != null) {
      store.dropView(request.database(), name);
      return new Document("ns", request.namespace()).append("ok", 1.0);
    }
    // Dropping what is not there is no error since MongoDB 7.
    return Replies.ok();
  }

  Document modify(Request request) {
    String name = request.collection();
    Entry entry = store.entry(request.database(), name);
    if (entry == null) {
      throw Errors.of(26, "ns does not exist: " + request.namespace());
    }
    if (entry.isView()) {
      Document options = entry.options().clone();
      options.put("viewOn", request.body().getOrDefault("viewOn", options.get("viewOn")));
      options.put("pipeline", request.body().getOrDefault("pipeline", options.get("pipeline")));
      store.changeView(request.database(), name, options);
      return Replies.ok();
    }
    Table table = store.table(request.database(), name);
    if (table == null) {
      throw Errors.of(26, "ns does not exist: " + request.namespace());
    }
    Document options = entry.options().clone();
    Document result = new Document();
    for (Map.Entry<String, Object> change : request.body().entrySet()) {
      String key = change.getKey();
      switch (key) {
        case "index" -> index(table, (Document) change.getValue(), result);
        case "validator", "validationLevel", "validationAction", "changeStreamPreAndPostImages" ->
            options.put(key, change.getValue());
        case "cappedSize" -> options.put("size", change.getValue());
        case "cappedMax" -> options.put("max", change.getValue());
        default -> {
          if (!key.equals(request.command()) && !ANYWHERE.contains(key)) {
            throw Errors.of(40415, "BSON field 'collMod." + key + "' is an unknown field.");
          }
        }
      }
    }
    validator(options);
    table.options(options);
    store.tell(request.database(), name, new Document("modify", request.body()));
    return result.append("ok", 1.0);
  }

  private static void index(Table table, Document change, Document result) {
    Index found = null;
    for (Index index : table.indexes()) {
      boolean named = index.spec().name().equals(change.get("name"));
      if (named || change.get("keyPattern") instanceof Document key && Search.isSameKey(index.spec().key(), key)) {
        found = index;
      }
    }
    if (found == null) {
      throw Errors.of(27, "cannot find index " + change.getOrDefault("name", change.get("keyPattern"))
          + " for ns " + table.namespace());
    }
    for (String option : List.of("expireAfterSeconds", "hidden", "unique", "prepareUnique")) {
      if (change.containsKey(option)) {
        Object old = found.spec().description().get(option);
        Object value = change.get(option);
        if (old != null || option.equals("hidden")) {
          result.put(option + "_old", option.equals("hidden") && old == null ? false : old);
        }
        result.put(option + "_new", value);
        boolean off = Boolean.FALSE.equals(value);
        if (option.equals("unique") && !off) {
          throw Errors.unsupported("collMod of an index to unique");
        }
        table.changeIndex(found, found.spec().with(option, off ? null : value));
        found = table.index(found.spec().name());
        if (found == null) {
          return;
        }
      }
    }
  }

  Document rename(Request request) {
    String from = String.valueOf(request.body().get(request.command()));
    String to = String.valueOf(request.body().get("to"));
    if (!request.database().equals("admin")) {
      throw Errors.of(13, "renameCollection may only be run against the admin database.");
    }
    if (from.indexOf('.') < 1 || to.indexOf('.') < 1) {
      throw Errors.of(73, "Invalid namespace specified '" + (from.indexOf('.') < 1 ? from : to) + "'");
    }
    Names.requireCollection(Store.database(to), Store.collection(to));
    Table table = store.table(Store.database(from), Store.collection(from));
    if (table == null) {
      if (store.view(Store.database(from), Store.collection(from)) != null) {
        throw Errors.of(166, "cannot rename view: " + from);
      }
      throw Errors.of(26, "Source collection " + from + " does not exist");
    }
    if (from.equals(to)) {
      throw Errors.of(20, "Can't rename a collection to itself");
    }
    Table target = store.table(Store.database(to), Store.collection(to));
    boolean view = store.view(Store.database(to), Store.collection(to)) != null;
    if (view || target != null && !request.flag("dropTarget")) {
      throw Errors.of(48, "target namespace exists");
    }
    if (target != null) {
      store.drop(target);
    }
    store.rename(table, Store.database(to), Store.collection(to));
    return Replies.ok();
  }

  Document list(Request request) {
    Names.requireDatabase(request.database());
    boolean nameOnly = request.flag("nameOnly");
    Filter filter = Filter.of(request.document("filter"), Values.SIMPLE);
    List<Document> shown = new ArrayList<>();
    boolean views = false;
    for (String name : store.names(request.database())) {
      Entry entry = store.entry(request.database(), name);
      if (entry != null) {
        views |= entry.isView();
        add(described(name, entry), nameOnly, filter, shown);
      }
    }
    if (views) {
      Document system =
          new Document("name", "system.views")
              .append("type", "collection")
              .append("options", new Document())
              .append("info", new Document("readOnly", false))
              .append("idIndex", new Document("v", 2).append("key", new Document("_id", 1)).append("name", "_id_"));
      add(system, nameOnly, filter, shown);
    }
    String namespace = request.database() + ".$cmd.listCollections";
    return cursors.reply(new Indexes.ListCursor(namespace, shown), request, false);
  }

  private static void add(Document whole, boolean nameOnly, Filter filter, List<Document> shown) {
    if (filter.matches(whole)) {
      shown.add(nameOnly ? new Document("name", whole.get("name")).append("type", whole.get("type")) : whole);
    }
  }

  private Document described(String name, Entry entry) {
    Document info = new Document("readOnly", entry.isView());
    if (!entry.isView()) {
      info.append("uuid", entry.uuid());
    }
    Document shown =
        new Document("name", name).append("type", entry.type()).append("options", entry.options()).append("info", info);
    if (!entry.isView()) {
      shown.append("idIndex", new Document("v", 2).append("key", new Document("_id", 1)).append("name", "_id_"));
    }
    return shown;
  }

  Document dropDatabase(Request request) {
    Names.requireDatabase(request.database());
    boolean existed = store.databases().contains(request.database());
    store.dropDatabase(request.database());
    Document result = new Document();
    if (existed) {
      result.append("dropped", request.database());
    }
    return result.append("ok", 1.0);
  }

  Document listDatabases(Request request) {
    if (!request.database().equals("admin")) {
      throw Errors.of(13, "listDatabases may only be run against the admin database.");
    }
    boolean nameOnly = request.flag("nameOnly");
    Filter filter = Filter.of(request.document("filter"), Values.SIMPLE);
    List<Document> shown = new ArrayList<>();
    long total = 0;
    for (String name : store.databases()) {
      long size = 0;
      if (!nameOnly) {
        size = store.tables(name).stream().mapToLong(table -> table.size() + 4_096).sum();
      }
      Document whole = new Document("name", name).append("sizeOnDisk", size).append("empty", false);
      if (filter.matches(whole)) {
        total += size;
        shown.add(nameOnly ? new Document("name", name) : whole);
      }
    }
    Document result = new Document("databases", shown);
    if (!nameOnly) {
      result.append("totalSize", total).append("totalSizeMb", total / (1024 * 1024));
    }
    return result.append("ok", 1.0);
  }
}
