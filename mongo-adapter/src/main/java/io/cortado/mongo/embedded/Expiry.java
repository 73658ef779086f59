package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.commands.Client;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.store.Table;
import java.time.Instant;
import java.util.List;

/** Deletes the documents whose time in a TTL index has come. Runs on the server's thread. */
final class Expiry {

  private final Data data;
  private final Client client = new Client(0, "ttl", true);

  Expiry(Data data) {
    this.data = data;
  }

  void sweep() {
    if (data.isLost()) {
      return;
    }
    data.engine().sweep();
    for (Table table : data.engine().store().tables()) {
      for (Index index : List.copyOf(table.indexes())) {
        if (index.spec().description().get("expireAfterSeconds") instanceof Number seconds) {
          sweep(table, index, seconds.longValue());
        }
      }
    }
  }

  private void sweep(Table table, Index index, long seconds) {
    String field = index.spec().key().keySet().iterator().next();
    Instant limit = Instant.ofEpochMilli(System.currentTimeMillis()).minusSeconds(seconds);
    Document filter = new Document(field, new Document("$lt", limit));
    index.spec().partial().forEach(filter::putIfAbsent);
    Document statement = new Document("q", filter).append("limit", 0);
    Document delete = new Document("delete", table.name()).append("deletes", List.of(statement));
    data.engine().handle(client, table.database(), delete, true);
  }
}
