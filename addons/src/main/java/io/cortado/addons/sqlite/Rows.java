package io.cortado.addons.sqlite;

import java.sql.SQLException;
import java.util.Base64;
import java.util.Locale;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/**
 * Rows on their way to JavaScript, as JSON: the names of the columns, then an array for each row. A blob is an array of
 * one string in base 64. Not safe for threads.
 */
final class Rows {
  private final StringBuilder out = new StringBuilder(256);
  private int count;

  /** How many rows there are. */
  int count() {
    return count;
  }

  /** Adds the row that a statement stands on. */
  void add(DB db, long statement) throws SQLException {
    int columns = db.column_count(statement);
    if (count++ == 0) {
      out.append("[[");
      for (int i = 0; i < columns; i++) {
        text(i == 0 ? "" : ",", String.valueOf(db.column_name(statement, i)));
      }
      out.append(']');
    }
    out.append(",[");
    for (int i = 0; i < columns; i++) {
      out.append(i == 0 ? "" : ",");
      value(db, statement, i);
    }
    out.append(']');
  }

  private void value(DB db, long statement, int column) throws SQLException {
    switch (db.column_type(statement, column)) {
      case Codes.SQLITE_INTEGER -> out.append(db.column_long(statement, column));
      case Codes.SQLITE_FLOAT -> {
        double number = db.column_double(statement, column);
        out.append(Double.isFinite(number) ? Double.toString(number) : number > 0 ? "1e999" : "-1e999");
      }
      case Codes.SQLITE_TEXT -> text("", db.column_text(statement, column));
      case Codes.SQLITE_BLOB -> {
        byte[] bytes = db.column_blob(statement, column);
        out.append("[\"").append(bytes == null ? "" : Base64.getEncoder().encodeToString(bytes)).append("\"]");
      }
      default -> out.append("null");
    }
  }

  private void text(String before, String text) {
    out.append(before).append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        out.append('\\').append(character);
      } else if (character < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        out.append(character);
      }
    }
    out.append('"');
  }

  /** The JSON text. */
  String json() {
    return count == 0 ? "[[]]" : out + "]";
  }
}
