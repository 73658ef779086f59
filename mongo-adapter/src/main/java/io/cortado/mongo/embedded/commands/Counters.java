package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;

/** What a server has done since its start. Runs on the server's thread. */
public final class Counters {

  private long inserts;
  private long queries;
  private long updates;
  private long deletes;
  private long getMores;
  private long commands;
  private long clients;
  private long created;

  void count(String command) {
    switch (command) {
      case "insert" -> inserts++;
      case "find" -> queries++;
      case "update" -> updates++;
      case "delete" -> deletes++;
      case "getMore" -> getMores++;
      default -> commands++;
    }
  }

  /** A client has come; the result is its number. */
  public long connected() {
    clients++;
    return ++created;
  }

  public void disconnected() {
    clients--;
  }

  long total() {
    return inserts + queries + updates + deletes + getMores + commands;
  }

  Document operations() {
    return new Document("insert", inserts)
        .append("query", queries)
        .append("update", updates)
        .append("delete", deletes)
        .append("getmore", getMores)
        .append("command", commands);
  }

  Document connections() {
    return new Document("current", (int) clients)
        .append("available", 65_536 - (int) clients)
        .append("totalCreated", (int) created)
        .append("active", 1);
  }

  Document network() {
    return new Document("numRequests", total());
  }
}
