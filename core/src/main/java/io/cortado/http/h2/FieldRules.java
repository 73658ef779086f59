package io.cortado.http.h2;

import java.util.List;
import java.util.Set;

/** Which fields a message may have (RFC 9113, 8.2 and 8.3). Stateless. */
final class FieldRules {
  /** Of the connection between two hops: a message that has one is malformed. */
  private static final Set<String> HOP = Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

  private static final boolean[] NAME = new boolean[128];

  static {
    for (char c : "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".toCharArray()) {
      NAME[c] = true;
    }
  }

  private FieldRules() {}

  static boolean isRequest(List<String> fields) {
    int seen = 0;
    boolean regular = false;
    boolean connect = false;
    for (int i = 0; i < fields.size(); i += 2) {
      String name = fields.get(i);
      String value = fields.get(i + 1);
      if (!name.startsWith(":")) {
        regular = true;
        if (!isField(name, value)) {
          return false;
        }
        continue;
      }
      int bit =
          switch (name) {
            case ":method" -> 1;
            case ":scheme" -> 2;
            case ":path" -> 4;
            case ":authority" -> 8;
            case ":protocol" -> 16;
            default -> 0;
          };
      if (regular || bit == 0 || (seen & bit) != 0 || value.isEmpty() && bit != 8 || !isVisible(value)) {
        return false;
      }
      seen |= bit;
      connect |= bit == 1 && value.equals("CONNECT");
    }
    if (connect && (seen & 16) == 0) {
      return (seen & 6) == 0 && (seen & 8) != 0;
    }
    return (seen & 7) == 7 && (connect || (seen & 16) == 0);
  }

  static boolean isResponse(List<String> fields) {
    if (fields.size() < 2 || !fields.get(0).equals(":status") || !fields.get(1).matches("[1-9]\\d\\d")) {
      return false;
    }
    return areFields(fields, 2);
  }

  static boolean areFields(List<String> fields, int from) {
    for (int i = from; i < fields.size(); i += 2) {
      if (!isField(fields.get(i), fields.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isField(String name, String value) {
    if (name.isEmpty() || HOP.contains(name) || name.equals("te") && !value.equals("trailers")) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0x7f || !NAME[c]) {
        return false;
      }
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }
}
