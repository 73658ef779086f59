package io.cortado.bound;

import io.cortado.spi.CodedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Turns exceptions of Java's into errors of JavaScript's, with the frames of both. On the loop. */
final class Failures {
  /** So many frames of Java's stand above those of JavaScript's. */
  private static final int FRAMES = 20;

  private static final int CAUSES = 8;
  private static final String OURS = JavaBinding.class.getName();

  private final Value error;

  /** {@code error(name, message, type, frames, stack, code, cause, inner)} makes an error. */
  Failures(Value error) {
    this.error = error;
  }

  /** What to throw for it: JavaScript catches an Error, or what a callback of its own has thrown. */
  RuntimeException thrown(Throwable failure) {
    return value(failure).throwException();
  }

  Value value(Throwable failure) {
    Throwable real = unwrapped(failure);
    // What a function that Java has called threw, or what Java threw that was called by such a function.
    if (real instanceof PolyglotException guest) {
      Value own = guest.getGuestObject();
      return guest.isHostException() ? value(guest.asHostException()) : own != null ? own : value(real, 0);
    }
    return value(real, 0);
  }

  private Value value(Throwable failure, int depth) {
    Throwable next = failure.getCause();
    @Nullable Value cause = next == null || next == failure || depth == CAUSES ? null : value(next, depth + 1);
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack, true));
    String message = failure.getMessage();
    String code = failure instanceof CodedException coded ? coded.code() : null;
    Class<?> type = failure.getClass();
    String name = type.getSimpleName().isEmpty() ? "Error" : type.getSimpleName();
    return error.execute(
        name, message == null ? "" : message, type.getName(), frames(failure), stack.toString(), code, cause, depth > 0);
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable at = failure;
    while ((at instanceof InvocationTargetException || at instanceof CompletionException || at instanceof ExecutionException)
        && at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  /** The program's own frames in V8's form: what called into it is ours. */
  private static String frames(Throwable failure) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (StackTraceElement frame : failure.getStackTrace()) {
      String owner = frame.getClassName();
      if (owner.startsWith("jdk.internal.reflect.") || owner.startsWith(OURS) || count++ == FRAMES) {
        break;
      }
      String place = frame.getFileName() == null ? "Java" : frame.getFileName() + ":" + frame.getLineNumber();
      text.append("    at ").append(owner).append('.').append(frame.getMethodName()).append(" (").append(place).append(")\n");
    }
    return text.toString();
  }
}
