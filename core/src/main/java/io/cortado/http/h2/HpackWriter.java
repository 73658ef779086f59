package io.cortado.http.h2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes blocks of fields as the peer's table allows. What comes again and again is sent once and has a number from then on; texts
 * are not squeezed by Huffman's code, which would cost more than the bytes do.
 */
final class HpackWriter {
  private static final int MAX_TABLE = 4096;

  /** Values that seldom come twice would only push others out. */
  private static final Set<String> PASSING =
      Set.of(
          ":path", "content-length", "etag", "set-cookie", "cookie", "location", "last-modified", "content-range", "age", "expires",
          "if-none-match", "if-modified-since", "authorization");

  private record Entry(String name, long number) {}

  private final HpackTable table = new HpackTable(MAX_TABLE);
  /** By value; the later of two with the same one is found. */
  private final Map<String, Entry> known = new HashMap<>();
  private long added;
  private boolean resized;

  /** The peer's table has room for so many bytes. */
  void limit(long bytes) {
    int wanted = (int) Math.min(bytes, MAX_TABLE);
    if (wanted != table.limit()) {
      table.limit(wanted);
      resized = true;
      known.clear();
    }
  }

  /** Writes names and values in turn; of the {@code secret} names no hop may keep the values. */
  void write(List<String> fields, Set<String> secret, Outbox out) {
    if (resized) {
      resized = false;
      integer(out, 0x20, 5, table.limit());
    }
    for (int i = 0; i < fields.size(); i += 2) {
      String name = fields.get(i);
      String value = fields.get(i + 1);
      if (secret.isEmpty() || !secret.contains(name)) {
        field(name, value, out);
      } else {
        literal(out, 0x10, 4, HpackTable.staticName(name), name, value);
      }
    }
  }

  private void field(String name, String value, Outbox out) {
    int nameIndex = HpackTable.staticName(name);
    int index = nameIndex == 0 ? 0 : HpackTable.staticField(nameIndex, name, value);
    if (index > 0) {
      integer(out, 0x80, 7, index);
      return;
    }
    if (PASSING.contains(name) || name.length() + value.length() > MAX_TABLE / 4) {
      literal(out, 0, 4, nameIndex, name, value);
      return;
    }
    Entry entry = known.get(value);
    if (entry != null && entry.name.equals(name) && added - entry.number < table.count()) {
      integer(out, 0x80, 7, (int) (HpackTable.STATIC_COUNT + 1 + added - entry.number));
      return;
    }
    literal(out, 0x40, 6, nameIndex, name, value);
    table.add(name, value);
    added++;
    if (known.size() > 4 * (table.count() + 16)) {
      known.values().removeIf(old -> added - old.number >= table.count());
    }
    known.put(value, new Entry(name, added));
  }

  private static void literal(Outbox out, int kind, int bits, int nameIndex, String name, String value) {
    integer(out, kind, bits, nameIndex);
    if (nameIndex == 0) {
      string(out, name);
    }
    string(out, value);
  }

  private static void string(Outbox out, String text) {
    integer(out, 0, 7, text.length());
    out.latin1(text);
  }

  private static void integer(Outbox out, int kind, int bits, int value) {
    int mask = (1 << bits) - 1;
    if (value < mask) {
      out.octet(kind | value);
      return;
    }
    out.octet(kind | mask);
    int left = value - mask;
    for (; left >= 0x80; left >>>= 7) {
      out.octet(left & 0x7f | 0x80);
    }
    out.octet(left);
  }
}
