package io.cortado.node.perf;

/** The binding {@code perf}: histograms, and how much the loop has worked. Runs on the loop. */
public final class PerfBinding {

  /** A histogram of values from {@code lowest} to {@code highest}, exact to so many decimal figures. */
  public ValueHistogram histogram(long lowest, long highest, int figures) {
    return new ValueHistogram(lowest, highest, figures);
  }

  /** Nanoseconds of processor time that the calling thread, the loop, has used; 0 where the JVM does not know. */
  public double loopNanos() {
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
  }
}
