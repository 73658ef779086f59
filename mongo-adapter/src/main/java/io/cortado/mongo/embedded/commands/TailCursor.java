package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Table;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cursor at the end of a capped collection, which goes on when there is more. Runs on the server's thread. */
final class TailCursor extends OpenCursor {

  private final Table table;
  private final Filter filter;
  private final @Nullable UnaryOperator<Document> projection;
  private final boolean awaits;
  private @Nullable RecordCursor found;
  private long last = -1;

  TailCursor(
      String namespace, Table table, Filter filter, @Nullable UnaryOperator<Document> projection, boolean awaits) {
    super(namespace);
    this.table = table;
    this.filter = filter;
    this.projection = projection;
    this.awaits = awaits;
  }

  @Override
  @Nullable Bson next() {
    RecordCursor open = found;
    if (open == null) {
      open = table.after(last);
      found = open;
    }
    for (Record record = open.next(); record != null; record = open.next()) {
      last = record.id();
      if (filter.matches(record.document())) {
        return projection == null ? record.bson() : Bson.of(projection.apply(record.document()));
      }
    }
    return null;
  }

  @Override
  void pause() {
    found = null;
  }

  @Override
  boolean isTailable() {
    return !isClosed();
  }

  /** An empty collection has no end to wait at, and one that was dropped none any more. */
  @Override
  boolean isClosed() {
    return last < 0 && table.count() == 0 || table.isDropped();
  }

  @Override
  boolean awaitsData() {
    return awaits;
  }
}
