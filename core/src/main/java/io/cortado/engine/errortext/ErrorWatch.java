package io.cortado.engine.errortext;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.builtins.JSError;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link ErrorTexts} into the errors that the engine makes, before the app can see them: when they leave one of
 * its functions, and when they leave the block of a {@code try}. See {@link WatchedNodes}.
 */
public final class ErrorWatch {
  private static final String EXHAUSTED = "Maximum call stack size exceeded";

  private ErrorWatch() {}

  /**
   * Initialises what words errors, none of it Truffle's: a class whose first use found no stack left could not be used ever
   * after. Any thread.
   */
  public static void prepare() throws ClassNotFoundException {
    Class<?>[] wording = {
      ErrorWatch.class, EngineFailure.class, ErrorTexts.class, BuiltinTexts.class,
      CalleeText.class, Destructuring.class, IterableTexts.class, SourceScan.class
    };
    for (Class<?> each : wording) {
      Class.forName(each.getName(), true, ErrorWatch.class.getClassLoader());
    }
  }

  /** Throws what whoever comes after {@code place} is to see of {@code failure}. */
  static RuntimeException seen(Throwable failure, Node place) {
    if (failure instanceof JSException known) {
      if (isNew(known)) {
        reword(known, place);
      }
      throw known;
    }
    JSException error = EngineFailure.isIts(failure) || !isOfApp(source(place)) ? null : EngineFailure.asError(failure, place);
    throw error == null ? JSRuntime.<RuntimeException>rethrow(failure) : error;
  }

  /**
   * Whether an error has passed nowhere yet. What the engine says of a stack that is exhausted are V8's words, and there
   * would be no room to find that out: a class that is first used here could not be used ever after.
   */
  private static boolean isNew(JSException error) {
    return error.getErrorObjectLazy() == null && !EXHAUSTED.equals(error.getRawMessage());
  }

  /** Gives a new error of the engine the right message, and its object, by which the next to see it knows that it is not new. */
  @TruffleBoundary
  private static void reword(JSException error, Node place) {
    try {
      Source source = source(place);
      String message = error.getRawMessage();
      if (message != null && isOfApp(source)) {
        String words = ErrorTexts.inV8(message, ErrorPlace.of(error, source));
        error.setErrorObject(JSError.createFromJSException(error, error.getRealm(), words));
      }
    } catch (RuntimeException | StackOverflowError | LinkageError unread) {
      // The engine's words are better than another error in the place of the app's, or than no room left to word it.
      return;
    }
  }

  @TruffleBoundary
  private static @Nullable Source source(Node place) {
    SourceSection section = place.getEncapsulatingSourceSection();
    return section == null ? null : section.getSource();
  }

  /** Cortado's own code sees what the engine says. */
  @TruffleBoundary
  private static boolean isOfApp(@Nullable Source source) {
    if (source == null || source.isInternal() || !"js".equals(source.getLanguage())) {
      return false;
    }
    String name = source.getName();
    return !name.startsWith("node:") && !name.equals("<builtin>");
  }
}
