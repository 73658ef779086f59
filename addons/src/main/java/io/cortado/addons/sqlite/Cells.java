package io.cortado.addons.sqlite;

import java.util.Base64;
import java.util.Locale;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Values between SQLite and {@code node:sqlite}. To JavaScript as JSON: an integer that no number holds, or any where integers are
 * wanted as such, is an array of its digits and {@code "i"}, a blob one of a text in base 64. From there as a letter and its
 * text: {@code n}, {@code d} a number, {@code i} an integer, {@code t} a text, {@code b} bytes as Latin-1. Any thread.
 */
final class Cells {
  private static final long MOST_SAFE = (1L << 53) - 1;

  private final StringBuilder out = new StringBuilder(128);
  private final boolean integers;

  /** {@code integers} as such, and not as numbers where they fit. */
  Cells(boolean integers) {
    this.integers = integers;
  }

  Cells raw(String text) {
    out.append(text);
    return this;
  }

  void integer(long value) {
    if (integers || value > MOST_SAFE || value < -MOST_SAFE) {
      out.append("[\"").append(value).append("\",\"i\"]");
    } else {
      out.append(value);
    }
  }

  void number(double value) {
    out.append(Double.isFinite(value) ? Double.toString(value) : value > 0 ? "1e999" : "-1e999");
  }

  void blob(byte @Nullable [] bytes) {
    out.append("[\"").append(bytes == null ? "" : Base64.getEncoder().encodeToString(bytes)).append("\"]");
  }

  void text(@Nullable String text) {
    if (text == null) {
      out.append("null");
      return;
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** The JSON text. */
  @Override
  public String toString() {
    return out.toString();
  }

  /** What JavaScript's text for a value stands for. */
  static @Nullable Object decoded(String cell) {
    String rest = cell.substring(1);
    return switch (cell.charAt(0)) {
      case 'd' -> Double.valueOf(rest);
      case 'i' -> Long.valueOf(rest);
      case 't' -> rest;
      case 'b' -> rest.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      default -> null;
    };
  }

  static @Nullable Object[] decoded(Value cells) {
    @Nullable Object[] values = new Object[(int) cells.getArraySize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = decoded(cells.getArrayElement(i).asString());
    }
    return values;
  }
}
