package io.cortado.addons.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.core.SafeStmtPtr;

/** A prepared statement: what it is bound to, and where it stands. On its database's thread. */
final class Prepared {
  private static final int MISUSE = SQLiteErrorCode.SQLITE_MISUSE.code;
  private static final int RANGE = SQLiteErrorCode.SQLITE_RANGE.code;

  private final Database database;
  private final String sql;
  private final Parameters parameters;
  private @Nullable CoreStatement statement;
  private @Nullable Object[] bound;
  private boolean begun;
  private int status = Codes.SQLITE_OK;

  Prepared(Database database, String sql) throws SQLException {
    this.database = database;
    this.sql = sql;
    parameters = new Parameters(sql);
    CoreStatement made = parameters.isEmpty() ? null : database.prepare(sql);
    bound = new Object[made == null ? 0 : count(made)];
    statement = made;
  }

  /** A value for a number or a name with its first character; no value leaves the parameter NULL. */
  record Binding(int index, String name, boolean skipped, @Nullable Object value) {}

  private static int count(CoreStatement statement) throws SQLException {
    return ((PreparedStatement) statement).getParameterMetaData().getParameterCount();
  }

  String sql() {
    return sql;
  }

  /** Binds anew, which resets; an empty list changes nothing. */
  void bind(List<Binding> bindings) throws SQLException {
    if (bindings.isEmpty()) {
      return;
    }
    reset();
    bound = new Object[bound.length];
    for (Binding binding : bindings) {
      if (binding.skipped) {
        continue;
      }
      int index = binding.index > 0 ? binding.index : parameters.index(binding.name);
      if (index < 1 || index > bound.length) {
        status = RANGE;
        throw DB.newSQLException(RANGE, "column index out of range");
      }
      bound[index - 1] = binding.value;
    }
  }

  /** Goes back to before the first row. */
  void reset() throws SQLException {
    if (begun && !statement().pointer.isClosed()) {
      statement().pointer.safeRunInt(DB::reset);
    }
    begun = false;
    status = Codes.SQLITE_OK;
  }

  /** Whether the last step came to the end. */
  boolean isDone() {
    return status == Codes.SQLITE_DONE;
  }

  /** Goes to the next row; false at the end. */
  boolean step(DB db) throws SQLException {
    if (statement == null) {
      throw DB.newSQLException(MISUSE, "not an error");
    }
    try {
      status = begun ? next(db) : first(db);
      begun = status == Codes.SQLITE_ROW;
      return begun;
    } catch (SQLException e) {
      status = Outcome.code(e);
      begun = false;
      throw e;
    }
  }

  private int first(DB db) throws SQLException {
    CoreStatement current = statement();
    if (current.pointer.isClosed()) {
      current = database.prepare(sql);
      statement = current;
    }
    begun = true;
    return db.execute(current, bound) ? Codes.SQLITE_ROW : Codes.SQLITE_DONE;
  }

  private int next(DB db) throws SQLException {
    SafeStmtPtr pointer = statement().pointer;
    int code = pointer.safeRunInt(DB::step);
    if (code != Codes.SQLITE_ROW) {
      // Bound again before its next step, which a statement that has ended does not take.
      pointer.safeRunInt(DB::reset);
    }
    if (code != Codes.SQLITE_ROW && code != Codes.SQLITE_DONE) {
      db.throwex(code);
    }
    return code;
  }

  /** Adds the row this stands on. */
  void row(Rows rows) throws SQLException {
    statement().pointer.safeRunConsume(rows::add);
  }

  /** The integer in the first column of the row this stands on. */
  long number() throws SQLException {
    return statement().pointer.safeRunLong((db, pointer) -> db.column_long(pointer, 0));
  }

  /** The statement as it runs, with its values. */
  String expanded() {
    return parameters.expanded(bound);
  }

  void close() throws SQLException {
    if (statement != null) {
      statement.pointer.close();
    }
  }

  private CoreStatement statement() {
    if (statement == null) {
      throw new IllegalStateException("an empty statement has no rows");
    }
    return statement;
  }
}
