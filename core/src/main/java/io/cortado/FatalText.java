package io.cortado;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.graalvm.polyglot.PolyglotException;

/** What is said of a failure of Java that ends an app. */
final class FatalText {
  private FatalText() {}

  static String of(Throwable failure) {
    if (failure instanceof OutOfMemoryError || failure instanceof PolyglotException told && told.isResourceExhausted()) {
      StringBuilder text = new StringBuilder("out of memory: the app needs more than the heap's ");
      text.append(Runtime.getRuntime().maxMemory() >> 20).append(" MB; JAVA_TOOL_OPTIONS=-Xmx2g gives it 2 GB");
      appendFrames(text, failure);
      return text.toString();
    }
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return "internal error: " + text;
  }

  /** Where the JavaScript stood, as far as the engine has it. */
  private static void appendFrames(StringBuilder text, Throwable failure) {
    if (failure instanceof PolyglotException told) {
      for (PolyglotException.StackFrame frame : told.getPolyglotStackTrace()) {
        if (frame.isGuestFrame()) {
          text.append(System.lineSeparator()).append("    at ").append(frame.getRootName());
          if (frame.getSourceLocation() != null) {
            text.append(" (").append(frame.getSourceLocation().getSource().getName()).append(':');
            text.append(frame.getSourceLocation().getStartLine()).append(')');
          }
        }
      }
    }
  }
}
