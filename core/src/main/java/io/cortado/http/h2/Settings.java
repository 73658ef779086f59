package io.cortado.http.h2;

/** What one side has asked the other to keep to (RFC 9113, 6.5). */
public final class Settings {
  public static final int HEADER_TABLE_SIZE = 1;
  public static final int ENABLE_PUSH = 2;
  public static final int MAX_CONCURRENT_STREAMS = 3;
  public static final int INITIAL_WINDOW_SIZE = 4;
  public static final int MAX_FRAME_SIZE = 5;
  public static final int MAX_HEADER_LIST_SIZE = 6;
  public static final int ENABLE_CONNECT_PROTOCOL = 8;

  static final int RECORD = 6;
  private static final long UNSIGNED_MAX = 0xffff_ffffL;
  private static final int LEAST_FRAME = 16 << 10;
  private static final int GREATEST_FRAME = (1 << 24) - 1;

  private final long[] values = {0, 4096, 1, UNSIGNED_MAX, 65_535, LEAST_FRAME, UNSIGNED_MAX, 0, 0};

  /** What is taken for a peer's until it has sent some: not too many streams at once. */
  static Settings unknown() {
    Settings settings = new Settings();
    settings.values[MAX_CONCURRENT_STREAMS] = 100;
    return settings;
  }

  /** The peer's first: it has said what it minds. */
  void known() {
    values[MAX_CONCURRENT_STREAMS] = UNSIGNED_MAX;
  }

  public long get(int id) {
    return values[id];
  }

  int window() {
    return (int) values[INITIAL_WINDOW_SIZE];
  }

  int frame() {
    return (int) values[MAX_FRAME_SIZE];
  }

  /** Takes the records of a frame; those that are not known mean nothing. */
  void take(byte[] bytes, int from, int to) throws LinkError {
    for (int at = from; at < to; at += RECORD) {
      int id = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
      long value = FrameReader.number(bytes, at + 2) & UNSIGNED_MAX;
      if ((id == ENABLE_PUSH || id == ENABLE_CONNECT_PROTOCOL) && value > 1) {
        throw new LinkError(ErrorCode.PROTOCOL_ERROR, "a setting is neither on nor off");
      }
      if (id == INITIAL_WINDOW_SIZE && value > Integer.MAX_VALUE) {
        throw new LinkError(ErrorCode.FLOW_CONTROL_ERROR, "the initial window is too large");
      }
      if (id == MAX_FRAME_SIZE && (value < LEAST_FRAME || value > GREATEST_FRAME)) {
        throw new LinkError(ErrorCode.PROTOCOL_ERROR, "the size of frames is out of range");
      }
      if (id > 0 && id < values.length) {
        values[id] = value;
      }
    }
  }
}
