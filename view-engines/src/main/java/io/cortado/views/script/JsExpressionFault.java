package io.cortado.views.script;

import org.jspecify.annotations.Nullable;

/**
 * What an expression may not hold where only ECMAScript 2019 without comments to the end of the line is known, as in
 * npm's pug: {@code ?.}, {@code ??}, logical assignments, big integers, separators in numbers, {@code import()}, and
 * brackets that close nothing. Any thread.
 *
 * @param index where it stands
 * @param message what that parser says
 */
public record JsExpressionFault(int index, String message) {
  private static final String UNEXPECTED = "Unexpected token";

  /** The first fault of an expression, or null. */
  public static @Nullable JsExpressionFault find(String source) {
    JsTokens tokens = new JsTokens(source);
    String before = "";
    int end = -1;
    int depth = 0;
    while (true) {
      boolean more = tokens.next();
      if (tokens.lineComment() >= 0) {
        return new JsExpressionFault(tokens.lineComment(), "Line comments not allowed in an expression");
      }
      if (!more) {
        return null;
      }
      String token = tokens.text();
      int start = tokens.start();
      depth += nesting(tokens);
      JsExpressionFault fault = depth < 0 ? new JsExpressionFault(start, UNEXPECTED)
          : at(source, tokens, start == end ? before : "");
      if (fault != null) {
        return fault;
      }
      before = token;
      end = start + token.length();
    }
  }

  private static int nesting(JsTokens tokens) {
    if (tokens.kind() != JsTokens.Kind.PUNCTUATOR) {
      return 0;
    }
    return switch (tokens.text()) {
      case "(", "[", "{" -> 1;
      case ")", "]" -> -1;
      case "}" -> tokens.closesTemplate() ? 0 : -1;
      default -> 0;
    };
  }

  /** The fault of one token; {@code before} is the token it touches. */
  private static @Nullable JsExpressionFault at(String source, JsTokens tokens, String before) {
    int start = tokens.start();
    return switch (tokens.kind()) {
      case NAME -> tokens.text().equals("import") && !before.equals(".") ? new JsExpressionFault(start, UNEXPECTED) : null;
      case PUNCTUATOR -> switch (tokens.text()) {
        case "?." -> new JsExpressionFault(start + 1, UNEXPECTED);
        case "?" -> before.equals("?") ? new JsExpressionFault(start, UNEXPECTED) : null;
        case "=" -> logical(source, start) ? new JsExpressionFault(start, UNEXPECTED) : null;
        default -> null;
      };
      case LITERAL -> {
        int suffix = suffix(source, start);
        yield suffix < 0 ? null : new JsExpressionFault(suffix, "Identifier directly after number");
      }
      case END -> null;
    };
  }

  private static boolean logical(String source, int at) {
    return at >= 2 && (source.startsWith("&&", at - 2) || source.startsWith("||", at - 2));
  }

  /** Where a big integer's letter or a separator stands in a number, or -1. */
  private static int suffix(String source, int start) {
    if (!Character.isDigit(source.charAt(start))) {
      return -1;
    }
    boolean hexadecimal = source.startsWith("0x", start) || source.startsWith("0X", start);
    for (int i = start + (hexadecimal ? 2 : 0); i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '_' || c == 'n') {
        return i;
      }
      if (!Character.isDigit(c) && c != '.' && !(hexadecimal && Character.digit(c, 16) >= 0)) {
        return -1;
      }
    }
    return -1;
  }
}
