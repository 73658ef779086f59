package io.cortado.mongo.embedded.store;

import org.jspecify.annotations.Nullable;

/** Records one after the other. Runs on the server's thread. */
public interface RecordCursor {

  /** The next record, or null at the end. */
  @Nullable Record next();

  /** Lets go of the file until the next call, which goes on behind the last record. */
  default void pause() {}

  /** How many keys of indexes were looked at. */
  default long keysExamined() {
    return 0;
  }
}
