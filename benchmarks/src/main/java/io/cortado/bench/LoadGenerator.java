package io.cortado.bench;

import java.io.IOException;

/** Keeps connections busy for a while. */
interface LoadGenerator {
  int CONNECTIONS = 64;

  /** Requests per second that were answered. */
  double run(int port, String path, int seconds) throws IOException, InterruptedException;

  /** wrk where it is installed, which takes less of the cores; otherwise threads of this program. */
  static LoadGenerator find() {
    if (Tools.has("wrk")) {
      return new Wrk();
    }
    System.out.println("note: wrk is not installed; the load comes from Java, so take ratios only");
    return new JavaLoad();
  }
}
