package io.cortado.mongo.embedded.oplog;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Journal;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import java.time.Instant;
import java.util.Iterator;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of late in the file, each under its time, which rises by at least one with each. The oldest are forgotten
 * when they are too many. Runs on the server's thread.
 */
public final class Oplog implements Journal {

  private static final String MAP = "cortado.oplog";
  private static final long MOST_BYTES = 32L * 1024 * 1024;
  private static final long MOST_BYTES_IN_MEMORY = 8L * 1024 * 1024;
  private static final int ENTRY_BYTES = 16;
  private static final int MEASURED = 1_000;

  /** The name of the time up to which changes are no more there. */
  private static final String FORGOTTEN = "oplogForgotten";

  private final Store store;
  private final MVMap<Long, Bson> map;
  private final long most;
  private long bytes;
  private long last;
  private @Nullable Object session;
  private @Nullable Object transaction;

  public Oplog(Store store) {
    this.store = store;
    this.map = store.file().openMap(MAP, Store.numbered());
    this.most = store.file().isPersistent() ? MOST_BYTES : MOST_BYTES_IN_MEMORY;
    Long key = map.lastKey();
    this.last = Math.max(key == null ? 0 : key, System.currentTimeMillis() / 1_000 << 32);
    this.bytes = measured();
    if (store.state(FORGOTTEN) == null) {
      store.state(FORGOTTEN, last);
    }
    store.add(this);
  }

  /** The bytes of all entries, as the first of them let guess where there are many. */
  private long measured() {
    long count = 0;
    long sum = 0;
    for (Bson entry : map.values()) {
      sum += entry.bytes().length + ENTRY_BYTES;
      if (++count == MEASURED) {
        break;
      }
    }
    return count == 0 ? 0 : sum * map.sizeAsLong() / count;
  }

  /** The time of the latest change. */
  public long last() {
    return last;
  }

  public BsonTimestamp time() {
    return new BsonTimestamp(last);
  }

  /** Whether what came after a time is all there. */
  public boolean reaches(long time) {
    Long forgotten = store.state(FORGOTTEN);
    return forgotten == null || time >= forgotten;
  }

  private long next() {
    long now = System.currentTimeMillis() / 1_000 << 32;
    last = now > last ? now + 1 : last + 1;
    return last;
  }

  /** The session and transaction that changes belong to until the next call. */
  public void within(@Nullable Object lsid, @Nullable Object txnNumber) {
    session = lsid;
    transaction = txnNumber;
  }

  private void append(Document entry) {
    if (session != null) {
      entry.append("lsid", session).append("txnNumber", transaction);
    }
    Bson bson = new Bson(Bson.of(entry).bytes(), null);
    map.put(next(), bson);
    bytes += bson.bytes().length + ENTRY_BYTES;
    if (bytes > most) {
      forget();
    }
  }

  private void forget() {
    while (bytes > most - most / 10) {
      Long first = map.firstKey();
      Bson entry = first == null ? null : map.remove(first);
      if (entry == null) {
        bytes = 0;
        return;
      }
      bytes -= entry.bytes().length + ENTRY_BYTES;
      store.state(FORGOTTEN, first);
    }
  }

  private static Document entry(String operation, String database, @Nullable String collection) {
    Document entry = new Document("op", operation).append("db", database);
    if (collection != null) {
      entry.append("coll", collection);
    }
    return entry.append("wall", Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  @Override
  public void changed(Table table, @Nullable Record before, @Nullable Record after, @Nullable Object spec) {
    boolean images =
        table.entry().options().get("changeStreamPreAndPostImages") instanceof Document wanted
            && Boolean.TRUE.equals(wanted.get("enabled"));
    Document entry;
    if (after == null) {
      entry = entry("delete", table.database(), table.name());
    } else if (before == null) {
      entry = entry("insert", table.database(), table.name()).append("o", after.bson());
    } else {
      boolean whole = spec instanceof Document document && !isOperators(document);
      entry = entry(whole ? "replace" : "update", table.database(), table.name());
      if (whole) {
        entry.append("o", after.bson());
      } else {
        entry.append("u", Difference.of(before.document(), after.document(), spec));
        if (images) {
          entry.append("post", after.bson());
        }
      }
    }
    Record any = after == null ? before : after;
    if (any != null) {
      entry.append("k", any.document().get("_id"));
    }
    if (images && before != null) {
      entry.append("pre", before.bson());
    }
    append(entry);
  }

  private static boolean isOperators(Document spec) {
    return !spec.isEmpty() && spec.keySet().iterator().next().startsWith("$");
  }

  @Override
  public void event(String database, @Nullable String collection, Document event) {
    String operation = event.keySet().iterator().next();
    append(entry(operation, database, collection).append("what", event.get(operation)));
  }

  /**
   * A change.
   *
   * @param time when it was made
   */
  public record Change(long time, Document entry) {}

  /** The changes behind a time, as far as they are made. */
  public Iterator<Change> after(long time) {
    Cursor<Long, Bson> cursor = map.cursor(time + 1);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public Change next() {
        Long key = cursor.next();
        return new Change(key, cursor.getValue().document());
      }
    };
  }
}
