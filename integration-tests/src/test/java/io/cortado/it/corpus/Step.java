package io.cortado.it.corpus;

/** One thing the client does on the wire. */
sealed interface Step {
  /** Opens a new connection; what is received from here on belongs to it. */
  record Connect() implements Step {}

  /** Sends exactly these bytes. */
  record Send(byte[] bytes) implements Step {}

  /** Waits so that the bytes before and after arrive apart. */
  record Pause(long millis) implements Step {}

  /** Closes the sending side only. */
  record HalfClose() implements Step {}

  /** Drops the connection without a farewell. */
  record Reset() implements Step {}

  /** Reads one whole response before going on. */
  record AwaitResponse() implements Step {}

  /** Reads until these bytes have arrived. */
  record Until(byte[] bytes) implements Step {}
}
