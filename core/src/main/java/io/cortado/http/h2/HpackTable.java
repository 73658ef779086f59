package io.cortado.http.h2;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that one direction of a connection knows by number: HPACK's own (RFC 7541, appendix A), then the latest first. */
final class HpackTable {
  /** Each entry costs so much beside its characters. */
  static final int ENTRY_BYTES = 32;

  private static final String[] STATIC =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """
          .split("\n");

  static final int STATIC_COUNT = STATIC.length;

  private static final String[] NAMES = new String[STATIC_COUNT];
  private static final String[] VALUES = new String[STATIC_COUNT];
  private static final Map<String, Integer> BY_NAME = new HashMap<>();

  static {
    for (int i = 0; i < STATIC_COUNT; i++) {
      int space = STATIC[i].indexOf(' ');
      NAMES[i] = (space < 0 ? STATIC[i] : STATIC[i].substring(0, space)).intern();
      VALUES[i] = space < 0 ? "" : STATIC[i].substring(space + 1);
      BY_NAME.putIfAbsent(NAMES[i], i + 1);
    }
  }

  private String[] names = new String[16];
  private String[] values = new String[16];
  /** Where the latest entry stands. */
  private int head;
  private int count;
  private int size;
  private int limit;

  HpackTable(int limit) {
    this.limit = limit;
  }

  /** The number of the first of HPACK's own fields with this name, or 0. */
  static int staticName(String name) {
    Integer index = BY_NAME.get(name);
    return index == null ? 0 : index;
  }

  /** The number of HPACK's own field, from that of the first with its name on; or 0. */
  static int staticField(int first, String name, String value) {
    for (int i = first; i <= STATIC_COUNT && NAMES[i - 1].equals(name); i++) {
      if (VALUES[i - 1].equals(value)) {
        return i;
      }
    }
    return 0;
  }

  /** Null for a number that nothing has. */
  @Nullable String name(int index) {
    return index < 1 || index > STATIC_COUNT + count ? null : index <= STATIC_COUNT ? NAMES[index - 1] : names[slot(index)];
  }

  /** For a number that {@link #name} knows. */
  String value(int index) {
    return index <= STATIC_COUNT ? VALUES[index - 1] : values[slot(index)];
  }

  private int slot(int index) {
    return head - (index - STATIC_COUNT - 1) & names.length - 1;
  }

  int count() {
    return count;
  }

  int limit() {
    return limit;
  }

  void limit(int bytes) {
    limit = bytes;
    shrink(0);
  }

  /** Adds an entry, for which the oldest make room; one that is larger than the table only empties it. */
  void add(String name, String value) {
    int bytes = name.length() + value.length() + ENTRY_BYTES;
    shrink(bytes);
    if (bytes > limit) {
      return;
    }
    if (count == names.length) {
      grow();
    }
    head = head + 1 & names.length - 1;
    names[head] = name;
    values[head] = value;
    count++;
    size += bytes;
  }

  private void shrink(int room) {
    while (count > 0 && size + room > limit) {
      int oldest = head - (count - 1) & names.length - 1;
      size -= names[oldest].length() + values[oldest].length() + ENTRY_BYTES;
      count--;
    }
  }

  private void grow() {
    String[] moreNames = new String[names.length * 2];
    String[] moreValues = new String[names.length * 2];
    for (int i = 0; i < count; i++) {
      int from = head - i & names.length - 1;
      moreNames[count - 1 - i] = names[from];
      moreValues[count - 1 - i] = values[from];
    }
    names = moreNames;
    values = moreValues;
    head = count - 1;
  }
}
