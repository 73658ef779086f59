package io.cortado.node.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** As much of DER as key files need. Called from any thread. */
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_ID = 0x06;
  static final int SEQUENCE = 0x30;

  private final int tag;
  private final byte[] value;

  private Der(int tag, byte[] value) {
    this.tag = tag;
    this.value = value;
  }

  int tag() {
    return tag;
  }

  byte[] value() {
    return value;
  }

  BigInteger integer() {
    return new BigInteger(value);
  }

  /** The first element of {@code bytes}. */
  static Der read(byte[] bytes) {
    return readAll(bytes).getFirst();
  }

  List<Der> elements() {
    return readAll(value);
  }

  List<Der> elementsOrNone() {
    return value.length == 0 ? List.of() : readAll(value);
  }

  /** The element with its head. */
  byte[] encoded() {
    return element(tag, value);
  }

  /** The bits of a BIT STRING whose last byte is whole. */
  byte[] bits() {
    return java.util.Arrays.copyOfRange(value, 1, value.length);
  }

  /** An object id as numbers and dots. */
  String objectId() {
    StringBuilder out = new StringBuilder();
    BigInteger part = BigInteger.ZERO;
    for (byte each : value) {
      part = part.shiftLeft(7).or(BigInteger.valueOf(each & 127));
      if (each >= 0) {
        if (out.isEmpty()) {
          int first = part.min(BigInteger.valueOf(80)).intValue() / 40;
          out.append(first);
          part = part.subtract(BigInteger.valueOf(first * 40L));
        }
        out.append('.').append(part);
        part = BigInteger.ZERO;
      }
    }
    return out.toString();
  }

  private static List<Der> readAll(byte[] bytes) {
    List<Der> all = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      if (at + 2 > bytes.length) {
        throw new IllegalArgumentException("DER: cut short");
      }
      int tag = bytes[at++] & 255;
      int length = bytes[at++] & 255;
      if (length > 127) {
        int count = length & 127;
        length = 0;
        for (int i = 0; i < count && at < bytes.length; i++) {
          length = length << 8 | bytes[at++] & 255;
        }
      }
      if (length < 0 || length > bytes.length - at) {
        throw new IllegalArgumentException("DER: cut short");
      }
      all.add(new Der(tag, java.util.Arrays.copyOfRange(bytes, at, at + length)));
      at += length;
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException("DER: empty");
    }
    return all;
  }

  static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = body.size();
    if (length < 128) {
      out.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int skip = digits[0] == 0 ? 1 : 0;
      out.write(0x80 | digits.length - skip);
      out.write(digits, skip, digits.length - skip);
    }
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  static byte[] integer(BigInteger number) {
    return element(INTEGER, number.toByteArray());
  }

  static byte[] bitString(byte[] bits) {
    return element(BIT_STRING, new byte[1], bits);
  }
}
