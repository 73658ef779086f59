package io.cortado.bound;

/** A number that JavaScript holds without touching it: its own would lose digits. Immutable; any thread. */
public final class ExactNumber {
  private final Number number;

  ExactNumber(Number number) {
    this.number = number;
  }

  Number number() {
    return number;
  }

  @Override
  public String toString() {
    return number.toString();
  }
}
