package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.cortado.mongo.embedded.index.DuplicateKey;
import io.cortado.mongo.embedded.store.Access;
import io.cortado.mongo.embedded.store.Names;
import io.cortado.mongo.embedded.store.Store;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** All commands over one store. Runs on the server's thread. */
public final class Engine {

  /** The answer to a request that must be asked again later: what it waits for is not there yet. */
  public static final Document LATER = new Document();

  private final Store store;
  private final Counters counters;
  private final Cursors cursors = new Cursors();
  private final Map<String, Command> commands = new HashMap<>();

  public Engine(Store store, Counters counters) {
    this.store = store;
    this.counters = counters;
    documents();
    collections();
    diagnostics();
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
    put("aggregate", new Aggregations(store, cursors)::aggregate);
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
    put("hello", Handshake::hello);
    put("isMaster", Handshake::hello);
    put("buildInfo", Handshake::buildInfo);
    put("startSession", Handshake::startSession);
    put("ping", request -> Replies.ok());
    put("endSessions", request -> Replies.ok());
    put("refreshSessions", request -> Replies.ok());
    put("killSessions", request -> Replies.ok());
    put("logout", request -> Replies.ok());
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
    Command command = commands.get(name);
    if (command == null) {
      command = commands.get(name.toLowerCase(Locale.ROOT));
    }
    try {
      if (command == null) {
        throw new MongoServerError(59, "CommandNotFound", "no such command: '" + name + "'");
      }
      Names.requireDatabase(database);
      counters.count(name);
      if (body.containsKey("startTransaction") || body.containsKey("autocommit")) {
        throw new MongoServerError(
            20, "IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos");
      }
      Access access = store.direct();
      return command.run(new Request(client, database, name, body, expired, access));
    } catch (MongoServerError e) {
      return error(e);
    } catch (MongoServerException e) {
      return Replies.error(8, "UnknownError", e.getMessageWithoutErrorCode());
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
  }
}
