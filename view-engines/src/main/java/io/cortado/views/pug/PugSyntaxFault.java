package io.cortado.views.pug;

import io.cortado.views.script.JsExpressionFault;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/**
 * Where an expression is wrong and what the parser npm's pug uses says about it. Any thread.
 *
 * @param index the index in the expression
 * @param message the sentence
 */
record PugSyntaxFault(int index, String message) {
  private static final String UNEXPECTED = "Unexpected token";

  /** What is wrong in the eyes of pug alone: comments to the end of the line, closing brackets and newer syntax. */
  static @Nullable PugSyntaxFault before(String code) {
    JsExpressionFault fault = JsExpressionFault.find(code);
    return fault == null ? null : new PugSyntaxFault(fault.index(), fault.message());
  }

  /** The same fault as the engine's parser found, which names some places and most faults differently. */
  static PugSyntaxFault told(PolyglotException e, String code) {
    SourceSection section = e.getSourceLocation();
    int place = section == null || !section.isAvailable() ? code.length()
        : Math.clamp(section.getCharIndex() - 1, 0, code.length());
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("")
        .replaceFirst("^SyntaxError: *", "").replaceFirst("^[^ ]*:\\d+:\\d+ *", "");
    if (code.startsWith("enum", place)) {
      return new PugSyntaxFault(place, "The keyword 'enum' is reserved");
    }
    int spread = code.length() - code.stripLeading().length();
    if (code.startsWith("...", spread)) {
      return new PugSyntaxFault(spread, UNEXPECTED);
    }
    if (message.startsWith("Expected => ")) {
      return new PugSyntaxFault(arrow(code, place), UNEXPECTED);
    }
    if (message.equals("Missing close quote")) {
      return unterminated(code);
    }
    if (place > 0 && "'\"".indexOf(code.charAt(place - 1)) >= 0 && opensString(code, place)) {
      place--;
    }
    if (place < code.length() && "@#".indexOf(code.charAt(place)) >= 0) {
      return new PugSyntaxFault(place, "Unexpected character '" + code.charAt(place) + "'");
    }
    return new PugSyntaxFault(place, switch (message) {
      case "Invalid left hand side for assignment" -> "Assigning to rvalue";
      case "Missing space after numeric literal" -> "Identifier directly after number";
      case "Invalid hex digit" -> "Bad character escape sequence";
      default -> message.matches("(?:[Ee]xpected|Unexpected token) .*|Unexpected token:.*") ? UNEXPECTED : message;
    });
  }

  /** Whether a string begins right before a place. */
  private static boolean opensString(String code, int place) {
    try {
      return !JsBrackets.of(code.substring(0, place - 1)).string() && JsBrackets.of(code.substring(0, place)).string();
    } catch (JsBrackets.Unbalanced e) {
      return false;
    }
  }

  /** Parentheses that hold nothing are blamed at their end where no arrow follows. */
  private static int arrow(String code, int place) {
    int end = place;
    while (end > 0 && Character.isWhitespace(code.charAt(end - 1))) {
      end--;
    }
    return end > 0 && code.charAt(end - 1) == ')' ? end - 1 : place;
  }

  /** A string or a template that is open at the end of its line is blamed at its beginning. */
  private static PugSyntaxFault unterminated(String code) {
    JsBrackets state = new JsBrackets();
    int start = code.length();
    try {
      for (int i = 0; i < code.length(); i++) {
        boolean before = state.string();
        state.add(code.charAt(i), i);
        if (!before && state.string()) {
          start = i;
        } else if (before && code.charAt(i) == '\n' && code.charAt(start) != '`' && code.charAt(i - 1) != '\\') {
          break;
        }
      }
    } catch (JsBrackets.Unbalanced e) {
      return new PugSyntaxFault(e.index(), UNEXPECTED);
    }
    return start < code.length() && code.charAt(start) == '`' ? new PugSyntaxFault(start + 1, "Unterminated template")
        : new PugSyntaxFault(start, "Unterminated string constant");
  }
}
