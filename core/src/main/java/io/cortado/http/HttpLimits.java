package io.cortado.http;

/** What a server allows; times in milliseconds, 0 for never. Changed and read on the loop. */
final class HttpLimits {
  int maxHeadBytes = 16 << 10;
  int maxFields = 100;
  long headMillis = 15_000;
  long stallMillis = 30_000;
  long requestMillis = 300_000;
  long keepAliveMillis = 5_000;
  /** Beyond the announced keep-alive time, so that a request under way is not cut by our own clock. */
  long keepAliveGraceMillis = 1_000;
  long lingerMillis = 2_000;
  boolean requireHost = true;

  boolean headPassed(long millis) {
    return headMillis > 0 && millis > headMillis;
  }

  boolean keepAlivePassed(long millis) {
    return keepAliveMillis > 0 && millis > keepAliveMillis + keepAliveGraceMillis;
  }

  boolean stallPassed(long millis) {
    return stallMillis > 0 && millis > stallMillis;
  }
}
