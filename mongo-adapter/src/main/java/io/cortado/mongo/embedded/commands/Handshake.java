package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a client asks before anything else. Runs on the server's thread. */
final class Handshake {

  static final int WIRE_VERSION = 25;
  static final String VERSION = "8.0.0";
  static final int MAX_MESSAGE_BYTES = 48_000_000;

  private static final List<Integer> VERSION_ARRAY = List.of(8, 0, 0, 0);
  private static final int MAX_DOCUMENT = 16 * 1024 * 1024;
  private static final int MAX_WRITE_BATCH = 100_000;
  private static final int SESSION_MINUTES = 30;

  private Handshake() {}

  static Document hello(Request request) {
    return new Document("helloOk", true)
        .append("isWritablePrimary", true)
        .append("ismaster", true)
        .append("maxBsonObjectSize", MAX_DOCUMENT)
        .append("maxMessageSizeBytes", MAX_MESSAGE_BYTES)
        .append("maxWriteBatchSize", MAX_WRITE_BATCH)
        .append("localTime", Instant.ofEpochMilli(System.currentTimeMillis()))
        .append("logicalSessionTimeoutMinutes", SESSION_MINUTES)
        .append("connectionId", (int) request.client().id())
        .append("minWireVersion", 0)
        .append("maxWireVersion", WIRE_VERSION)
        .append("readOnly", false)
        .append("ok", 1.0);
  }

  static Document buildInfo(Request request) {
    return new Document("version", VERSION)
        .append("gitVersion", "cortado")
        .append("modules", List.of())
        .append("allocator", "system")
        .append("javascriptEngine", "none")
        .append("sysInfo", "deprecated")
        .append("versionArray", VERSION_ARRAY)
        .append("openssl", new Document("running", "disabled").append("compiled", "disabled"))
        .append("buildEnvironment", new Document("target_os", System.getProperty("os.name")))
        .append("bits", 64)
        .append("debug", false)
        .append("maxBsonObjectSize", MAX_DOCUMENT)
        .append("storageEngines", List.of("cortado"))
        .append("ok", 1.0);
  }

  static Document startSession(Request request) {
    return new Document("id", new Document("id", UUID.randomUUID()))
        .append("timeoutMinutes", SESSION_MINUTES)
        .append("ok", 1.0);
  }
}
