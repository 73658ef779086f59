package io.cortado.mongo.embedded.commands;

import org.jspecify.annotations.Nullable;

/** A connection, and what it has said of itself. Runs on the server's thread. */
public final class Client {

  private final long id;
  private final String address;
  private final boolean trusted;
  private @Nullable String user;
  private @Nullable Scram conversation;
  private boolean skipsEmptyExchange;

  /** {@code trusted} is true for the server's own work, which needs no user. */
  public Client(long id, String address, boolean trusted) {
    this.id = id;
    this.address = address;
    this.trusted = trusted;
  }

  public long id() {
    return id;
  }

  public String address() {
    return address;
  }

  boolean trusted() {
    return trusted;
  }

  /** The user as {@code database.name}, or null. */
  @Nullable String user() {
    return user;
  }

  void user(@Nullable String known) {
    user = known;
  }

  /** How far it is in proving who it is. */
  @Nullable Scram conversation() {
    return conversation;
  }

  void conversation(@Nullable Scram next) {
    conversation = next;
  }

  boolean skipsEmptyExchange() {
    return skipsEmptyExchange;
  }

  void skipsEmptyExchange(boolean skips) {
    skipsEmptyExchange = skips;
  }
}
