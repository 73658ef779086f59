package io.cortado.views.pug;

import io.cortado.views.script.JsText;


/** Collects the statements of the generated function and joins neighbouring output into one statement. Any thread. */
final class PugOutput {
  private static final int MAX_PARTS = 100;

  private final StringBuilder code = new StringBuilder();
  private final StringBuilder parts = new StringBuilder();
  private int count;
  private boolean textOpen;

  /** Output as it stands. */
  void text(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!textOpen) {
      parts.append(" + \"");
      textOpen = true;
      count++;
    }
    JsText.appendBody(parts, text);
  }

  /** Output of the value of an expression. */
  void expression(String expression) {
    closeText();
    parts.append(" + (").append(expression).append(')');
    if (++count > MAX_PARTS) {
      flush();
    }
  }

  /** A statement, or a piece of one. */
  void code(String statement) {
    flush();
    code.append(statement).append('\n');
  }

  private void closeText() {
    if (textOpen) {
      parts.append('"');
      textOpen = false;
    }
  }

  private void flush() {
    closeText();
    if (count > 0) {
      code.append("pug_html = pug_html").append(parts).append(";\n");
      parts.setLength(0);
      count = 0;
    }
  }

  /** All statements so far. */
  String source() {
    flush();
    return code.toString();
  }
}
