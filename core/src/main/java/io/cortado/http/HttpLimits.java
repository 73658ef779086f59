package io.cortado.http;

/** What a server allows; times in milliseconds, 0 for never. Changed and read on the loop. */
final class HttpLimits {
  int maxHeadBytes = 16 << 10;
  int maxFields = 100;
  long headMillis = 15_000;
  long stallMillis = 30_000;
  long requestMillis = 300_000;
  long keepAliveMillis = 5_000;
  long lingerMillis = 2_000;
  long sweepMillis = 250;
  int maxConnections = Integer.MAX_VALUE;
  boolean requireHost = true;

  boolean headPassed(long millis) {
    return headMillis > 0 && millis > headMillis;
  }

  /** A fifth beyond the announced time, so that a request under way is not cut by our own clock. */
  boolean keepAlivePassed(long millis) {
    return keepAliveMillis > 0 && millis > keepAliveMillis + keepAliveMillis / 5;
  }

  boolean requestPassed(long millis) {
    return requestMillis > 0 && millis > requestMillis;
  }

  boolean stallPassed(long millis) {
    return stallMillis > 0 && millis > stallMillis;
  }

  /** Sets one by name: headBytes, fields, head, stall, request, keepAlive, sweep, connections, requireHost. */
  void set(String name, double value) {
    switch (name) {
      case "headBytes" -> maxHeadBytes = (int) value;
      case "fields" -> maxFields = (int) value;
      case "head" -> headMillis = (long) value;
      case "stall" -> stallMillis = (long) value;
      case "request" -> requestMillis = (long) value;
      case "keepAlive" -> keepAliveMillis = (long) value;
      case "sweep" -> sweepMillis = Math.max(20, Math.min(250, (long) value));
      case "connections" -> maxConnections = value > 0 ? (int) value : Integer.MAX_VALUE;
      case "requireHost" -> requireHost = value != 0;
      default -> throw new IllegalArgumentException("HttpServer.limit: no limit is called \"" + name + "\"");
    }
  }
}
