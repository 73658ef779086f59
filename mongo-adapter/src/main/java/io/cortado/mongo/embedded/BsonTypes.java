package io.cortado.mongo.embedded;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Walks raw BSON and refuses what is none, so that nobody behind relies on a wrong length, and the value types that the
 * storage would change in silence. Called from any thread.
 */
final class BsonTypes {

  private static final int MAX_DEPTH = 180;
  private static final int LENGTH_BYTES = 4;
  private static final int SMALLEST = 5;

  private BsonTypes() {}

  /** Checks the document at the reader index, which stays where it is. */
  static void requireStorable(ByteBuf buffer) {
    document(buffer, buffer.readerIndex(), 0);
  }

  private static int document(ByteBuf buffer, int start, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the document is nested deeper than " + MAX_DEPTH + " levels");
    }
    int end = start + counted(buffer, start, SMALLEST, -LENGTH_BYTES);
    int at = start + LENGTH_BYTES;
    for (int type = buffer.getByte(at++) & 0xFF; type != 0; type = buffer.getByte(at++) & 0xFF) {
      int nameStart = at;
      at = afterCString(buffer, at);
      at = value(buffer, type, nameStart, at, depth);
    }
    if (at != end) {
      throw invalid("a document is not as long as it says");
    }
    return at;
  }

  /** The length at a position, of at least {@code least} bytes that follow {@code beyond} bytes after it. */
  private static int counted(ByteBuf buffer, int at, int least, int beyond) {
    int length = buffer.getIntLE(at);
    if (length < least || length > buffer.writerIndex() - at - LENGTH_BYTES - beyond) {
      throw invalid("a length is beyond the message");
    }
    return length;
  }

  private static IllegalArgumentException invalid(String why) {
    return new IllegalArgumentException("this is not BSON: " + why);
  }

  private static int value(ByteBuf buffer, int type, int nameStart, int at, int depth) {
    return switch (type) {
      case 0x01, 0x09, 0x11, 0x12 -> at + 8;
      case 0x02, 0x0D -> text(buffer, at);
      case 0x03, 0x04 -> document(buffer, at, depth + 1);
      case 0x05 -> binary(buffer, nameStart, at);
      case 0x07 -> at + 12;
      case 0x08 -> at + 1;
      case 0x0A, 0xFF, 0x7F -> at;
      case 0x0B -> afterCString(buffer, afterCString(buffer, at));
      case 0x10 -> at + 4;
      case 0x13 -> at + 16;
      case 0x06 -> throw refused(buffer, nameStart, "undefined");
      case 0x0C -> throw refused(buffer, nameStart, "DBPointer");
      case 0x0E -> throw refused(buffer, nameStart, "Symbol");
      case 0x0F -> throw refused(buffer, nameStart, "Code with scope");
      default -> throw refused(buffer, nameStart, "0x" + Integer.toHexString(type));
    };
  }

  private static int text(ByteBuf buffer, int at) {
    int end = at + LENGTH_BYTES + counted(buffer, at, 1, 0);
    if (buffer.getByte(end - 1) != 0) {
      throw invalid("a string has no end");
    }
    return end;
  }

  private static int binary(ByteBuf buffer, int nameStart, int at) {
    int subtype = buffer.getByte(at + 4) & 0xFF;
    if (subtype != 0 && subtype != 3 && subtype != 4) {
      throw refused(buffer, nameStart, "Binary with subtype " + subtype);
    }
    return at + LENGTH_BYTES + 1 + counted(buffer, at, 0, 1);
  }

  private static int afterCString(ByteBuf buffer, int at) {
    int end = at;
    while (end < buffer.writerIndex() && buffer.getByte(end) != 0) {
      end++;
    }
    if (end >= buffer.writerIndex()) {
      throw invalid("a name has no end");
    }
    return end + 1;
  }

  private static IllegalArgumentException refused(ByteBuf buffer, int nameStart, String type) {
    int length = afterCString(buffer, nameStart) - 1 - nameStart;
    String field = buffer.toString(nameStart, length, StandardCharsets.UTF_8);
    return new IllegalArgumentException(
        "the BSON type " + type + " (field \"" + field + "\") is not supported by Cortado's development database");
  }
}
