package io.cortado.http.h2;

import io.undertow.protocols.http2.HPackHuffman;
import io.undertow.protocols.http2.HpackException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads blocks of fields that the peer has compressed (RFC 7541). A connection has one. */
final class HpackReader {
  /** Takes the fields of a block; each costs its characters and {@link HpackTable#ENTRY_BYTES}. */
  interface Taker {
    void field(String name, String value);
  }

  private final HpackTable table;
  private int maxTableSize;
  private final StringBuilder text = new StringBuilder();
  private byte[] block = {};
  private int at;
  private int end;

  HpackReader(int maxTableSize) {
    this.maxTableSize = maxTableSize;
    this.table = new HpackTable(maxTableSize);
  }

  /** The peer was told that its table has room for so many bytes, and may say so from now on. */
  void maxTable(int bytes) {
    maxTableSize = bytes;
  }

  /** Reads a whole block; afterwards the table is what the peer has, whatever is made of the fields. */
  void read(byte[] bytes, int from, int to, Taker taker) throws LinkError {
    block = bytes;
    at = from;
    end = to;
    boolean first = true;
    while (at < end) {
      int b = block[at] & 0xff;
      if (b >= 0x80) {
        int index = integer(7);
        String name = name(index);
        taker.field(name, table.value(index));
      } else if (b >= 0x40) {
        String name = literalName(6);
        String value = string();
        table.add(name, value);
        taker.field(name, value);
      } else if (b >= 0x20) {
        int size = integer(5);
        if (!first || size > maxTableSize) {
          throw wrong();
        }
        table.limit(size);
        continue;
      } else {
        String name = literalName(4);
        taker.field(name, string());
      }
      first = false;
    }
  }

  private static LinkError wrong() {
    return new LinkError(ErrorCode.COMPRESSION_ERROR, "a block of fields cannot be read");
  }

  private String literalName(int bits) throws LinkError {
    int index = integer(bits);
    return index == 0 ? string() : name(index);
  }

  private String name(int index) throws LinkError {
    String name = table.name(index);
    if (name == null) {
      throw wrong();
    }
    return name;
  }

  /** A number whose first part is in the low bits of the next byte. */
  private int integer(int bits) throws LinkError {
    int mask = (1 << bits) - 1;
    int value = block[at++] & mask;
    if (value < mask) {
      return value;
    }
    for (int shift = 0; at < end && shift <= 21; shift += 7) {
      int b = block[at++];
      value += (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw wrong();
  }

  private String string() throws LinkError {
    if (at == end) {
      throw wrong();
    }
    boolean huffman = block[at] < 0;
    int length = integer(7);
    if (length > end - at) {
      throw wrong();
    }
    int from = at;
    at += length;
    if (!huffman) {
      return new String(block, from, length, StandardCharsets.ISO_8859_1);
    }
    text.setLength(0);
    try {
      HPackHuffman.decode(ByteBuffer.wrap(block, from, length), length, text);
    } catch (HpackException e) {
      throw wrong();
    }
    return text.toString();
  }
}
