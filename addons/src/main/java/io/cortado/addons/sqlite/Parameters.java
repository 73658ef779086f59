package io.cortado.addons.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement, numbered as SQLite numbers them: {@code ?} takes the next number, {@code ?5} its own,
 * and a name the number of its first place. JDBC knows only how many there are. Immutable; any thread.
 */
final class Parameters {
  private record Place(int from, int to, int index) {}

  private final String sql;
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private int highest;
  private boolean empty = true;

  Parameters(String sql) {
    this.sql = sql;
    for (int at = 0; at < sql.length(); ) {
      int end = end(at);
      empty &= sql.charAt(at) == ';' || Character.isWhitespace(sql.charAt(at)) || isComment(at);
      if (isParameter(sql.charAt(at))) {
        add(at, end);
      }
      if (sql.charAt(at) == ';') {
        break;
      }
      at = end;
    }
  }

  /** Whether there is nothing before the first semicolon but white space and comments: SQLite prepares nothing then. */
  boolean isEmpty() {
    return empty;
  }

  private boolean isComment(int at) {
    return sql.startsWith("--", at) || sql.startsWith("/*", at);
  }

  /** The number of a name with its first character, 0 where there is none. */
  int index(String name) {
    return byName.getOrDefault(name, 0);
  }

  /** The names of parameters by number, with their first characters; empty for those that have none. */
  String[] names(int count) {
    String[] names = new String[count];
    java.util.Arrays.fill(names, "");
    byName.forEach((name, index) -> {
      if (index <= count) {
        names[index - 1] = name;
      }
    });
    return names;
  }

  /** The statement with values in the places of its parameters. */
  String expanded(@Nullable Object[] values) {
    StringBuilder out = new StringBuilder(sql.length() + 32);
    int done = 0;
    for (Place place : places) {
      out.append(sql, done, place.from);
      out.append(literal(place.index <= values.length ? values[place.index - 1] : null));
      done = place.to;
    }
    return out.append(sql, done, sql.length()).toString();
  }

  private static boolean isParameter(char first) {
    return first == '?' || first == ':' || first == '@' || first == '$';
  }

  private static boolean isName(char character) {
    return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= 0x80;
  }

  private void add(int from, int to) {
    String name = sql.substring(from, to);
    if (to - from == 1 && sql.charAt(from) != '?') {
      return;
    }
    int index;
    if (name.equals("?")) {
      index = highest + 1;
    } else if (name.charAt(0) == '?') {
      index = Integer.parseInt(name.substring(1));
      byName.putIfAbsent(name, index);
    } else {
      index = byName.computeIfAbsent(name, key -> highest + 1);
    }
    highest = Math.max(highest, index);
    places.add(new Place(from, to, index));
  }

  /** Where the token ends that begins at a place. */
  private int end(int at) {
    char first = sql.charAt(at);
    return switch (first) {
      case '\'', '"', '`' -> quoted(at, first);
      case '[' -> after(sql.indexOf(']', at), 1);
      case '-' -> sql.startsWith("--", at) ? after(sql.indexOf('\n', at), 1) : at + 1;
      case '/' -> sql.startsWith("/*", at) ? after(sql.indexOf("*/", at + 2), 2) : at + 1;
      case '?' -> run(at + 1, false);
      case ':', '@', '$' -> run(at + 1, true);
      default -> isName(first) ? run(at + 1, true) : at + 1;
    };
  }

  private int run(int from, boolean letters) {
    int end = from;
    while (end < sql.length() && (letters ? isName(sql.charAt(end)) : Character.isDigit(sql.charAt(end)))) {
      end++;
    }
    return end;
  }

  private int quoted(int at, char quote) {
    int end = at + 1;
    while (end < sql.length()) {
      if (sql.charAt(end++) == quote) {
        if (end == sql.length() || sql.charAt(end) != quote) {
          break;
        }
        end++;
      }
    }
    return end;
  }

  private int after(int found, int length) {
    return found < 0 ? sql.length() : found + length;
  }

  private static String literal(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      StringBuilder hex = new StringBuilder("x'");
      for (byte each : bytes) {
        hex.append(String.format(Locale.ROOT, "%02x", each));
      }
      return hex.append('\'').toString();
    }
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    return value == null ? "NULL" : value.toString();
  }
}
