package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.oplog.Oplog;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Transaction;
import io.cortado.mongo.embedded.value.Errors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sessions of clients: their transactions, and the replies to writes that may be sent again. Server's thread. */
final class Sessions {

  private static final long LIFETIME = TimeUnit.SECONDS.toNanos(60);
  private static final long IDLE = TimeUnit.MINUTES.toNanos(30);
  private static final int TOO_OLD = 225;
  private static final int NO_SUCH_TRANSACTION = 251;
  private static final int COMMITTED = 256;
  private static final int NOT_IN_TRANSACTION = 263;

  private static final Set<String> ALLOWED =
      Set.of(
          "find", "getMore", "killCursors", "insert", "update", "delete", "findAndModify", "findandmodify", "aggregate",
          "distinct", "bulkWrite", "create", "createIndexes", "commitTransaction", "abortTransaction", "hello",
          "isMaster", "ping");

  /** What is known of one. */
  static final class Session {
    private long number = -1;
    private @Nullable Transaction transaction;
    private boolean committed;
    private @Nullable Document reply;
    private long began;
    private long lastUse = System.nanoTime();
  }

  private final Store store;
  private final Oplog oplog;
  private final Cursors cursors;
  private final Map<Object, Session> sessions = new HashMap<>();

  Sessions(Store store, Oplog oplog, Cursors cursors) {
    this.store = store;
    this.oplog = oplog;
    this.cursors = cursors;
  }

  static boolean isTransaction(Document body) {
    return Boolean.FALSE.equals(body.get("autocommit"));
  }

  Session of(Document body) {
    if (!(body.get("lsid") instanceof Document lsid) || lsid.get("id") == null) {
      throw Errors.of(72, "Transaction number requires a session ID to also be specified");
    }
    Session session = sessions.computeIfAbsent(lsid.get("id"), key -> new Session());
    session.lastUse = System.nanoTime();
    return session;
  }

  private static long number(Document body) {
    if (!(body.get("txnNumber") instanceof Number number)) {
      throw Errors.of(72, "'autocommit' field requires a transaction number to also be specified");
    }
    return number.longValue();
  }

  private static MongoServerError tooOld(long number, Session session) {
    return new MongoServerError(
        TOO_OLD,
        "TransactionTooOld",
        "Cannot start transaction with { txnNumber: " + number + " } on session because a newer transaction with "
            + "{ txnNumber: " + session.number + " } has already started on this session.");
  }

  private static MongoServerError noSuch(String message) {
    return new MongoServerError(NO_SUCH_TRANSACTION, "NoSuchTransaction", message);
  }

  /** The transaction that a command belongs to, begun now where it says so. */
  Transaction transaction(String command, Document body) {
    Session session = of(body);
    long number = number(body);
    if (!ALLOWED.contains(command)) {
      throw new MongoServerError(
          NOT_IN_TRANSACTION,
          "OperationNotSupportedInTransaction",
          "Cannot run '" + command + "' in a multi-document transaction.");
    }
    if (number < session.number) {
      throw tooOld(number, session);
    }
    if (Boolean.TRUE.equals(body.get("startTransaction"))) {
      if (number == session.number && session.transaction != null) {
        throw Errors.of(
            50911, "Cannot start a transaction at given transaction number " + number + " a transaction with the same"
                + " number is in state IN_PROGRESS");
      }
      begin(session, number);
    }
    Transaction transaction = session.transaction;
    if (number != session.number) {
      throw noSuch(
          "Given transaction number " + number + " does not match any in-progress transactions. The active transaction"
              + " number is " + session.number);
    }
    if (transaction == null) {
      throw session.committed
          ? new MongoServerError(
              COMMITTED, "TransactionCommitted", "Transaction with { txnNumber: " + number + " } has been committed.")
          : noSuch("Transaction with { txnNumber: " + number + " } has been aborted.");
    }
    return transaction;
  }

  private void begin(Session session, long number) {
    abort(session);
    session.number = number;
    session.committed = false;
    session.reply = null;
    session.began = System.nanoTime();
    session.transaction = store.begin(true);
  }

  /** An error ends a transaction. */
  void failed(Document body) {
    abort(of(body));
  }

  private static void abort(Session session) {
    Transaction transaction = session.transaction;
    session.transaction = null;
    if (transaction != null) {
      transaction.abort();
    }
  }

  Document commit(Request request) {
    Document body = request.body();
    Session session = of(body);
    if (number(body) == session.number && session.committed) {
      return Replies.ok();
    }
    Transaction transaction = transaction("commitTransaction", body);
    session.transaction = null;
    oplog.within(body.get("lsid"), body.get("txnNumber"));
    try {
      transaction.commit();
    } finally {
      oplog.within(null, null);
    }
    session.committed = true;
    return Replies.ok();
  }

  Document abort(Request request) {
    transaction("abortTransaction", request.body());
    abort(of(request.body()));
    return Replies.ok();
  }

  /** The reply that was given to the same write before, or null. */
  @Nullable Document repeated(Document body) {
    Session session = of(body);
    long number = number(body);
    if (number < session.number) {
      throw tooOld(number, session);
    }
    return number == session.number ? session.reply : null;
  }

  /** Keeps the reply to a write that may be sent again. */
  void remember(Document body, Document reply) {
    Session session = of(body);
    long number = number(body);
    if (number > session.number) {
      abort(session);
    }
    session.number = number;
    session.reply = reply;
  }

  Document end(Request request) {
    for (Object lsid : request.body().get(request.command()) instanceof List<?> list ? list : List.of()) {
      cursors.endSession(lsid);
      Session session = lsid instanceof Document document ? sessions.remove(document.get("id")) : null;
      if (session != null) {
        abort(session);
      }
    }
    return Replies.ok();
  }

  /** Ends what has lasted for too long. */
  void sweep() {
    long now = System.nanoTime();
    for (Session session : sessions.values()) {
      if (session.transaction != null && now - session.began > LIFETIME) {
        abort(session);
      }
    }
    sessions.values().removeIf(session -> session.transaction == null && now - session.lastUse > IDLE);
  }
}
