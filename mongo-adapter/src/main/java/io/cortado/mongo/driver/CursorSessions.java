package io.cortado.mongo.driver;

import com.mongodb.ClientSessionOptions;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The sessions of open cursors, by cursor id. Called from any thread. */
final class CursorSessions {

  private static final ClientSessionOptions OPTIONS =
      ClientSessionOptions.builder().causallyConsistent(false).build();

  private final Map<Long, ClientSession> open = new ConcurrentHashMap<>();

  static ClientSession start(MongoClient client) {
    return client.startSession(OPTIONS);
  }

  /** Runs the command that makes a cursor, and keeps the session if the reply leaves the cursor open. */
  RawBsonDocument afterFirst(ClientSession session, Supplier<RawBsonDocument> command) {
    boolean kept = false;
    try {
      RawBsonDocument reply = command.get();
      long id = cursorId(reply);
      if (id != 0) {
        open.put(id, session);
        kept = true;
      }
      return reply;
    } finally {
      if (!kept) {
        session.close();
      }
    }
  }

  /** Runs a command on an open cursor in its session, which ends with the cursor. */
  RawBsonDocument next(RawBsonDocument command, Function<@Nullable ClientSession, RawBsonDocument> run) {
    boolean kill = command.getFirstKey().equals("killCursors");
    long id = (kill ? command.getArray("cursors").getFirst() : command.getNumber("getMore")).asNumber().longValue();
    ClientSession session = open.get(id);
    boolean done = true;
    try {
      RawBsonDocument reply = run.apply(session);
      done = kill || cursorId(reply) == 0;
      return reply;
    } finally {
      if (done && session != null) {
        open.remove(id);
        session.close();
      }
    }
  }

  private static long cursorId(RawBsonDocument reply) {
    BsonValue cursor = reply.get("cursor");
    return cursor instanceof BsonDocument document && document.containsKey("id")
        ? document.getNumber("id").longValue()
        : 0;
  }

  void close() {
    open.values().forEach(ClientSession::close);
    open.clear();
  }
}
