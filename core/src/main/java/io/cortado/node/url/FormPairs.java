package io.cortado.node.url;

import io.cortado.node.buffer.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Names and values of a query, as {@code URLSearchParams} reads and writes them. Called from any thread. */
final class FormPairs {
  private static final String PLAIN = "*-._";

  private FormPairs() {}

  /** Names and values in turn. */
  static String[] read(String query) {
    List<String> out = new ArrayList<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int at = pair.indexOf('=');
        out.add(decoded(at < 0 ? pair : pair.substring(0, at)));
        out.add(at < 0 ? "" : decoded(pair.substring(at + 1)));
      }
    }
    return out.toArray(String[]::new);
  }

  private static String decoded(String text) {
    return EscapeSet.decoded(text.replace('+', ' '));
  }

  static String write(String[] pairs) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pairs.length; i++) {
      out.append(i == 0 ? "" : i % 2 == 0 ? "&" : "=");
      append(out, pairs[i]);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String text) {
    for (byte each : Utf8.bytes(text)) {
      if (each >= 0 && (Character.isLetterOrDigit(each) || PLAIN.indexOf(each) >= 0)) {
        out.append((char) each);
      } else if (each == ' ') {
        out.append('+');
      } else {
        EscapeSet.appendByte(out, each);
      }
    }
  }
}
