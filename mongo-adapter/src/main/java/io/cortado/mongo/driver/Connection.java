package io.cortado.mongo.driver;

import com.mongodb.ReadPreference;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** One user's hold on a pool. Its methods block, and are called from virtual threads. */
public final class Connection {

  private static final Set<String> CURSOR_MAKERS = Set.of("find", "aggregate", "listIndexes", "listCollections");

  private final Pool pool;
  private final Sessions sessions;
  private final CursorSessions cursors = new CursorSessions();
  private final AtomicBoolean closed = new AtomicBoolean();

  Connection(Pool pool) {
    this.pool = pool;
    this.sessions = new Sessions(pool.client());
  }

  /** The sessions that the app has started. */
  public Sessions sessions() {
    return sessions;
  }

  /** Runs a command and gives the outcome of its reply. */
  public Object run(
      String database, byte[] command, @Nullable String readPreference, int session, boolean raw) {
    MongoClient client = pool.client();
    MongoDatabase target = client.getDatabase(database);
    RawBsonDocument document = new RawBsonDocument(command);
    ReadPreference preference =
        readPreference == null ? ReadPreference.primary() : ReadPreference.valueOf(readPreference);
    RawBsonDocument reply;
    if (session != 0) {
      reply = target.runCommand(sessions.get(session), document, preference, RawBsonDocument.class);
    } else {
      reply = withOwnSession(client, target, document, preference);
    }
    byte[] bytes = Bytes.of(reply);
    return raw ? Outcome.raw(bytes) : Outcome.packed(bytes);
  }

  /** A cursor must be read in the session that made it, so that session stays open as long as the cursor. */
  private RawBsonDocument withOwnSession(
      MongoClient client, MongoDatabase target, RawBsonDocument document, ReadPreference preference) {
    String name = document.getFirstKey();
    if (CURSOR_MAKERS.contains(name)) {
      ClientSession own = CursorSessions.start(client);
      return cursors.afterFirst(own, () -> target.runCommand(own, document, preference, RawBsonDocument.class));
    }
    if (name.equals("getMore") || name.equals("killCursors")) {
      return cursors.next(
          document,
          own ->
              own == null
                  ? target.runCommand(document, preference, RawBsonDocument.class)
                  : target.runCommand(own, document, preference, RawBsonDocument.class));
    }
    return target.runCommand(document, preference, RawBsonDocument.class);
  }

  /** Gives the hold back; closing twice is harmless. */
  public void close() {
    if (closed.compareAndSet(false, true)) {
      cursors.close();
      sessions.close();
      pool.release();
    }
  }
}
