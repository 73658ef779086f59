package io.cortado.mongo.driver;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field names and value kinds that documents have in common. A reply names each shape once and then gives only
 * values, so that JavaScript can build the objects with one function per shape.
 */
final class Shape {

  /** A value that JSON says exactly. */
  static final char PLAIN = 'v';

  /** An ObjectId as its four 24-bit words. */
  static final char OBJECT_ID = 'o';

  /** A date as milliseconds. */
  static final char DATE = 'd';

  /** A document: its values, then the number of its shape. */
  static final char DOCUMENT = 's';

  /** An array: the kinds of its elements, then the elements. */
  static final char ARRAY = 'a';

  /** Any other type: an array of a type letter and its parts. */
  static final char OTHER = 'x';

  private final int id;
  private final byte[][] names;
  private final char[] kinds;
  private final @Nullable Shape[] nested;

  Shape(int id, List<byte[]> names, List<Character> kinds) {
    this.id = id;
    this.names = names.toArray(byte[][]::new);
    this.kinds = new char[kinds.size()];
    for (int i = 0; i < this.kinds.length; i++) {
      this.kinds[i] = kinds.get(i);
    }
    this.nested = new Shape[this.kinds.length];
  }

  int id() {
    return id;
  }

  int size() {
    return kinds.length;
  }

  boolean hasField(int index, byte[] data, int nameStart, int nameEnd, char kind) {
    return index < kinds.length
        && kinds[index] == kind
        && Arrays.equals(names[index], 0, names[index].length, data, nameStart, nameEnd);
  }

  byte[] name(int index) {
    return names[index];
  }

  char kind(int index) {
    return kinds[index];
  }

  /** The shape that the documents in this field had last. */
  @Nullable Shape nested(int index) {
    return index < nested.length ? nested[index] : null;
  }

  void nested(int index, @Nullable Shape shape) {
    nested[index] = shape;
  }
}
