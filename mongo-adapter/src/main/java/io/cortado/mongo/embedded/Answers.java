package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** The shapes of replies that are not the result of a command. Called from any thread. */
final class Answers {

  private static final int WRITE_CONCERN_FAILED = 64;
  private static final int OUT_OF_DISK_SPACE = 14_031;

  private Answers() {}

  static Document error(int code, String codeName, String message) {
    return new Document("ok", 0.0).append("errmsg", message).append("code", code).append("codeName", codeName);
  }

  static Document error(MongoServerError error) {
    return error(error.getCode(), error.getCodeName(), error.getMessageWithoutErrorCode());
  }

  /** The code is MongoDB's for a full disk, which is what it nearly always is. */
  static Document unsaved(Throwable failure) {
    return error(OUT_OF_DISK_SPACE, "OutOfDiskSpace",
        "Nothing of this was kept, because the database file cannot be written: " + Storage.reason(failure));
  }

  /** The error of a write that is done and may not last. */
  static Document unsynced(Throwable failure) {
    return new Document("code", WRITE_CONCERN_FAILED)
        .append("codeName", "WriteConcernFailed")
        .append("errmsg", "It is saved, but not on the disk itself: " + Storage.reason(failure));
  }

  /** A sentence for a failure inside the storage library, which should not have happened. */
  static String explain(Throwable failure) {
    String message = failure.getMessage();
    return "Cortado's development database failed: "
        + (message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
  }
}
