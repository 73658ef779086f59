package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Keeps connections busy for a while. */
interface LoadGenerator {
  int CONNECTIONS = 64;

  /**
   * What has been answered.
   *
   * @param requests how many
   * @param seconds in which
   */
  record Load(long requests, double seconds) {
    double rate() {
      return requests / seconds;
    }
  }

  /** Sends a request again and again, and expects the same status of each answer. */
  Load run(RunningServer server, Request request, int status, int connections, int seconds) throws IOException, InterruptedException;

  /** wrk where it is installed, which takes less of the cores; otherwise threads of this program. */
  static LoadGenerator find(Path work) {
    if (Tools.has("wrk")) {
      return new Wrk(work);
    }
    System.out.println("note: wrk is not installed; the load comes from Java, so take ratios only");
    return new JavaLoad();
  }
}
