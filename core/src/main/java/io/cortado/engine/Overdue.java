package io.cortado.engine;

import com.oracle.truffle.js.runtime.objects.AsyncContext;
import java.io.Serial;

/**
 * Ends what has kept the loop for too long. The engine lets it past every {@code catch} and {@code finally} of the app, as it
 * does with what cancels a context, which goes on here.
 */
@SuppressWarnings("removal")
final class Overdue extends ThreadDeath {
  @Serial private static final long serialVersionUID = 1L;

  private final String stack;
  private final transient AsyncContext context;

  /** {@code stack} is where the loop was, line by line; {@code context} what was current there. */
  Overdue(String stack, AsyncContext context) {
    this.stack = stack;
    this.context = context;
  }

  AsyncContext context() {
    return context;
  }

  String stack() {
    return stack;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
