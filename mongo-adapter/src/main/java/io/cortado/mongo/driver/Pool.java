package io.cortado.mongo.driver;

import com.mongodb.client.MongoClient;

/** One driver client, with its connections, for everything in the app that uses the same connection string. */
final class Pool {

  private final Connections owner;
  private final String key;
  private final MongoClient client;
  private int users;

  Pool(Connections owner, String key, MongoClient client) {
    this.owner = owner;
    this.key = key;
    this.client = client;
  }

  MongoClient client() {
    return client;
  }

  /** Guarded by the registry's lock. */
  void retain() {
    users++;
  }

  void release() {
    owner.release(this);
  }

  /** True when the last user has gone. Guarded by the registry's lock. */
  boolean releasedByLast() {
    return --users == 0;
  }

  String key() {
    return key;
  }
}
