package io.cortado.mongo.backup;

import java.io.Serial;

/** A backup that cannot be made or taken in; the message names the file or folder and says why. */
public final class BackupException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
