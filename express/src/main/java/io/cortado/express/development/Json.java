package io.cortado.express.development;

import java.util.List;

/** Writes a JSON text of objects, texts and whole numbers. */
final class Json {
  private final StringBuilder text = new StringBuilder("{");
  private boolean first = true;

  private Json name(String name) {
    text.append(first ? "" : ",").append(quoted(name)).append(':');
    first = false;
    return this;
  }

  Json open(String name) {
    name(name).text.append('{');
    first = true;
    return this;
  }

  Json close() {
    text.append('}');
    first = false;
    return this;
  }

  Json text(String name, String value) {
    name(name).text.append(quoted(value));
    return this;
  }

  Json number(String name, String digits) {
    name(name).text.append(digits.matches("\\d+") ? digits : "0");
    return this;
  }

  Json texts(String name, List<String> values) {
    name(name).text.append('[').append(String.join(",", values.stream().map(Json::quoted).toList())).append(']');
    return this;
  }

  String end() {
    return text.append('}').toString();
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
