package io.cortado.node.perf;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Counts of values in buckets whose width grows with the value, so that its size does not depend on how many are recorded. */
public final class ValueHistogram {
  private final Histogram counts;
  private long exceeding;

  ValueHistogram(long lowest, long highest, int figures) {
    counts = new Histogram(lowest, highest, figures);
  }

  /** Counts a value; one beyond the highest is counted apart. */
  public void record(long value) {
    try {
      counts.recordValue(value);
    } catch (ArrayIndexOutOfBoundsException e) {
      exceeding++;
    }
  }

  /** Takes over what another has counted. */
  public void add(ValueHistogram other) {
    for (HistogramIterationValue bucket : other.counts.recordedValues()) {
      try {
        counts.recordValueWithCount(bucket.getValueIteratedTo(), bucket.getCountAddedInThisIterationStep());
      } catch (ArrayIndexOutOfBoundsException e) {
        exceeding += bucket.getCountAddedInThisIterationStep();
      }
    }
    exceeding += other.exceeding;
  }

  public void reset() {
    counts.reset();
    exceeding = 0;
  }

  public double count() {
    return counts.getTotalCount();
  }

  public double exceeds() {
    return exceeding;
  }

  /** In decimal digits, since it may not fit a double. The lowest of none is the largest there is, as on Node. */
  public String min() {
    return Long.toString(counts.getTotalCount() == 0 ? Long.MAX_VALUE : counts.getMinValue());
  }

  public String max() {
    return Long.toString(counts.getTotalCount() == 0 ? 0 : counts.getMaxValue());
  }

  public double mean() {
    return counts.getTotalCount() == 0 ? Double.NaN : counts.getMean();
  }

  public double stddev() {
    return counts.getTotalCount() == 0 ? Double.NaN : counts.getStdDeviation();
  }

  public String percentile(double percentile) {
    return Long.toString(counts.getValueAtPercentile(percentile));
  }

  /** Percentiles, each half as far from 100 as the one before, with their values; level and value in turn. */
  public String[] percentiles() {
    List<String> levels = new ArrayList<>();
    for (HistogramIterationValue step : counts.percentiles(1)) {
      levels.add(Double.toString(step.getPercentileLevelIteratedTo()));
      levels.add(Long.toString(counts.lowestEquivalentValue(step.getValueIteratedTo())));
    }
    return levels.isEmpty() ? new String[] {"100", "0"} : levels.toArray(String[]::new);
  }
}
