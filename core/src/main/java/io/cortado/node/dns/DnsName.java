package io.cortado.node.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A name as the app writes it, with backslashes for what a label cannot show, and as labels on the wire. Called from any thread. */
final class DnsName {
  private static final int MAX_BYTES = 255;
  private static final int MAX_LABEL = 63;
  private static final int POINTER = 0xc0;
  private static final String RESERVED = "\".;\\()@$";

  private DnsName() {}

  /** The labels of a host's name. */
  static byte[] encode(String text) throws DnsFailure {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    String name = text.equals(".") ? "" : text;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        append(label, wire);
        continue;
      }
      if (c == '\\') {
        int digits = digits(name, i + 1);
        c = (char) (digits >= 0 ? digits : i + 1 < name.length() ? name.charAt(i + 1) : 256);
        i += digits >= 0 ? 3 : 1;
      }
      if (!ofHost(c)) {
        throw new DnsFailure(DnsFailure.BADNAME);
      }
      label.write(c);
    }
    if (label.size() > 0) {
      append(label, wire);
    }
    wire.write(0);
    if (wire.size() > MAX_BYTES) {
      throw new DnsFailure(DnsFailure.BADNAME);
    }
    return wire.toByteArray();
  }

  private static void append(ByteArrayOutputStream label, ByteArrayOutputStream wire) throws DnsFailure {
    if (label.size() == 0 || label.size() > MAX_LABEL) {
      throw new DnsFailure(DnsFailure.BADNAME);
    }
    wire.write(label.size());
    wire.writeBytes(label.toByteArray());
    label.reset();
  }

  /** The byte that three digits stand for, or -1. */
  private static int digits(String text, int at) {
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
      value = 10 * value + text.charAt(i) - '0';
    }
    return value < 256 ? value : -1;
  }

  private static boolean ofHost(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._/*".indexOf(c) >= 0;
  }

  /**
   * Reads a name at the position of a message and goes behind it. A pointer leads to before the part that has it, so every
   * name ends.
   */
  static String decode(ByteBuffer message) throws DnsFailure {
    StringBuilder text = new StringBuilder();
    int size = 1;
    int behind = -1;
    for (int start = message.position(); ; ) {
      int length = message.get() & 255;
      if (length == 0) {
        break;
      }
      if (length >= POINTER) {
        int target = (length & ~POINTER) << 8 | message.get() & 255;
        if (target >= start) {
          throw new DnsFailure(DnsFailure.BADRESP);
        }
        behind = behind < 0 ? message.position() : behind;
        start = target;
        message.position(target);
        continue;
      }
      size += length + 1;
      if (length > MAX_LABEL || size > MAX_BYTES) {
        throw new DnsFailure(DnsFailure.BADRESP);
      }
      if (!text.isEmpty()) {
        text.append('.');
      }
      for (int i = 0; i < length; i++) {
        escape(text, message.get() & 255);
      }
    }
    if (behind >= 0) {
      message.position(behind);
    }
    return text.toString();
  }

  private static void escape(StringBuilder text, int c) {
    if (c < ' ' || c > '~') {
      text.append('\\').append((char) ('0' + c / 100)).append((char) ('0' + c / 10 % 10)).append((char) ('0' + c % 10));
    } else {
      if (RESERVED.indexOf(c) >= 0) {
        text.append('\\');
      }
      text.append((char) c);
    }
  }

  /** The name that PTR records of an address stand under. */
  static String ofAddress(byte[] address) {
    StringBuilder name = new StringBuilder();
    for (int i = address.length - 1; i >= 0; i--) {
      int each = address[i] & 255;
      if (address.length == 4) {
        name.append(each).append('.');
      } else {
        name.append(Character.forDigit(each & 15, 16)).append('.').append(Character.forDigit(each >> 4, 16)).append('.');
      }
    }
    return name.append(address.length == 4 ? "in-addr.arpa" : "ip6.arpa").toString();
  }
}
