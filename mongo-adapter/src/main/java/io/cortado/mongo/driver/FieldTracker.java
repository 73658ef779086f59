package io.cortado.mongo.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Follows the fields of one document along the shape it probably has, and collects them once they part. */
final class FieldTracker {

  private final @Nullable Shape expected;
  private @Nullable List<byte[]> names;
  private @Nullable List<Character> kinds;
  private int count;

  FieldTracker(@Nullable Shape expected) {
    this.expected = expected;
  }

  /** Takes the next field and returns its index. */
  int next(byte[] data, int nameStart, int nameEnd, char kind) {
    if (names == null && expected != null && expected.hasField(count, data, nameStart, nameEnd, kind)) {
      return count++;
    }
    if (names == null || kinds == null) {
      part();
    }
    if (names != null && kinds != null) {
      names.add(Arrays.copyOfRange(data, nameStart, nameEnd));
      kinds.add(kind);
    }
    return count++;
  }

  private void part() {
    names = new ArrayList<>();
    kinds = new ArrayList<>();
    for (int i = 0; i < count && expected != null; i++) {
      names.add(expected.name(i));
      kinds.add(expected.kind(i));
    }
  }

  /** The document's shape: the expected one, or what {@code intern} makes of its fields. */
  Shape finish(BiFunction<List<byte[]>, List<Character>, Shape> intern) {
    if (names == null && expected != null && expected.size() == count) {
      return expected;
    }
    if (names == null || kinds == null) {
      part();
    }
    return intern.apply(names == null ? List.of() : names, kinds == null ? List.of() : kinds);
  }
}
