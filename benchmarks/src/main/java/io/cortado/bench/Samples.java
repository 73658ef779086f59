package io.cortado.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measured values by name; what is asked for is their median. */
final class Samples {
  private final Map<String, List<Double>> values = new HashMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  /** NaN where nothing was measured. */
  double median(String name) {
    List<Double> sorted = new ArrayList<>(values.getOrDefault(name, List.of()));
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
