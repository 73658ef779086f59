package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;

/** What a server is called and has done since its start. Runs on the server's thread, except {@link #address}. */
public final class Counters {

  private long inserts;
  private long queries;
  private long updates;
  private long deletes;
  private long getMores;
  private long commands;
  private long clients;
  private long created;
  private final long started = System.nanoTime();
  private final boolean asksForUsers;
  private volatile String address = "127.0.0.1:27017";

  /** {@code asksForUsers} is true when clients have to say who they are. */
  public Counters(boolean asksForUsers) {
    this.asksForUsers = asksForUsers;
  }

  boolean asksForUsers() {
    return asksForUsers;
  }

  String address() {
    return address;
  }

  /** The host and port where clients find it. */
  public void address(String known) {
    address = known;
  }

  long seconds() {
    return (System.nanoTime() - started) / 1_000_000_000;
  }

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
