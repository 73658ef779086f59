package io.cortado.addons.sqlite;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What an operation came to, as text whose first character says what follows: {@code E} a code and the message of an
 * error, whose class belongs to JavaScript; anything else is the operation's own. Any thread.
 */
final class Outcome {
  /** Done, with nothing to tell. */
  static final String DONE = "K";

  private Outcome() {}

  /** The text of a result or of SQLite's error. */
  static String of(Callable<String> work) throws Exception {
    try {
      return work.call();
    } catch (SQLiteException e) {
      return error(e.getResultCode().code & 0xff, message(e));
    }
  }

  static String error(int code, String message) {
    return "E" + code + "\n" + message;
  }

  /** The code of a failure, without what it extends. */
  static int code(SQLException failure) {
    return failure instanceof SQLiteException e ? e.getResultCode().code & 0xff : SQLiteErrorCode.SQLITE_ERROR.code;
  }

  /** SQLite's own words, which the driver puts in brackets behind a description of the code. */
  static String message(SQLiteException failure) {
    String message = String.valueOf(failure.getMessage());
    String description = failure.getResultCode() + " (";
    return message.startsWith(description) && message.endsWith(")")
        ? message.substring(description.length(), message.length() - 1)
        : message;
  }
}
