package io.cortado.engine.errortext;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;

/**
 * How many functions are being called in one another, in one context. The stack has room for what Java needs below them, such as
 * a JSON text that is nested deeply; without a bound of their own, functions that call themselves for ever fill all of it,
 * which takes minutes. V8 ends them within some fifteen thousand.
 */
final class CallDepth {
  static final int MAX = 15_000;

  private static final ThreadLocal<CallDepth> OF_THREAD = ThreadLocal.withInitial(CallDepth::new);

  int calls;

  /** For code that contexts share: of the loop that runs it. */
  @TruffleBoundary
  static CallDepth ofThread() {
    return OF_THREAD.get();
  }

  /** What the engine makes V8's RangeError of. */
  @TruffleBoundary
  static StackOverflowError exhausted() {
    return new StackOverflowError("Maximum call stack size exceeded");
  }
}
