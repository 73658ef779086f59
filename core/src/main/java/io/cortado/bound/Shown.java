package io.cortado.bound;

import org.jspecify.annotations.Nullable;

/** What a result becomes in JavaScript, for the script that makes it; numbers, strings, booleans and null are themselves. */
public final class Shown {
  /** As it is: a value of JavaScript's own. */
  static final int PLAIN = 0;

  /** An object of Java's, of the shape {@link #shape}. */
  static final int OBJECT = 1;

  /** An array: an {@code Object[]} of what its elements become. */
  static final int LIST = 2;

  /** An object without behaviour: an {@code Object[]} of names, each followed by what the value becomes. */
  static final int MAP = 3;

  /** A number with more digits than JavaScript's have: an {@link ExactNumber}. */
  static final int EXACT = 4;

  /** Bytes: a {@code ByteBuffer}. */
  static final int BYTES = 5;

  /** A promise, of a {@code CompletionStage} or a {@code Future}. */
  static final int PROMISE = 6;

  /** What its JSON says. */
  static final int JSON = 7;

  /** A Readable, of an {@code InputStream}. */
  static final int INPUT = 8;

  public final int kind;
  public final @Nullable Object value;
  public final int shape;

  Shown(int kind, @Nullable Object value) {
    this(kind, value, 0);
  }

  Shown(int kind, @Nullable Object value, int shape) {
    this.kind = kind;
    this.value = value;
    this.shape = shape;
  }
}
