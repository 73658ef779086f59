package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** Refuses what the storage library would accept and then do wrongly. Runs on the server's thread. */
final class Guard {

  private static final int ILLEGAL_OPERATION = 20;
  private static final int COMMAND_NOT_SUPPORTED = 115;

  private Guard() {}

  static void check(String command, Document query) {
    if (query.containsKey("startTransaction") || query.containsKey("autocommit")) {
      throw new MongoServerError(
          ILLEGAL_OPERATION,
          "IllegalOperation",
          "Transaction numbers are only allowed on a replica set member or mongos");
    }
    if (query.get("collation") instanceof Document collation && !collation.isEmpty()) {
      throw unsupported("collation");
    }
  }

  static MongoServerError unsupported(String feature) {
    return new MongoServerError(
        COMMAND_NOT_SUPPORTED,
        "CommandNotSupported",
        feature + " is not supported by Cortado's development database; set MONGODB_URI to a MongoDB server to use it");
  }
}
