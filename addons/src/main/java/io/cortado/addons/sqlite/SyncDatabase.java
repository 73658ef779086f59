package io.cortado.addons.sqlite;

import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteException;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;

/** An open database of {@code node:sqlite}. Runs on the loop, but for copies. */
public final class SyncDatabase {
  private @Nullable JDBC4Connection connection;

  SyncDatabase() {}

  /** The text of a result or of SQLite's error, with the code that says most. */
  static String outcome(Callable<String> work) {
    try {
      return work.call();
    } catch (SQLiteException e) {
      return Outcome.error(e.getResultCode().code, Outcome.message(e));
    } catch (Exception e) {
      return Outcome.error(Codes.SQLITE_ERROR, String.valueOf(e.getMessage()));
    }
  }

  String open(String file, int mode, int timeout, boolean foreignKeys, boolean extensions) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("open_mode", Integer.toString(mode));
    settings.setProperty("busy_timeout", Integer.toString(timeout));
    settings.setProperty("foreign_keys", Boolean.toString(foreignKeys));
    try {
      connection = new JDBC4Connection("jdbc:sqlite:" + file, file, settings);
      // The driver would add a BEGIN and a COMMIT to each statement to be sure that none is open: apps have their own.
      connection.setAutoCommit(false);
      db()._exec("commit;");
    } catch (SQLException e) {
      if (e instanceof SQLiteException) {
        throw e;
      }
      return Outcome.error(Codes.SQLITE_CANTOPEN, "unable to open database file");
    }
    db().enable_load_extension(extensions);
    return Outcome.DONE;
  }

  DB db() {
    return open().getDatabase();
  }

  private JDBC4Connection open() {
    JDBC4Connection current = connection;
    if (current == null) {
      throw new IllegalStateException("database is not open");
    }
    return current;
  }

  CoreStatement prepare(String sql) throws SQLException {
    return (CoreStatement) open().prepareStatement(sql);
  }

  /** Closes it, whatever is open in it. */
  public String close() {
    return outcome(
        () -> {
          open().close();
          connection = null;
          return Outcome.DONE;
        });
  }

  /** Runs statements, and forgets what they give. */
  public String exec(String sql) {
    return outcome(
        () -> {
          db()._exec(sql);
          return Outcome.DONE;
        });
  }

  /** A statement, or the text of an error. */
  public Object statement(String sql) {
    SyncStatement[] made = {null};
    String outcome =
        outcome(
            () -> {
              made[0] = new SyncStatement(this, sql);
              return Outcome.DONE;
            });
    return made[0] == null ? outcome : made[0];
  }

  /** Makes a function of JavaScript one of SQL's; {@code call(arguments)} gives an encoded value, see {@link Cells}. */
  public String function(String name, int arity, int flags, Value call) {
    return outcome(
        () -> {
          Function.create(open(), name, new SyncFunction.Scalar(db(), call), arity, flags);
          return Outcome.DONE;
        });
  }

  /** The same for one over many rows, see {@link SyncFunction.OverRows}. */
  public String aggregate(String name, int arity, int flags, Value start, Value step, Value inverse, Value result) {
    return outcome(
        () -> {
          Function.create(open(), name, new SyncFunction.OverRows(db(), start, step, inverse, result), arity, flags);
          return Outcome.DONE;
        });
  }

  /** Whether a transaction is open: SQLite begins none in another. */
  public boolean isTransaction() {
    try {
      db()._exec("BEGIN");
      db()._exec("ROLLBACK");
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  /** Allows or forbids {@code load_extension}. */
  public String enableExtensions(boolean allowed) {
    return outcome(
        () -> {
          db().enable_load_extension(allowed);
          return Outcome.DONE;
        });
  }

  void backup(String schema, String file, int pages, DB.ProgressObserver progress) throws SQLException {
    int code = db().backup(schema, file, progress, 0, 0, pages);
    if (code != Codes.SQLITE_OK) {
      db().throwex(code);
    }
  }
}
