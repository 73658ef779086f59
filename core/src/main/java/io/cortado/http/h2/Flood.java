package io.cortado.http.h2;

/** Counts what costs the peer little and us much; more than so many within a while are an attack. */
final class Flood {
  private static final long WHILE_MILLIS = 10_000;

  private final int most;
  private int count;
  private long since = System.nanoTime() / 1_000_000;

  Flood(int most) {
    this.most = most;
  }

  /** Counts one more. */
  void count(String what) throws LinkError {
    if (isOver()) {
      throw new LinkError(ErrorCode.ENHANCE_YOUR_CALM, "too many " + what);
    }
  }

  /** Counts one more; says whether it is one too many. */
  boolean isOver() {
    if (++count <= most) {
      return false;
    }
    long now = System.nanoTime() / 1_000_000;
    if (now - since > WHILE_MILLIS) {
      since = now;
      count = 1;
      return false;
    }
    return true;
  }
}
