package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStoreException;

/** The cursors that are open, and the commands about them. Runs on the server's thread. */
final class Cursors {

  static final int FIRST_BATCH = 101;

  /** How long a client may leave a cursor alone. */
  private static final long TIMEOUT = TimeUnit.MINUTES.toNanos(10);

  private final Map<Long, OpenCursor> open = new HashMap<>();

  /** The reply with the first batch; the cursor stays open when there is more. */
  Document reply(OpenCursor cursor, Request request, boolean onlyOne) {
    Document options = request.body().get("cursor") instanceof Document given ? given : request.body();
    Object size = options.get("batchSize");
    long most = size instanceof Number number ? number.longValue() : FIRST_BATCH;
    if (most < 0) {
      throw Errors.of(51024, "BSON field 'batchSize' value must be >= 0, actual value '" + most + "'");
    }
    if (onlyOne && most == 0) {
      most = Long.MAX_VALUE;
    }
    List<Bson> batch = cursor.batch(most);
    boolean done = onlyOne || (most > 0 || !(size instanceof Number)) && cursor.isSpent();
    if (!done) {
      register(cursor, request);
    }
    Document shown = new Document("firstBatch", batch);
    cursor.addTo(shown, batch);
    shown.append("id", done ? 0L : cursor.id()).append("ns", cursor.namespace());
    return new Document("cursor", shown).append("ok", 1.0);
  }

  private void register(OpenCursor cursor, Request request) {
    long id;
    do {
      id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    } while (open.containsKey(id));
    cursor.opened(id);
    cursor.session(request.body().get("lsid"));
    if (request.flag("noCursorTimeout")) {
      cursor.timeless();
    }
    open.put(id, cursor);
  }

  Document getMore(Request request) {
    if (!(request.body().get("getMore") instanceof Long id)) {
      throw Errors.typeMismatch(
          "BSON field 'getMore.getMore' is the wrong type '" + Types.name(request.body().get("getMore"))
              + "', expected type 'long'");
    }
    OpenCursor cursor = open.get(id);
    if (cursor == null) {
      throw Errors.of(43, "cursor id " + id + " not found");
    }
    String namespace = request.database() + "." + request.text("collection");
    if (!namespace.equals(cursor.namespace()) && !cursor.namespace().startsWith(request.database() + ".$cmd")) {
      throw Errors.of(
          13,
          "Requested getMore on namespace '" + namespace + "', but cursor belongs to a different namespace "
              + cursor.namespace());
    }
    long most = request.count("batchSize", 0);
    List<Bson> batch;
    try {
      batch = cursor.batch(most == 0 ? Long.MAX_VALUE : most);
    } catch (MVStoreException e) {
      open.remove(id);
      throw killed(cursor.namespace());
    } catch (RuntimeException e) {
      open.remove(id);
      throw e;
    }
    if (batch.isEmpty() && cursor.awaitsData() && !cursor.isClosed() && !request.expired()) {
      return Engine.LATER;
    }
    boolean done = cursor.isClosed() || cursor.isSpent();
    if (done) {
      open.remove(id);
    }
    Document shown = new Document("nextBatch", batch);
    cursor.addTo(shown, batch);
    shown.append("id", done ? 0L : id).append("ns", cursor.namespace());
    return new Document("cursor", shown).append("ok", 1.0);
  }

  static MongoServerError killed(String namespace) {
    return new MongoServerError(
        175, "QueryPlanKilled", "collection or index dropped while the cursor was open: " + namespace);
  }

  Document kill(Request request) {
    List<Object> killed = new ArrayList<>();
    List<Object> missing = new ArrayList<>();
    if (request.body().get("cursors") instanceof List<?> ids) {
      for (Object id : ids) {
        boolean known = id instanceof Long number && open.remove(number) != null;
        (known ? killed : missing).add(id);
      }
    }
    return new Document("cursorsKilled", killed)
        .append("cursorsNotFound", missing)
        .append("cursorsAlive", List.of())
        .append("cursorsUnknown", List.of())
        .append("ok", 1.0);
  }

  /** Ends those of a session that has ended. */
  void endSession(Object session) {
    open.values().removeIf(cursor -> session.equals(cursor.session()));
  }

  /** Ends those of a collection that is no more. */
  void sweep() {
    long now = System.nanoTime();
    open.values().removeIf(cursor -> cursor.isOverdue(now, TIMEOUT));
  }

  int count() {
    return open.size();
  }
}
