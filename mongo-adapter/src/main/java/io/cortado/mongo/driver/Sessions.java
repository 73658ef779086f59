package io.cortado.mongo.driver;

import com.mongodb.ClientSessionOptions;
import com.mongodb.ReadConcern;
import com.mongodb.ReadConcernLevel;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** The sessions an app has started, by number. Called from any thread; {@link #act} blocks. */
public final class Sessions {

  private final MongoClient client;
  private final Map<Integer, ClientSession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  Sessions(MongoClient client) {
    this.client = client;
  }

  /** Starts a session and returns its number. */
  public int start(boolean causallyConsistent, boolean snapshot) {
    ClientSessionOptions options =
        ClientSessionOptions.builder().causallyConsistent(causallyConsistent).snapshot(snapshot).build();
    int number = last.incrementAndGet();
    sessions.put(number, client.startSession(options));
    return number;
  }

  ClientSession get(int number) {
    ClientSession session = sessions.get(number);
    if (session == null) {
      throw new IllegalArgumentException("Use of expired sessions is not permitted");
    }
    return session;
  }

  /** Does {@code start}, {@code commit}, {@code abort} or {@code end} to a session. */
  public Object act(int number, String action, String options) {
    ClientSession session = get(number);
    switch (action) {
      case "start" -> session.startTransaction(transaction(BsonDocument.parse(options)));
      case "commit" -> session.commitTransaction();
      case "abort" -> session.abortTransaction();
      case "end" -> {
        sessions.remove(number);
        session.close();
      }
      default -> throw new IllegalArgumentException("unknown action " + action);
    }
    return Outcome.text("");
  }

  private static TransactionOptions transaction(BsonDocument options) {
    TransactionOptions.Builder builder = TransactionOptions.builder();
    if (options.get("readConcern") instanceof BsonDocument concern && concern.containsKey("level")) {
      builder.readConcern(new ReadConcern(ReadConcernLevel.fromString(concern.getString("level").getValue())));
    }
    if (options.get("writeConcern") instanceof BsonDocument concern && concern.containsKey("w")) {
      BsonValue w = concern.get("w");
      builder.writeConcern(w.isString() ? new WriteConcern(w.asString().getValue()) : new WriteConcern(w.asNumber().intValue()));
    }
    return builder.build();
  }

  void close() {
    sessions.values().forEach(ClientSession::close);
    sessions.clear();
  }
}
