package io.cortado.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.builtins.JSError;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link ErrorTexts} into the errors that the engine makes, before the app can see them: when they leave one of
 * its functions, and when they leave the block of a {@code try}. Nothing is done, and in compiled code nothing is left
 * of it, as long as no error is thrown.
 */
final class ErrorTextInstrument extends TruffleInstrument {
  static final String ID = "cortado-error-texts";

  private static final String EXHAUSTED = "Maximum call stack size exceeded";

  /** Set once the app is about to run: to look through what runs before would only cost time. */
  private static volatile boolean watching;

  @Override
  protected void onCreate(Env env) {
    SourceSectionFilter filter =
        SourceSectionFilter.newBuilder()
            .includeInternal(false)
            .tagIs(StandardTags.RootTag.class, StandardTags.TryBlockTag.class)
            .sourceIs(ErrorTextInstrument::isOfApp)
            .rootNameIs(name -> watching)
            .build();
    env.getInstrumenter().attachExecutionEventFactory(filter, ErrorTextInstrument::node);
    env.registerService((Runnable) () -> {});
  }

  /** From here on functions that run for the first time are looked at. Called from any thread. */
  static void watch() {
    watching = true;
  }

  private static boolean isOfApp(Source source) {
    String name = source.getName();
    return "js".equals(source.getLanguage()) && !name.startsWith("node:") && !name.equals("<builtin>");
  }

  private static ExecutionEventNode node(EventContext context) {
    if (context.hasTag(StandardTags.TryBlockTag.class)) {
      // An event comes after the catch block has run; the error has to be seen before.
      TryBlock.insertInto(context.getInstrumentedNode());
    }
    return new Passing(context);
  }

  /**
   * Whether an error has passed nowhere yet. What the engine says of a stack that is exhausted are V8's words, and there
   * would be no room to find that out: a class that is first used here could not be used ever after.
   */
  static boolean isNew(JSException error) {
    return error.getErrorObjectLazy() == null && !EXHAUSTED.equals(error.getRawMessage());
  }

  /** Gives a new error of the engine the right message, and its object, by which the next to see it knows that it is not new. */
  @TruffleBoundary
  static void reword(JSException error, @Nullable SourceSection passed) {
    try {
      Source source = passed == null ? null : passed.getSource();
      String message = error.getRawMessage();
      if (message != null) {
        String words = ErrorTexts.inV8(message, ErrorPlace.of(error, source));
        error.setErrorObject(JSError.createFromJSException(error, error.getRealm(), words));
      }
    } catch (RuntimeException | StackOverflowError | LinkageError unread) {
      // The engine's words are better than another error in the place of the app's, or than no room left to word it.
      return;
    }
  }

  /** Sees errors leave a function. */
  private static final class Passing extends ExecutionEventNode {
    private final EventContext context;

    Passing(EventContext context) {
      this.context = context;
    }

    @Override
    protected void onReturnExceptional(VirtualFrame frame, Throwable failure) {
      if (failure instanceof JSException known) {
        if (isNew(known)) {
          reword(known, context.getInstrumentedSourceSection());
        }
        return;
      }
      JSException error = EngineFailure.asError(failure, context.getInstrumentedNode());
      if (error != null) {
        throw context.createError(error);
      }
    }
  }
}
