package io.cortado.engine.errortext;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.ControlFlowException;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.runtime.JSErrorType;
import com.oracle.truffle.js.runtime.JSException;
import org.jspecify.annotations.Nullable;

/**
 * What fails in Java below JavaScript and is no error to it: a host class whose members name a class that is missing, say.
 * The engine lets it past every {@code catch} of the app; it becomes an {@code Error}, which the app can catch.
 */
final class EngineFailure {
  private EngineFailure() {}

  /**
   * The error for {@code failure}; null for what the engine handles itself, for its own control flow, for the end of a
   * context (a {@code ThreadDeath}), and where memory is at an end.
   */
  static @Nullable JSException asError(Throwable failure, Node node) {
    return isIts(failure) ? null : error(failure, node);
  }

  /** Whether the engine handles {@code failure} itself. */
  @SuppressWarnings("removal")
  static boolean isIts(Throwable failure) {
    return failure instanceof AbstractTruffleException || failure instanceof ControlFlowException
        || failure instanceof ThreadDeath || failure instanceof VirtualMachineError;
  }

  @TruffleBoundary
  private static JSException error(Throwable failure, Node node) {
    return JSException.create(JSErrorType.Error, failure.toString(), failure, node);
  }
}
