package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.aggregation.Environment;
import io.cortado.mongo.embedded.aggregation.Pipeline;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Access;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The collections of the store, as pipelines see them. Runs on the server's thread. */
final class StoreEnvironment implements Environment {

  private final Request request;
  private final Access access;
  private final Store store;
  private final @Nullable Object hint;
  private final @Nullable Object text;
  private final List<RecordCursor> open = new ArrayList<>();

  /** {@code text} is the {@code $text} of the first stage, or null. */
  StoreEnvironment(Request request, @Nullable Object text) {
    this.request = request;
    this.text = text;
    this.access = request.access();
    this.store = access.store();
    this.hint = request.body().get("hint");
  }

  /** Lets go of the file until the next batch. */
  void pause() {
    open.forEach(RecordCursor::pause);
  }

  private @Nullable Table table(Namespace namespace) {
    return store.table(namespace.database(), namespace.collection());
  }

  private Table tableForWrite(Namespace namespace) {
    Writes.requireWritable(request, namespace.database(), namespace.collection());
    return access.tableForWrite(namespace.database(), namespace.collection());
  }

  @Override
  public Iterator<Document> scan(Scan scan) {
    Namespace namespace = scan.namespace();
    if (store.view(namespace.database(), namespace.collection()) != null) {
      return view(scan);
    }
    Table table = table(namespace);
    if (table == null) {
      return Collections.emptyIterator();
    }
    boolean own = namespace.toString().equals(request.database() + "." + request.body().get(request.command()));
    Document query = scan.query();
    if (text != null && own) {
      query = query.clone();
      query.put("$text", text);
    }
    Search search = new Search(access, table, query, scan.variables()).within(request).limit(scan.limit());
    if (scan.sort() != null) {
      search.sort(scan.sort());
    }
    RecordCursor found = search.hint(own ? hint : null).run();
    open.add(found);
    return new Documents(found, search);
  }

  private Iterator<Document> view(Scan scan) {
    Namespace namespace = scan.namespace();
    Views.Resolved view = Views.resolve(store, namespace.database(), namespace.collection());
    List<Document> stages = new ArrayList<>(view.stages());
    if (!scan.query().isEmpty()) {
      stages.add(new Document("$match", scan.query()));
    }
    if (scan.sort() != null) {
      stages.add(new Document("$sort", scan.sort()));
    }
    if (scan.limit() > 0) {
      stages.add(new Document("$limit", scan.limit()));
    }
    Namespace base = new Namespace(namespace.database(), view.collection());
    return Pipeline.of(stages, this, base, scan.variables()).run();
  }

  private static final class Documents implements Iterator<Document> {
    private final RecordCursor found;
    private final Search search;
    private @Nullable Record next;

    Documents(RecordCursor found, Search search) {
      this.found = found;
      this.search = search;
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = found.next();
      }
      return next != null;
    }

    @Override
    public Document next() {
      Record record = hasNext() ? next : null;
      if (record == null) {
        throw new NoSuchElementException();
      }
      next = null;
      search.describe(record);
      return record.document();
    }
  }

  @Override
  public @Nullable Iterator<Document> source(String stage, @Nullable Object body, Namespace namespace) {
    Table table = table(namespace);
    if (!stage.equals("$geoNear") || !(body instanceof Document spec)) {
      return null;
    }
    if (table == null) {
      return Collections.emptyIterator();
    }
    NearQuery near = NearQuery.stage(spec, table);
    Variables variables = Evaluation.variables(request, request.body(), table);
    Filter filter = Evaluation.filter(near.rest(), variables);
    RecordCursor matching =
        new RecordCursor() {
          private final RecordCursor all = access.open(table, near.plan());

          @Override
          public @Nullable Record next() {
            Record record = all.next();
            while (record != null && !filter.matches(record.document())) {
              record = all.next();
            }
            return record;
          }
        };
    ByDistance found = new ByDistance(matching, near, true);
    return found.documents(spec);
  }

  @Override
  public boolean isIndexed(Namespace namespace, String field) {
    Table table = table(namespace);
    if (table != null) {
      for (Index index : table.indexes()) {
        boolean first = index.spec().key().keySet().iterator().next().equals(field);
        if (first && index.spec().kind() == IndexSpec.Kind.ORDERED && !index.spec().hidden()
            && !index.spec().sparse() && index.spec().partial().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void replace(Namespace namespace, List<Document> documents) {
    Table old = table(namespace);
    Document options = old == null ? new Document() : old.entry().options();
    if (old != null && old.isCapped()) {
      throw Errors.of(17152, "namespace '" + namespace + "' is capped so it can't be used for $out");
    }
    Writes.requireWritable(request, namespace.database(), namespace.collection());
    String temporary = "tmp.agg_out." + Ids.next().getHexData();
    Table made = store.create(namespace.database(), temporary, options);
    try {
      if (old != null) {
        for (Index index : old.indexes()) {
          if (!index.spec().isId()) {
            made.addIndex(index.spec());
          }
        }
      }
      documents.forEach(document -> access.insert(made, Writes.withId(document)));
    } catch (RuntimeException e) {
      store.drop(made);
      throw e;
    }
    if (old != null) {
      store.drop(old);
    }
    store.rename(made, namespace.database(), namespace.collection());
  }

  @Override
  public boolean isUnique(Namespace namespace, List<String> fields) {
    Table table = table(namespace);
    if (table == null) {
      return fields.equals(List.of("_id"));
    }
    Set<String> wanted = new HashSet<>(fields);
    return table.indexes().stream()
        .map(Index::spec)
        .anyMatch(
            spec -> spec.unique() && !spec.sparse() && spec.partial().isEmpty() && spec.key().keySet().equals(wanted));
  }

  @Override
  public boolean exists(Namespace namespace) {
    return store.entry(namespace.database(), namespace.collection()) != null;
  }

  @Override
  public void insert(Namespace namespace, Document document) {
    access.insert(tableForWrite(namespace), Writes.withId(document));
  }

  @Override
  public void update(Namespace namespace, Document before, Document after) {
    Table table = tableForWrite(namespace);
    Record record = access.byId(table, before.get("_id"));
    if (record != null && !after.equals(record.document())) {
      access.replace(table, record, after, null);
    }
  }

  @Override
  public Document statistics(Namespace namespace, Document wanted) {
    Table table = table(namespace);
    Document result =
        new Document("ns", namespace.toString())
            .append("host", "localhost")
            .append("localTime", Instant.ofEpochMilli(System.currentTimeMillis()));
    if (table == null && !wanted.keySet().equals(Set.of("count"))) {
      throw Errors.of(26, "Unable to retrieve storageStats in $collStats stage :: caused by :: Collection ["
          + namespace + "] not found.");
    }
    if (wanted.get("storageStats") instanceof Document options) {
      long scale = options.get("scale") instanceof Number number ? number.longValue() : 1;
      Document storage = Statistics.collection(store, namespace.database(), namespace.collection(), scale);
      storage.remove("ns");
      result.append("storageStats", storage);
    }
    if (wanted.containsKey("count")) {
      result.append("count", table == null ? 0 : (int) access.count(table));
    }
    return result;
  }

  @Override
  public List<Document> indexStatistics(Namespace namespace) {
    List<Document> result = new ArrayList<>();
    Table table = table(namespace);
    if (table != null) {
      for (Index index : table.indexes()) {
        Document accesses = new Document("ops", index.uses()).append("since", Instant.ofEpochMilli(index.since()));
        result.add(
            new Document("name", index.spec().name())
                .append("key", index.spec().key())
                .append("host", "localhost")
                .append("accesses", accesses)
                .append("spec", index.spec().description()));
      }
    }
    return result;
  }
}
