package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.NoSuchCommandException;
import de.bwaldvogel.mongo.wire.BsonConstants;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Collation;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The storage library's commands with the answers a current driver expects. Runs on the server's thread. */
final class EmbeddedBackend extends H2Backend {

  private static final int MAX_WRITE_BATCH = 100_000;
  private static final int SESSION_MINUTES = 30;

  private final MongoVersion serverVersion = new Versions();
  private final Map<String, Supplier<Document>> own =
      Map.of(
          "hello", this::hello,
          "ismaster", this::hello,
          "buildinfo", this::buildInfo,
          "ping", Answers::ok,
          "endsessions", Answers::ok,
          "refreshsessions", Answers::ok,
          "killsessions", Answers::ok,
          "startsession", this::startSession);

  /** Set before the library's constructor, which opens the databases that are in the file. */
  private final Duplicates duplicates;

  private final CurrentCollation collation;

  EmbeddedBackend(Storage storage) {
    this.duplicates = new Duplicates();
    this.collation = new CurrentCollation();
    super(storage.store());
    version(serverVersion);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String databaseName) {
    return new Database(databaseName, getMvStore(), getCursorRegistry(), duplicates, collation);
  }

  @Override
  public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
    Supplier<Document> answer = own.get(command.toLowerCase(Locale.ROOT));
    if (answer != null) {
      return answer.get();
    }
    duplicates.clear();
    try {
      Guard.check(command, query);
      collation.use(Collation.of(query));
      Repairs.before(command, query);
      Document result = dispatch(channel, databaseName, command, query);
      Repairs.documents(result.get("writeErrors")).forEach(duplicates::complete);
      return Repairs.after(command, query, result);
    } catch (NoSuchCommandException e) {
      return Answers.error(59, "CommandNotFound", "no such command: '" + command + "'");
    } catch (MongoServerError e) {
      Document error = Answers.error(e.getCode(), e.getCodeName(), e.getMessageWithoutErrorCode());
      duplicates.complete(error);
      return error;
    }
  }

  private Document dispatch(Channel channel, String databaseName, String command, Document query) {
    return switch (command) {
      case "update" -> new Statements(command, query, one -> update(databaseName, one)).run();
      case "delete" -> new Statements(command, query, one -> delete(channel, databaseName, one)).run();
      case "findAndModify", "findandmodify" -> findAndModify(databaseName, query);
      case "drop" -> drop(channel, databaseName, query);
      case "listDatabases" -> listDatabases(query);
      default -> super.handleCommand(channel, databaseName, command, query);
    };
  }

  private Document delete(Channel channel, String databaseName, Document query) {
    Repairs.documents(query.get("deletes")).forEach(this::prepare);
    return super.handleCommand(channel, databaseName, "delete", query);
  }

  private void prepare(Document statement) {
    collation.use(Collation.of(statement));
    Repairs.statement(statement);
  }

  /** A command with one statement. */
  private Document update(String databaseName, Document query) {
    Document statement = Repairs.documents(query.get("updates")).getFirst();
    collation.use(Collation.of(statement));
    return writes(databaseName, String.valueOf(query.get("update"))).update(statement);
  }

  private Writes writes(String databaseName, String collection) {
    Database database = (Database) resolveDatabase(databaseName);
    return new Writes(database.documents(collection), Variables.of(collation.collation()));
  }

  private Document findAndModify(String databaseName, Document query) {
    // The old spelling is what npm's driver 2 sends.
    Object name = query.containsKey("findandmodify") ? query.get("findandmodify") : query.get("findAndModify");
    return writes(databaseName, String.valueOf(name)).findAndModify(query);
  }

  /** The databases that are open, which are all that are in the file. */
  List<String> databaseNames() {
    return List.copyOf(listDatabaseNames());
  }

  /** Dropping what is not there is no error since MongoDB 7. */
  private Document drop(Channel channel, String databaseName, Document query) {
    boolean exists = resolveDatabase(databaseName).resolveCollection(String.valueOf(query.get("drop")), false) != null;
    return exists ? super.handleCommand(channel, databaseName, "drop", query) : Answers.ok();
  }

  private Document listDatabases(Document query) {
    boolean nameOnly = Boolean.TRUE.equals(query.get("nameOnly"));
    List<Document> databases =
        databaseNames().stream()
            .sorted()
            .filter(name -> !resolveDatabase(name).isEmpty())
            .map(name -> new Document("name", name))
            .toList();
    if (!nameOnly) {
      databases.forEach(database -> database.append("sizeOnDisk", 0L).append("empty", false));
    }
    return new Document("databases", databases).append("totalSize", 0L).append("totalSizeMb", 0L).append("ok", 1.0);
  }

  private Document hello() {
    return new Document("helloOk", true)
        .append("isWritablePrimary", true)
        .append("ismaster", true)
        .append("maxBsonObjectSize", BsonConstants.MAX_BSON_OBJECT_SIZE)
        .append("maxMessageSizeBytes", WireDecoder.MAX_MESSAGE_BYTES)
        .append("maxWriteBatchSize", MAX_WRITE_BATCH)
        .append("localTime", Instant.now())
        .append("logicalSessionTimeoutMinutes", SESSION_MINUTES)
        .append("connectionId", 1)
        .append("minWireVersion", 0)
        .append("maxWireVersion", serverVersion.getWireVersion())
        .append("readOnly", false)
        .append("ok", 1.0);
  }

  private Document buildInfo() {
    return new Document("version", serverVersion.toVersionString())
        .append("versionArray", serverVersion.getVersionArray())
        .append("modules", List.of())
        .append("storageEngines", List.of("cortado"))
        .append("maxBsonObjectSize", BsonConstants.MAX_BSON_OBJECT_SIZE)
        .append("ok", 1.0);
  }

  private Document startSession() {
    return new Document("id", new Document("id", UUID.randomUUID()))
        .append("timeoutMinutes", SESSION_MINUTES)
        .append("ok", 1.0);
  }
}
