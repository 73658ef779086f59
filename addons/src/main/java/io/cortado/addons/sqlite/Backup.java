package io.cortado.addons.sqlite;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A copy between an open database and a file, by steps of pages. The driver below copies all pages in one call, so a step
 * counts pages and keeps the target locked, as SQLite does while a copy is unfinished, and the step that reaches the end
 * copies what the source has then. Runs on the database's thread.
 */
final class Backup {
  private static final Set<String> NOWHERE = Set.of("", ":memory:");

  private final Database database;
  private final String file;
  private final String targetName;
  private final String sourceName;
  private final boolean toFile;
  private @Nullable JDBC4Connection other;
  private boolean locked;
  private boolean done;
  private int remaining = -1;
  private int pages = -1;

  /** {@code toFile}: from the database into the file, else from the file into the database. */
  Backup(Database database, String file, String targetName, String sourceName, boolean toFile) {
    this.database = database;
    this.file = file;
    this.targetName = targetName;
    this.sourceName = sourceName;
    this.toFile = toFile;
  }

  /** Opens the file. Names that neither side has make a copy that cannot be used, and no error: the original's way. */
  String open() throws SQLException {
    JDBC4Connection opened;
    try {
      opened = Database.connect(file, SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag, "0");
    } catch (SQLiteException e) {
      throw e;
    } catch (SQLException e) {
      return Outcome.error(Codes.SQLITE_CANTOPEN, "unable to open database file");
    }
    other = opened;
    String own = toFile ? sourceName : targetName;
    String others = toFile ? targetName : sourceName;
    if (!others.equals("main") || !database.names().contains(own)) {
      close();
      return "U";
    }
    database.keepOpen();
    return Outcome.DONE;
  }

  /** Goes on by a number of pages, or to the end where it is negative: {@code P}, pages left, all pages, 1 at the end. */
  String step(int count) throws SQLException {
    if (!done) {
      advance(count);
    }
    return "P" + remaining + " " + pages + " " + (done ? 1 : 0);
  }

  private void advance(int count) throws SQLException {
    lock();
    pages = database.number(toFile ? null : other, "PRAGMA \"" + sourceName.replace("\"", "\"\"") + "\".page_count");
    int left = remaining < 0 ? pages : Math.min(remaining, pages);
    if (count >= 0 && count < left) {
      remaining = left - count;
      return;
    }
    remaining = left;
    unlock();
    copy();
    remaining = 0;
    done = true;
  }

  private void copy() throws SQLException {
    if (toFile && NOWHERE.contains(file)) {
      return;
    }
    DB db = database.db();
    int code = toFile
        ? db.backup(sourceName, file, null, 0, 1, -1)
        : db.restore(targetName, file, null, 0, 1, -1);
    if (code != Codes.SQLITE_OK && code != Codes.SQLITE_DONE) {
      SQLiteErrorCode known = SQLiteErrorCode.getErrorCode(code);
      throw new SQLiteException(code == Codes.SQLITE_BUSY ? "database is locked" : known.message, known);
    }
  }

  private void lock() throws SQLException {
    JDBC4Connection target = other;
    if (toFile && !locked && target != null) {
      target.getDatabase()._exec("BEGIN EXCLUSIVE");
      locked = true;
    }
  }

  private void unlock() throws SQLException {
    JDBC4Connection target = other;
    if (locked && target != null) {
      target.getDatabase()._exec("ROLLBACK");
      locked = false;
    }
  }

  /** Ends the copy, whatever came of it. */
  String finish() throws SQLException {
    if (other != null) {
      database.released();
      close();
    }
    return Outcome.DONE;
  }

  private void close() throws SQLException {
    JDBC4Connection opened = other;
    other = null;
    if (opened != null) {
      opened.close();
    }
  }
}
