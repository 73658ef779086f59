package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The commands createIndexes, listIndexes and dropIndexes. Runs on the server's thread. */
final class Indexes {

  private final Store store;
  private final Cursors cursors;

  Indexes(Store store, Cursors cursors) {
    this.store = store;
    this.cursors = cursors;
  }

  Document create(Request request) {
    String name = request.collection();
    Writes.requireWritable(request, name);
    List<Document> wanted = request.documents("indexes");
    if (wanted.isEmpty()) {
      throw Errors.badValue("Must specify at least one index to create");
    }
    Table known = store.table(request.database(), name);
    List<IndexSpec> specs = new ArrayList<>();
    Collation standard = known == null ? Collation.SIMPLE : known.collation();
    for (Document one : wanted) {
      specs.add(IndexRules.checked(one, standard));
    }
    Table table = store.tableForWrite(request.database(), name);
    int before = table.indexes().size();
    List<Index> made = new ArrayList<>();
    try {
      for (IndexSpec spec : specs) {
        if (!exists(table, spec)) {
          made.add(table.addIndex(spec));
          store.tell(
              table.database(),
              table.name(),
              new Document("createIndexes", new Document("indexes", List.of(spec.description()))));
        }
      }
    } catch (RuntimeException e) {
      made.forEach(table::dropIndex);
      throw e;
    }
    Document result =
        new Document("numIndexesBefore", before)
            .append("numIndexesAfter", table.indexes().size())
            .append("createdCollectionAutomatically", known == null);
    if (made.isEmpty()) {
      result.append("note", "all indexes already exist");
    }
    return result.append("ok", 1.0);
  }

  /** True for an index that is there already; an error for one that is nearly so. */
  private static boolean exists(Table table, IndexSpec spec) {
    for (Index index : table.indexes()) {
      IndexSpec other = index.spec();
      boolean sameName = other.name().equals(spec.name());
      boolean sameKey =
          Search.isSameKey(other.key(), spec.key())
              && other.collation().isSameAs(spec.collation())
              && Objects.equals(other.partial(), spec.partial());
      if (spec.kind() == IndexSpec.Kind.TEXT && other.kind() == IndexSpec.Kind.TEXT && !(sameName && sameKey)) {
        throw Errors.of(
            67, "only one text index per collection allowed, found existing text index \"" + other.name() + "\"");
      }
      if (sameKey && isSame(other, spec)) {
        if (sameName || other.isId()) {
          return true;
        }
        throw Errors.of(85, "Index already exists with a different name: " + other.name());
      }
      if (sameKey && !sameName) {
        throw Errors.of(
            85,
            "An equivalent index already exists with a different name and options. Requested index: " + shown(spec)
                + ", existing index: " + shown(other));
      }
      if (sameName) {
        throw Errors.of(
            86,
            "An existing index has the same name as the requested index. When index names are not specified, they are"
                + " auto generated and can cause conflicts. Please refer to our documentation. Requested index: "
                + shown(spec) + ", existing index: " + shown(other));
      }
    }
    return false;
  }

  private static boolean isSame(IndexSpec one, IndexSpec other) {
    Object first = one.description().get("expireAfterSeconds");
    Object second = other.description().get("expireAfterSeconds");
    boolean sameTime =
        first instanceof Number a && second instanceof Number b ? a.longValue() == b.longValue() : first == second;
    return one.unique() == (other.unique() || one.isId()) && one.sparse() == other.sparse() && sameTime;
  }

  private static String shown(IndexSpec spec) {
    return io.cortado.mongo.embedded.value.Shown.value(spec.description());
  }

  Document list(Request request) {
    String name = request.collection();
    if (store.view(request.database(), name) != null) {
      throw Errors.of(166, "Namespace " + request.database() + "." + name + " is a view, not a collection");
    }
    Table table = store.table(request.database(), name);
    if (table == null) {
      throw Errors.of(26, "ns does not exist: " + request.database() + "." + name);
    }
    List<Document> shown = new ArrayList<>();
    for (Index index : table.indexes()) {
      shown.add(index.spec().description());
    }
    return cursors.reply(new ListCursor(request.namespace(), shown), request, false);
  }

  Document drop(Request request) {
    String name = request.collection();
    Writes.requireWritable(request, name);
    Table table = store.table(request.database(), name);
    if (table == null) {
      throw Errors.of(26, "ns not found " + request.database() + "." + name);
    }
    int before = table.indexes().size();
    Object wanted = request.body().get("index");
    if ("*".equals(wanted)) {
      List.copyOf(table.indexes()).stream().filter(index -> !index.spec().isId()).forEach(index -> drop(table, index));
      return new Document("nIndexesWas", before)
          .append("msg", "non-_id indexes dropped for collection")
          .append("ok", 1.0);
    }
    List<Index> found = new ArrayList<>();
    for (Object one : wanted instanceof List<?> list ? list : java.util.Collections.singletonList(wanted)) {
      found.add(named(table, one));
    }
    found.forEach(index -> drop(table, index));
    return new Document("nIndexesWas", before).append("ok", 1.0);
  }

  private void drop(Table table, Index index) {
    table.dropIndex(index);
    store.tell(
        table.database(),
        table.name(),
        new Document("dropIndexes", new Document("indexes", List.of(index.spec().description()))));
  }

  private static Index named(Table table, @Nullable Object wanted) {
    for (Index index : table.indexes()) {
      IndexSpec spec = index.spec();
      boolean same = wanted instanceof Document key ? Search.isSameKey(spec.key(), key) : spec.name().equals(wanted);
      if (same) {
        if (spec.isId()) {
          throw Errors.of(72, "cannot drop _id index");
        }
        return index;
      }
    }
    throw Errors.of(
        27,
        wanted instanceof Document key
            ? "can't find index with key: " + key
            : "index not found with name [" + wanted + "]");
  }

  /** Documents of a list, for the commands that list something. */
  static final class ListCursor extends OpenCursor {
    private final Iterator<Document> items;

    ListCursor(String namespace, List<Document> items) {
      super(namespace);
      this.items = items.iterator();
    }

    @Override
    @Nullable Bson next() {
      return items.hasNext() ? Bson.of(items.next()) : null;
    }

    @Override
    void pause() {}
  }
}
