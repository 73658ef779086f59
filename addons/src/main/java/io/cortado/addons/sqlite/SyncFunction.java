package io.cortado.addons.sqlite;

import java.sql.SQLException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/** Functions of JavaScript in SQL, called while a statement runs. What they are given and give is encoded, see {@link Cells}. */
final class SyncFunction {
  private SyncFunction() {}

  private static String arguments(DB db, Function function, int count) throws SQLException {
    Cells cells = new Cells(true).raw("[");
    for (int i = 0; i < count; i++) {
      cells.raw(i == 0 ? "" : ",");
      switch (db.value_type(function, i)) {
        case Codes.SQLITE_INTEGER -> cells.integer(db.value_long(function, i));
        case Codes.SQLITE_FLOAT -> cells.number(db.value_double(function, i));
        case Codes.SQLITE_TEXT -> cells.text(db.value_text(function, i));
        case Codes.SQLITE_BLOB -> cells.blob(db.value_blob(function, i));
        default -> cells.raw("null");
      }
    }
    return cells.raw("]").toString();
  }

  /** Takes what a function gives. */
  private interface Answer {
    void none() throws SQLException;

    void integer(long value) throws SQLException;

    void number(double value) throws SQLException;

    void text(String value) throws SQLException;

    void blob(byte[] value) throws SQLException;

    void fail(String message) throws SQLException;
  }

  private static void answer(String cell, Answer to) throws SQLException {
    if (cell.startsWith("E")) {
      to.fail(cell.substring(1));
      return;
    }
    Object value = Cells.decoded(cell);
    if (value instanceof Long integer) {
      to.integer(integer);
    } else if (value instanceof Double number) {
      to.number(number);
    } else if (value instanceof String text) {
      to.text(text);
    } else if (value instanceof byte[] bytes) {
      to.blob(bytes);
    } else {
      to.none();
    }
  }

  /** One value for the arguments. */
  static final class Scalar extends Function implements Answer {
    private final DB db;
    private final Value call;

    Scalar(DB db, Value call) {
      this.db = db;
      this.call = call;
    }

    @Override
    protected void xFunc() throws SQLException {
      answer(call.execute(arguments(db, this, args())).asString(), this);
    }

    @Override
    public void none() throws SQLException {
      result();
    }

    @Override
    public void integer(long value) throws SQLException {
      result(value);
    }

    @Override
    public void number(double value) throws SQLException {
      result(value);
    }

    @Override
    public void text(String value) throws SQLException {
      result(value);
    }

    @Override
    public void blob(byte[] value) throws SQLException {
      result(value);
    }

    @Override
    public void fail(String message) throws SQLException {
      error(message);
    }
  }

  /** One value for many rows, each group of which has a copy of this; {@code inverse} takes a row back. */
  static final class OverRows extends Function.Window implements Answer {
    private final DB db;
    private final Value start;
    private final Value step;
    private final Value inverse;
    private final Value result;
    private @Nullable Value state;

    OverRows(DB db, Value start, Value step, Value inverse, Value result) {
      this.db = db;
      this.start = start;
      this.step = step;
      this.inverse = inverse;
      this.result = result;
    }

    private Value state() {
      Value known = state;
      if (known == null) {
        known = start.execute();
        state = known;
      }
      return known;
    }

    @Override
    protected void xStep() throws SQLException {
      state = step.execute(state(), arguments(db, this, args()));
    }

    @Override
    protected void xInverse() throws SQLException {
      state = inverse.execute(state(), arguments(db, this, args()));
    }

    @Override
    protected void xValue() throws SQLException {
      answer(result.execute(state()).asString(), this);
    }

    @Override
    protected void xFinal() throws SQLException {
      answer(result.execute(state()).asString(), this);
    }

    @Override
    public void none() throws SQLException {
      result();
    }

    @Override
    public void integer(long value) throws SQLException {
      result(value);
    }

    @Override
    public void number(double value) throws SQLException {
      result(value);
    }

    @Override
    public void text(String value) throws SQLException {
      result(value);
    }

    @Override
    public void blob(byte[] value) throws SQLException {
      result(value);
    }

    @Override
    public void fail(String message) throws SQLException {
      error(message);
    }
  }
}
