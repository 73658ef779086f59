package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.cortado.mongo.embedded.index.DuplicateKey;
import io.cortado.mongo.embedded.oplog.Oplog;
import io.cortado.mongo.embedded.store.Access;
import io.cortado.mongo.embedded.store.Names;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Transaction;
import io.cortado.mongo.embedded.store.WriteConflict;
import io.cortado.mongo.embedded.value.Errors;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All commands over one store. Runs on the server's thread. */
public final class Engine {

  /** The answer to a request that must be asked again later: what it waits for is not there yet. */
  public static final Document LATER = new Document();

  /** What a change stream does not go on from. */
  private static final Set<Integer> FINAL = Set.of(260, 280, 286);

  private static final int WRITE_CONFLICT = 112;
  private static final int NO_SUCH_TRANSACTION = 251;
  private static final Set<String> WRITES =
      Set.of("insert", "update", "delete", "findAndModify", "findandmodify", "bulkWrite");

  /** What waits for the end of transactions that have written. */
  private static final Set<String> DEFINITIONS =
      Set.of("createIndexes", "dropIndexes", "drop", "dropDatabase", "renameCollection", "collMod");

  private final Store store;
  private final Counters counters;
  private final Cursors cursors = new Cursors();
  private final Map<String, Command> commands = new HashMap<>();
  private final Oplog oplog;
  private final Sessions sessions;
  private final ReplicaSet replicaSet;
  private final Users users;

  public Engine(Store store, Counters counters) {
    this.store = store;
    this.counters = counters;
    this.users = new Users(store, counters.asksForUsers());
    this.oplog = new Oplog(store);
    this.sessions = new Sessions(store, oplog, cursors);
    this.replicaSet = new ReplicaSet(oplog, counters);
    documents();
    collections();
    diagnostics();
    users();
  }

  private void put(String name, Command command) {
    commands.put(name.toLowerCase(Locale.ROOT), command);
  }

  private void documents() {
    Reads reads = new Reads(store, cursors);
    put("find", reads::find);
    put("count", reads::count);
    put("distinct", reads::distinct);
    put("getMore", cursors::getMore);
    put("killCursors", cursors::kill);
    put("insert", Writes::insert);
    put("update", Writes::update);
    put("delete", Writes::delete);
    put("findAndModify", Writes::findAndModify);
    put("bulkWrite", request -> BulkWrites.run(request, cursors));
    put("aggregate", new Aggregations(oplog, cursors, new Statistics(store, cursors, counters))::aggregate);
    put("explain", Explain::run);
  }

  private void collections() {
    Indexes indexes = new Indexes(store, cursors);
    put("createIndexes", indexes::create);
    put("listIndexes", indexes::list);
    put("dropIndexes", indexes::drop);
    put("deleteIndexes", indexes::drop);
    Collections collections = new Collections(store, cursors);
    put("create", collections::create);
    put("drop", collections::drop);
    put("collMod", collections::modify);
    put("renameCollection", collections::rename);
    put("listCollections", collections::list);
    put("dropDatabase", collections::dropDatabase);
    put("listDatabases", collections::listDatabases);
  }

  private void diagnostics() {
    put("hello", this::hello);
    put("isMaster", this::hello);
    put("replSetGetStatus", replicaSet::status);
    put("replSetGetConfig", replicaSet::configuration);
    put("replSetInitiate", ReplicaSet::initiate);
    put("commitTransaction", sessions::commit);
    put("abortTransaction", sessions::abort);
    put("buildInfo", Handshake::buildInfo);
    put("startSession", Handshake::startSession);
    put("ping", request -> Replies.ok());
    put("endSessions", sessions::end);
    put("refreshSessions", request -> Replies.ok());
    put("killSessions", sessions::end);
    put("whatsmyuri", request -> new Document("you", request.client().address()).append("ok", 1.0));
    Statistics statistics = new Statistics(store, cursors, counters);
    put("collStats", statistics::ofCollection);
    put("dbStats", statistics::ofDatabase);
    put("validate", statistics::validate);
    put("serverStatus", statistics::server);
    put("currentOp", statistics::currentOp);
    put("connectionStatus", statistics::connection);
    put("hostInfo", statistics::hostInfo);
    put("getCmdLineOpts", Statistics::commandLine);
    put("getParameter", Statistics::parameter);
    put("getLog", Statistics::log);
    put("listCommands", this::listCommands);
  }

  private void users() {
    put("saslStart", users::start);
    put("saslContinue", users::proceed);
    put("logout", Users::logout);
    put("createUser", users::create);
    put("updateUser", users::update);
    put("dropUser", users::drop);
    put("dropAllUsersFromDatabase", users::dropAll);
    put("grantRolesToUser", users::grant);
    put("revokeRolesFromUser", users::revoke);
    put("usersInfo", users::info);
  }

  private Document hello(Request request) {
    Document hello = replicaSet.hello(request);
    users.greet(request, hello);
    return hello;
  }

  private Document listCommands(Request request) {
    Document all = new Document();
    commands.keySet().stream().sorted().forEach(name -> all.put(name, new Document("help", "")));
    return new Document("commands", all).append("ok", 1.0);
  }

  /**
   * The answer to a command, or {@link #LATER}.
   *
   * @param expired true when it must be answered now, whatever it waits for
   */
  public Document handle(Client client, String database, Document body, boolean expired) {
    String name = body.keySet().iterator().next();
    Document reply;
    try {
      reply = run(client, database, name, body, expired);
    } catch (MongoServerError e) {
      reply = error(e);
      if (FINAL.contains(e.getCode())) {
        reply.append("errorLabels", List.of("NonResumableChangeStreamError"));
      }
      if (Sessions.isTransaction(body)) {
        failed(body, e, reply);
      }
    } catch (MongoServerException e) {
      reply = Replies.error(8, "UnknownError", e.getMessageWithoutErrorCode());
    }
    if (body.containsKey("$db") && !isLater(reply)) {
      replicaSet.addTimes(reply);
    }
    return reply;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isLater(Document reply) {
    return reply == LATER;
  }

  private void failed(Document body, MongoServerError e, Document reply) {
    if (e.getCode() == WRITE_CONFLICT || e.getCode() == NO_SUCH_TRANSACTION) {
      reply.append("errorLabels", List.of("TransientTransactionError"));
    }
    if (e.getCode() != NO_SUCH_TRANSACTION && body.containsKey("lsid")) {
      sessions.failed(body);
    }
  }

  private Document run(Client client, String database, String name, Document body, boolean expired) {
    Command command = commands.get(name);
    if (command == null) {
      command = commands.get(name.toLowerCase(Locale.ROOT));
    }
    if (command == null) {
      throw new MongoServerError(59, "CommandNotFound", "no such command: '" + name + "'");
    }
    Names.requireDatabase(database);
    counters.count(name);
    users.check(client, database, name, body);
    KnownFields.check(name, body);
    boolean ends = name.equals("commitTransaction") || name.equals("abortTransaction");
    if (Sessions.isTransaction(body) && !ends) {
      Access access = sessions.transaction(name, body);
      return command.run(new Request(client, database, name, body, expired, access));
    }
    if (body.get("readConcern") instanceof Document concern && "snapshot".equals(concern.get("level"))) {
      throw Errors.unsupported("the read concern snapshot outside of a transaction");
    }
    boolean writes = WRITES.contains(name);
    if (writes && body.containsKey("txnNumber")) {
      Document before = sessions.repeated(body);
      if (before != null) {
        return before.clone();
      }
    }
    if (DEFINITIONS.contains(name) && store.hasPendingWrites()) {
      if (expired) {
        throw new MongoServerError(
            24, "LockTimeout", "Unable to acquire the lock of a transaction within the time that there is");
      }
      return LATER;
    }
    Request request = new Request(client, database, name, body, expired, store.direct());
    Document reply = writes && store.hasPendingWrites() ? besideOthers(command, request) : command.run(request);
    if (writes && body.containsKey("txnNumber") && !isLater(reply)) {
      sessions.remember(body, reply.clone());
    }
    return reply;
  }

  /** A write while transactions have written: it is whole or put off until they are at their end. */
  private Document besideOthers(Command command, Request request) {
    Transaction own = store.begin(false);
    try {
      Document reply = command.run(request.in(own));
      own.commit();
      return reply;
    } catch (WriteConflict e) {
      own.abort();
      if (request.expired()) {
        throw e;
      }
      return LATER;
    } finally {
      own.abort();
    }
  }

  private static Document error(MongoServerError e) {
    Document error = Replies.error(e.getCode(), e.getCodeName(), e.getMessageWithoutErrorCode());
    if (e instanceof DuplicateKey duplicate) {
      duplicate.complete(error);
    } else if (e instanceof InvalidDocument invalid) {
      error.append("errInfo", invalid.info());
    }
    return error;
  }

  public Store store() {
    return store;
  }

  /** Ends what has been left alone for long. */
  public void sweep() {
    cursors.sweep();
    sessions.sweep();
  }
}
