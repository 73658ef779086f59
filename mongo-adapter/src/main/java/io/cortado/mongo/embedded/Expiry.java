package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.List;

/** Deletes the documents whose time in a TTL index has come. Runs on the server's thread. */
final class Expiry {

  private final Data data;
  private final Channel channel;

  /** The channel stands for the client that the storage library wants to know of each command. */
  Expiry(Data data, Channel channel) {
    this.data = data;
    this.channel = channel;
  }

  void sweep() {
    if (data.isLost()) {
      return;
    }
    for (String database : data.backend().databaseNames()) {
      for (Document collection : batch(database, new Document("listCollections", 1))) {
        sweep(database, String.valueOf(collection.get("name")));
      }
    }
  }

  private void sweep(String database, String collection) {
    for (Document index : batch(database, new Document("listIndexes", collection))) {
      if (index.get("expireAfterSeconds") instanceof Number seconds
          && index.get("key") instanceof Document key
          && key.size() == 1) {
        String field = key.keySet().iterator().next();
        Instant limit = Instant.now().minusSeconds(seconds.longValue());
        Document filter = new Document(field, new Document("$lt", limit));
        Document delete = new Document("q", filter).append("limit", 0);
        run(database, new Document("delete", collection).append("deletes", List.of(delete)));
      }
    }
  }

  private List<Document> batch(String database, Document command) {
    return run(database, command).get("cursor") instanceof Document cursor
        ? Repairs.documents(cursor.get("firstBatch"))
        : List.of();
  }

  private Document run(String database, Document command) {
    return data.backend().handleCommand(channel, database, command.keySet().iterator().next(), command);
  }
}
