package io.cortado.addons.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;

/** A prepared statement of {@code node:sqlite}. Runs on the loop. */
public final class SyncStatement {
  private final SyncDatabase database;
  private final String sql;
  private final Parameters parameters;
  private final int count;
  private @Nullable CoreStatement statement;
  private @Nullable Object[] bound;
  private boolean begun;

  SyncStatement(SyncDatabase database, String sql) throws SQLException {
    this.database = database;
    this.sql = sql;
    parameters = new Parameters(sql);
    CoreStatement made = parameters.isEmpty() ? null : database.prepare(sql);
    statement = made;
    count = made == null ? 0 : ((PreparedStatement) made).getParameterMetaData().getParameterCount();
    bound = new Object[count];
  }

  /** Whether there is something to run. */
  public boolean isEmpty() {
    return statement == null;
  }

  /** How many parameters there are. */
  public int count() {
    return count;
  }

  /** The names of the parameters, one for each, empty for those without. */
  public String[] names() {
    return parameters.names(count);
  }

  /** The statement with its values. */
  public String expanded() {
    return parameters.expanded(bound);
  }

  /** Goes back to before the first row, with these values. */
  public String bind(Value cells) {
    return SyncDatabase.outcome(
        () -> {
          reset();
          bound = Cells.decoded(cells);
          return Outcome.DONE;
        });
  }

  /** Goes back to before the first row. */
  public void rewind() {
    SyncDatabase.outcome(
        () -> {
          reset();
          return Outcome.DONE;
        });
  }

  private void reset() throws SQLException {
    if (begun && !current().pointer.isClosed()) {
      current().pointer.safeRunInt(DB::reset);
    }
    begun = false;
  }

  /** {@code N} at the end, or {@code O} and the row as an array. */
  public String next(boolean integers) {
    return SyncDatabase.outcome(
        () -> {
          if (!step()) {
            return "N";
          }
          Cells cells = new Cells(integers).raw("O");
          row(cells);
          return cells.toString();
        });
  }

  /** {@code O} and an array of all rows. */
  public String all(boolean integers) {
    return SyncDatabase.outcome(
        () -> {
          Cells cells = new Cells(integers).raw("O[");
          for (String comma = ""; step(); comma = ",") {
            row(cells.raw(comma));
          }
          return cells.raw("]").toString();
        });
  }

  /** {@code O}, the number of changes and the last row's number. */
  public String run() {
    return SyncDatabase.outcome(
        () -> {
          boolean more = step();
          while (more) {
            more = step();
          }
          return "O" + database.db().changes() + " " + lastRow();
        });
  }

  private long lastRow() throws SQLException {
    try (Statement query = ((JDBC4Connection) current().conn).createStatement();
        ResultSet result = query.executeQuery("SELECT last_insert_rowid()")) {
      return result.getLong(1);
    }
  }

  /** {@code O} and names, tables and types of the columns. */
  public String columns() {
    return SyncDatabase.outcome(
        () -> current().pointer.safeRun((db, pointer) -> {
          Cells cells = new Cells(false).raw("O[");
          int columns = db.column_count(pointer);
          for (int i = 0; i < columns; i++) {
            cells.raw(i == 0 ? "[" : ",[").text(db.column_name(pointer, i));
            cells.raw(",").text(db.column_table_name(pointer, i));
            cells.raw(",").text(db.column_decltype(pointer, i));
            cells.raw("]");
          }
          return cells.raw("]").toString();
        }));
  }

  /** The names of the columns. */
  public String[] columnNames() throws SQLException {
    return current().pointer.safeRun((db, pointer) -> {
      String[] names = new String[db.column_count(pointer)];
      for (int i = 0; i < names.length; i++) {
        names[i] = db.column_name(pointer, i);
      }
      return names;
    });
  }

  private boolean step() throws SQLException {
    DB db = database.db();
    CoreStatement current = current();
    if (!begun) {
      if (current.pointer.isClosed()) {
        current = database.prepare(sql);
        statement = current;
      }
      try {
        begun = db.execute(current, bound);
        return begun;
      } catch (SQLException e) {
        if (!current.pointer.isClosed()) {
          current.pointer.safeRunInt(DB::reset);
        }
        throw e;
      }
    }
    int code = current.pointer.safeRunInt(DB::step);
    begun = code == Codes.SQLITE_ROW;
    if (!begun) {
      current.pointer.safeRunInt(DB::reset);
      if (code != Codes.SQLITE_DONE) {
        db.throwex(code);
      }
    }
    return begun;
  }

  private void row(Cells cells) throws SQLException {
    current().pointer.safeRunConsume((db, pointer) -> {
      int columns = db.column_count(pointer);
      cells.raw("[");
      for (int i = 0; i < columns; i++) {
        cells.raw(i == 0 ? "" : ",");
        switch (db.column_type(pointer, i)) {
          case Codes.SQLITE_INTEGER -> cells.integer(db.column_long(pointer, i));
          case Codes.SQLITE_FLOAT -> cells.number(db.column_double(pointer, i));
          case Codes.SQLITE_TEXT -> cells.text(db.column_text(pointer, i));
          case Codes.SQLITE_BLOB -> cells.blob(db.column_blob(pointer, i));
          default -> cells.raw("null");
        }
      }
      cells.raw("]");
    });
  }

  private CoreStatement current() {
    CoreStatement known = statement;
    if (known == null) {
      throw new IllegalStateException("an empty statement has no rows");
    }
    return known;
  }
}
