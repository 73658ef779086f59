package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import io.cortado.mongo.embedded.oplog.Oplog;
import io.cortado.mongo.embedded.value.Errors;
import java.time.Instant;
import java.util.List;

/** The server as the only member of a replica set, which clients ask of it for transactions and change streams. */
final class ReplicaSet {

  static final String NAME = "rs0";

  private static final ObjectId ELECTION = new ObjectId("7fffffff0000000000000001");
  private static final Document SIGNATURE = new Document("hash", new BinData(new byte[20])).append("keyId", 0L);

  private final Oplog oplog;
  private final Counters counters;

  ReplicaSet(Oplog oplog, Counters counters) {
    this.oplog = oplog;
    this.counters = counters;
  }

  private Document time() {
    return new Document("ts", oplog.time()).append("t", 1L);
  }

  private Instant date() {
    return Instant.ofEpochSecond(oplog.last() >>> 32);
  }

  Document hello(Request request) {
    Document hello = Handshake.hello(request);
    Document body = request.body();
    // Drivers of old, which know no better, are spoken to as by a server alone.
    if (!body.containsKey("$db") && !body.containsKey("helloOk")) {
      return hello;
    }
    hello.remove("ok");
    String address = counters.address();
    return hello
        .append("hosts", List.of(address))
        .append("setName", NAME)
        .append("setVersion", 1)
        .append("secondary", false)
        .append("primary", address)
        .append("me", address)
        .append("electionId", ELECTION)
        .append("lastWrite",
            new Document("opTime", time()).append("lastWriteDate", date())
                .append("majorityOpTime", time()).append("majorityWriteDate", date()))
        .append("ok", 1.0);
  }

  /** Adds to a reply the times by which clients see to it that they read what they have written. */
  void addTimes(Document reply) {
    BsonTimestamp now = oplog.time();
    reply.append("$clusterTime", new Document("clusterTime", now).append("signature", SIGNATURE));
    reply.append("operationTime", now);
  }

  private static void requireAdmin(Request request) {
    if (!request.database().equals("admin")) {
      throw Errors.of(13, request.command() + " may only be run against the admin database.");
    }
  }

  Document status(Request request) {
    requireAdmin(request);
    Document member =
        new Document("_id", 0)
            .append("name", counters.address())
            .append("health", 1.0)
            .append("state", 1)
            .append("stateStr", "PRIMARY")
            .append("uptime", (int) counters.seconds())
            .append("optime", time())
            .append("optimeDate", date())
            .append("electionTime", oplog.time())
            .append("configVersion", 1)
            .append("configTerm", 1)
            .append("self", true);
    return new Document("set", NAME)
        .append("date", Instant.ofEpochMilli(System.currentTimeMillis()))
        .append("myState", 1)
        .append("term", 1L)
        .append("heartbeatIntervalMillis", 2_000L)
        .append("majorityVoteCount", 1)
        .append("writeMajorityCount", 1)
        .append("votingMembersCount", 1)
        .append("writableVotingMembersCount", 1)
        .append("optimes", new Document("lastCommittedOpTime", time()).append("appliedOpTime", time())
            .append("durableOpTime", time()))
        .append("members", List.of(member))
        .append("ok", 1.0);
  }

  Document configuration(Request request) {
    requireAdmin(request);
    Document member =
        new Document("_id", 0).append("host", counters.address()).append("arbiterOnly", false)
            .append("buildIndexes", true).append("hidden", false).append("priority", 1.0).append("tags", new Document())
            .append("secondaryDelaySecs", 0L).append("votes", 1);
    Document config =
        new Document("_id", NAME).append("version", 1).append("term", 1).append("members", List.of(member))
            .append("protocolVersion", 1L).append("settings", new Document());
    return new Document("config", config).append("ok", 1.0);
  }

  static Document initiate(Request request) {
    requireAdmin(request);
    throw new de.bwaldvogel.mongo.exception.MongoServerError(23, "AlreadyInitialized", "already initialized");
  }
}
