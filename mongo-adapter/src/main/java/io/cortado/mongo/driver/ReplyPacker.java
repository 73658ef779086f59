package io.cortado.mongo.driver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a reply's BSON into the text {@code [[shape, ...], document]} that JavaScript reads with {@code JSON.parse}. It
 * runs on any thread. Not reusable.
 */
public final class ReplyPacker {

  private static final long MAX_SAFE = 1L << 53;
  private static final int LATIN_LIMIT = 0x80;

  private final byte[] data;
  private final StringBuilder out;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private int at;

  /** For one document. */
  public ReplyPacker(byte[] data) {
    this.data = data;
    this.out = new StringBuilder(data.length + data.length / 2);
  }

  /** The text. */
  public String pack() {
    document(null);
    StringBuilder head = new StringBuilder(out.length() + 64).append("[[");
    for (String definition : shapes.keySet()) {
      if (head.charAt(head.length() - 1) != '[') {
        head.append(',');
      }
      JsonText.string(head, definition);
    }
    return head.append("],").append(out).append(']').toString();
  }

  /** Writes the values of the document at the position, and its shape's number after them. */
  private Shape document(@Nullable Shape expected) {
    at += 4;
    out.append('[');
    FieldTracker fields = new FieldTracker(expected);
    List<@Nullable Shape> nested = new ArrayList<>(0);
    for (int type = data[at++] & 0xFF; type != 0; type = data[at++] & 0xFF) {
      int nameStart = at;
      int nameEnd = skipName();
      char kind = kind(type);
      int index = fields.next(data, nameStart, nameEnd, kind);
      Shape used = value(type, kind, expected == null ? null : expected.nested(index));
      if (used != null) {
        while (nested.size() <= index) {
          nested.add(null);
        }
        nested.set(index, used);
      }
      out.append(',');
    }
    Shape shape = fields.finish(this::intern);
    for (int i = 0; i < nested.size(); i++) {
      if (nested.get(i) != null) {
        shape.nested(i, nested.get(i));
      }
    }
    out.append(shape.id()).append(']');
    return shape;
  }

  private Shape intern(List<byte[]> names, List<Character> kinds) {
    StringBuilder definition = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      definition.append(kinds.get(i)).append(new String(names.get(i), StandardCharsets.UTF_8)).append('\0');
    }
    return shapes.computeIfAbsent(definition.toString(), key -> new Shape(shapes.size(), names, kinds));
  }

  private char kind(int type) {
    return switch (type) {
      case 0x01 -> Double.isFinite(Double.longBitsToDouble(longAt(at))) ? Shape.PLAIN : Shape.OTHER;
      case 0x02, 0x08, 0x0A, 0x10 -> Shape.PLAIN;
      case 0x12 -> isSafe(longAt(at)) ? Shape.PLAIN : Shape.OTHER;
      case 0x03 -> Shape.DOCUMENT;
      case 0x04 -> Shape.ARRAY;
      case 0x07 -> Shape.OBJECT_ID;
      case 0x09 -> Shape.DATE;
      default -> Shape.OTHER;
    };
  }

  private static boolean isSafe(long value) {
    return value <= MAX_SAFE && value >= -MAX_SAFE;
  }

  private @Nullable Shape value(int type, char kind, @Nullable Shape expected) {
    switch (kind) {
      case Shape.PLAIN -> plain(type);
      case Shape.OBJECT_ID -> objectId();
      case Shape.DATE -> {
        out.append(longAt(at));
        at += 8;
      }
      case Shape.DOCUMENT -> {
        return document(expected);
      }
      case Shape.ARRAY -> {
        return array(expected);
      }
      default -> other(type);
    }
    return null;
  }

  private void plain(int type) {
    switch (type) {
      case 0x01 -> {
        out.append(Double.longBitsToDouble(longAt(at)));
        at += 8;
      }
      case 0x02 -> string();
      case 0x08 -> out.append(data[at++] != 0);
      case 0x0A -> out.append("null");
      case 0x10 -> {
        out.append(intAt(at));
        at += 4;
      }
      default -> {
        out.append(longAt(at));
        at += 8;
      }
    }
  }

  private void objectId() {
    for (int i = 0; i < 4; i++, at += 3) {
      if (i > 0) {
        out.append(',');
      }
      out.append((data[at] & 0xFF) << 16 | (data[at + 1] & 0xFF) << 8 | data[at + 2] & 0xFF);
    }
  }

  private @Nullable Shape array(@Nullable Shape expected) {
    at += 4;
    Shape last = expected;
    StringBuilder kinds = new StringBuilder();
    int start = out.length();
    boolean alike = true;
    out.append('[');
    for (int type = data[at++] & 0xFF; type != 0; type = data[at++] & 0xFF) {
      skipName();
      char kind = kind(type);
      if (!kinds.isEmpty()) {
        out.append(',');
        alike &= kinds.charAt(0) == kind;
      }
      kinds.append(kind);
      Shape used = value(type, kind, last);
      last = used == null ? last : used;
    }
    out.append(']');
    String code = kinds.isEmpty() ? "v" : alike ? kinds.substring(0, 1) : kinds.toString();
    out.insert(start, "\"" + code + "\",");
    return last;
  }

  private void other(int type) {
    out.append('[');
    switch (type) {
      case 0x01 -> number("n", Double.toString(Double.longBitsToDouble(longAt(at))));
      case 0x05 -> binary();
      case 0x06 -> out.append("\"u\"");
      case 0x0B -> {
        out.append("\"r\",");
        cstring();
        out.append(',');
        cstring();
      }
      case 0x0C -> {
        out.append("\"p\",");
        string();
        out.append(',');
        objectId();
      }
      case 0x0D, 0x0E -> {
        out.append(type == 0x0D ? "\"c\"," : "\"y\",");
        string();
      }
      case 0x0F -> {
        at += 4;
        out.append("\"C\",");
        string();
        out.append(',');
        document(null);
      }
      case 0x11, 0x12 -> {
        out.append(type == 0x11 ? "\"t\"," : "\"l\",").append(intAt(at)).append(',').append(intAt(at + 4));
        at += 8;
      }
      case 0x13 -> {
        out.append("\"D\",\"").append(Base64.getEncoder().encodeToString(slice(16))).append('"');
      }
      case 0xFF -> out.append("\"m\"");
      case 0x7F -> out.append("\"M\"");
      default -> throw new IllegalArgumentException("unknown BSON type " + Integer.toHexString(type));
    }
    out.append(']');
  }

  private void number(String letter, String text) {
    out.append('"').append(letter).append("\",\"").append(text).append('"');
    at += 8;
  }

  private void binary() {
    int length = intAt(at);
    int subtype = data[at + 4] & 0xFF;
    at += 5;
    if (subtype == 2) {
      at += 4;
      length -= 4;
    }
    out.append("\"b\",\"").append(Base64.getEncoder().encodeToString(slice(length))).append("\",").append(subtype);
  }

  private byte[] slice(int length) {
    java.util.Objects.checkFromIndexSize(at, length, data.length);
    byte[] bytes = java.util.Arrays.copyOfRange(data, at, at + length);
    at += length;
    return bytes;
  }

  private void string() {
    int length = intAt(at) - 1;
    at += 4;
    text(at, at + length);
    at += length + 1;
  }

  private void cstring() {
    int start = at;
    text(start, skipName());
  }

  private void text(int start, int end) {
    for (int i = start; i < end; i++) {
      int b = data[i];
      if (b < ' ' || b == '"' || b == '\\' || b >= LATIN_LIMIT) {
        JsonText.string(out, new String(data, start, end - start, StandardCharsets.UTF_8));
        return;
      }
    }
    out.append('"').append(new String(data, start, end - start, StandardCharsets.ISO_8859_1)).append('"');
  }

  private int skipName() {
    while (data[at] != 0) {
      at++;
    }
    return at++;
  }

  private int intAt(int index) {
    return (data[index] & 0xFF) | (data[index + 1] & 0xFF) << 8 | (data[index + 2] & 0xFF) << 16 | data[index + 3] << 24;
  }

  private long longAt(int index) {
    return (intAt(index) & 0xFFFFFFFFL) | (long) intAt(index + 4) << 32;
  }
}
