package io.cortado.engine.errortext;

import org.jspecify.annotations.Nullable;

/**
 * Renders the source text of an expression as V8 does in its messages: {@code foo(1).bar} is {@code foo(...).bar}. What
 * it cannot read it gives up on, with null. Pure.
 */
final class CalleeText {
  private static final String UNNAMED = "(intermediate value)";

  private final String text;
  private int at;

  /** Where the last call's argument list would start in the rendering, or -1 when the expression does not end in one. */
  private int callee = -1;

  private CalleeText(String text) {
    this.text = text;
  }

  /** The whole of {@code expression}. */
  static @Nullable String of(String expression) {
    CalleeText reader = new CalleeText(expression.strip());
    String rendered = reader.chain();
    return rendered != null && reader.atEnd() ? rendered : null;
  }

  /** What {@code call} calls, or null when it is no call that can be read. */
  static @Nullable String called(String call) {
    CalleeText reader = new CalleeText(call.strip());
    String rendered = reader.chain();
    return rendered != null && reader.callee >= 0 && reader.atEnd() ? rendered.substring(0, reader.callee) : null;
  }

  /** What {@code new …} constructs. */
  static @Nullable String constructed(String creation) {
    CalleeText reader = new CalleeText(creation.strip());
    if (!reader.word("new")) {
      return null;
    }
    String rendered = reader.chain();
    return rendered == null ? null : reader.callee >= 0 ? rendered.substring(0, reader.callee) : rendered;
  }

  private boolean atEnd() {
    space();
    return at >= text.length() || text.charAt(at) == ';';
  }

  private @Nullable String chain() {
    space();
    StringBuilder out = new StringBuilder();
    if (word("await") || word("yield")) {
      String operand = chain();
      callee = -1;
      return operand == null ? null : UNNAMED;
    }
    if (!primary(out)) {
      return null;
    }
    for (; ; ) {
      int before = at;
      space();
      char c = peek();
      if (c == '?' && text.startsWith("?.", at)) {
        at += 2;
        c = peek();
        if (c != '(' && c != '[') {
          out.append('?');
          at -= 1;
          c = '.';
        }
      }
      if (c == '.') {
        at++;
        space();
        String name = name();
        if (name.isEmpty()) {
          return null;
        }
        out.append('.').append(name);
        callee = -1;
      } else if (c == '[') {
        if (!key(out)) {
          return null;
        }
        callee = -1;
      } else if (c == '(') {
        if (!skip()) {
          return null;
        }
        callee = out.length();
        out.append("(...)");
      } else {
        at = before;
        return out.toString();
      }
    }
  }

  private boolean primary(StringBuilder out) {
    char c = peek();
    if (c == '"' || c == '\'') {
      String literal = string();
      out.append('"').append(literal).append('"');
      return literal != null;
    }
    if (c == '(') {
      return parenthesis(out);
    }
    if (c >= '0' && c <= '9') {
      out.append(name());
      return true;
    }
    if (c == '[') {
      return array(out);
    }
    if (c == '{') {
      int start = at;
      out.append(skip() && text.substring(start + 1, at - 1).isBlank() ? "{}" : "{" + UNNAMED + "}");
      return true;
    }
    int start = at;
    if (word("new")) {
      CalleeText inner = new CalleeText(text.substring(at));
      boolean read = inner.constructor();
      at += inner.at;
      out.append(UNNAMED);
      return read;
    }
    String name = name();
    switch (name) {
      case "", "function", "class", "async", "import", "typeof", "void", "delete" -> {
        at = start;
        return false;
      }
      case "super" -> out.append(UNNAMED);
      default -> out.append(name);
    }
    return true;
  }

  /** After {@code new}: members, then at most one argument list. */
  private boolean constructor() {
    space();
    StringBuilder ignored = new StringBuilder();
    if (!primary(ignored)) {
      return false;
    }
    for (; ; ) {
      char c = peek();
      if (c == '.') {
        at++;
        name();
      } else if (c == '[') {
        if (!skip()) {
          return false;
        }
      } else {
        return c != '(' || skip();
      }
    }
  }

  private boolean parenthesis(StringBuilder out) {
    int start = at + 1;
    if (!skip()) {
      return false;
    }
    String inner = text.substring(start, at - 1);
    String whole = of(inner);
    if (whole != null) {
      out.append(whole);
      return true;
    }
    for (String operator : new String[] {",", "||", "&&", "??"}) {
      int split = inner.indexOf(operator);
      String left = split < 0 ? null : of(inner.substring(0, split));
      String right = left == null ? null : of(inner.substring(split + operator.length()));
      if (right != null) {
        out.append('(').append(left).append(' ').append(operator).append(' ').append(right).append(')');
        return true;
      }
    }
    out.append(UNNAMED);
    return true;
  }

  private boolean array(StringBuilder out) {
    int start = at + 1;
    if (!skip()) {
      return false;
    }
    StringBuilder items = new StringBuilder();
    for (String item : text.substring(start, at - 1).split(",")) {
      String rendered = item.isBlank() ? "" : of(item);
      if (rendered == null) {
        return false;
      }
      items.append(items.isEmpty() ? "" : ",").append(rendered);
    }
    out.append('[').append(items).append(']');
    return true;
  }

  private boolean key(StringBuilder out) {
    int start = at + 1;
    if (!skip()) {
      return false;
    }
    String inner = text.substring(start, at - 1).strip();
    String rendered = of(inner);
    if (rendered != null && rendered.startsWith("\"")) {
      out.append('.').append(rendered, 1, rendered.length() - 1);
    } else {
      out.append('[').append(rendered == null ? UNNAMED : rendered).append(']');
    }
    return true;
  }

  private @Nullable String string() {
    char quote = text.charAt(at);
    int end = text.indexOf(quote, at + 1);
    String inner = end < 0 ? "\\" : text.substring(at + 1, end);
    if (inner.indexOf('\\') >= 0) {
      return null;
    }
    at = end + 1;
    return inner;
  }

  private String name() {
    int start = at;
    if (peek() == '#') {
      at++;
    }
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean word(String word) {
    space();
    int end = at + word.length();
    if (text.startsWith(word, at) && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)))) {
      at = end;
      return true;
    }
    return false;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void space() {
    at = SourceScan.space(text, at);
  }

  /** Past the bracket that closes the one here. */
  private boolean skip() {
    int end = SourceScan.close(text, at);
    if (end < 0) {
      return false;
    }
    at = end;
    return true;
  }
}
