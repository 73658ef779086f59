package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
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

  EmbeddedBackend(Storage storage) {
    super(storage.store());
    version(serverVersion);
  }

  @Override
  public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
    Supplier<Document> answer = own.get(command.toLowerCase(Locale.ROOT));
    if (answer != null) {
      return answer.get();
    }
    Guard.check(command, query);
    Repairs.before(command, query);
    Document result = super.handleCommand(channel, databaseName, command, query);
    return Repairs.after(command, query, result);
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
        .append("modules", java.util.List.of())
        .append("storageEngines", java.util.List.of("cortado"))
        .append("maxBsonObjectSize", BsonConstants.MAX_BSON_OBJECT_SIZE)
        .append("ok", 1.0);
  }

  private Document startSession() {
    return new Document("id", new Document("id", java.util.UUID.randomUUID()))
        .append("timeoutMinutes", SESSION_MINUTES)
        .append("ok", 1.0);
  }
}
