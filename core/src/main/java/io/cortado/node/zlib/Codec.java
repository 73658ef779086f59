package io.cortado.node.zlib;

/** A compressor or decompressor under way. Called by one thread at a time. */
abstract class Codec {
  static final int PROCESS = 0;
  static final int FULL_FLUSH = 3;
  static final int FINISH = 4;

  private static final byte[] NONE = {};

  protected byte[] input = NONE;
  protected int at;

  /** Takes the next input; what came before has been used up. */
  void input(byte[] bytes) {
    input = bytes;
    at = 0;
  }

  /**
   * Works until the input is used up or {@code out} is full and answers how much it wrote; it is to be called again
   * while it fills {@code out}.
   */
  abstract int step(byte[] out, int flush) throws CodecException;

  /** How much of the input {@link #step} has left: what follows the end of the data, or does not fit yet. */
  int left() {
    return input.length - at;
  }

  /** Starts a new stream. */
  abstract void reset();

  /** Frees native memory. */
  abstract void close();

  /** Changes the level and strategy of a compressor. */
  void params(int level, int strategy) {}

  static CodecException truncated() {
    return new CodecException(-5, "unexpected end of file");
  }
}
