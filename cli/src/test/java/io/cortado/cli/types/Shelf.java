package io.cortado.cli.types;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Something of everything. */
public class Shelf<T> {
  public static final int SIZE = 3;
  public String label = "";
  public final int count = 1;

  public Shelf(List<T> books) {}

  public T first() {
    throw new UnsupportedOperationException();
  }

  public <R> Map<String, R> each(Function<? super T, R> work) {
    return Map.of();
  }

  public byte[] bytes(int[] numbers, String... in) {
    return new byte[0];
  }

  public static Shelf<String> of(Shelf<String> other) {
    return other;
  }

  /** A class inside. */
  public static class Board {}

  static class Hidden {}
}
