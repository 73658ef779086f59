package io.cortado.engine.errortext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a text that does not parse, in V8's words, and what of it V8 underlines. Pure.
 *
 * @param message without place
 * @param line from 1
 * @param column of the first character that is underlined, from 1
 * @param length how many are; 0 at the end of the text
 * @param lineText that line
 */
public record SyntaxPlace(String message, int line, int column, int length, String lineText) {
  private static final Pattern TOKEN = Pattern.compile("#?[\\p{L}\\p{N}_$]+|\\.\\.\\.|.", Pattern.DOTALL);
  private static final Pattern REGEX =
      Pattern.compile("/((?:\\\\.|\\[(?:\\\\.|[^\\]\\\\])*\\]|[^/\\\\\\[])+)/([a-z]*)");

  /** For what the parser says about a place. */
  public static SyntaxPlace of(String message, int line, int column, String lineText) {
    String words = SyntaxMessages.plain(message);
    int at = Math.clamp(column - 1L, 0, lineText.length());
    if (words.equals("Invalid or unexpected token")) {
      int quote = openQuote(lineText);
      if (quote >= 0) {
        boolean template = lineText.charAt(quote) == '`';
        return template ? new SyntaxPlace("Unexpected end of input", line, lineText.length() + 1, 0, lineText)
            : new SyntaxPlace(words, line, quote + 1, lineText.length() - quote, lineText);
      }
      if (message.contains("numeric literal") && at > 0) {
        return new SyntaxPlace(words, line, at, 1, lineText);
      }
    }
    if (words.startsWith("Missing initializer in")) {
      at = start(lineText, at);
    }
    String token = token(lineText, at);
    Matcher regex = REGEX.matcher(lineText);
    if (words.startsWith("Invalid regular expression") || !regex.find(Math.min(at, lineText.length())) || regex.start() != at
        || words.startsWith("Unexpected")) {
      return new SyntaxPlace(worded(words, token), line, at + 1, token.length(), lineText);
    }
    String whole = "Invalid regular expression: /" + regex.group(1) + "/" + regex.group(2) + ": " + words;
    return new SyntaxPlace(whole, line, at + 1, regex.end() - regex.start(), lineText);
  }

  private static String token(String text, int at) {
    Matcher matcher = TOKEN.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.group() : "";
  }

  private static String worded(String words, String token) {
    return switch (words) {
      case "expected BindingIdentifier or BindingPattern" -> token.isEmpty() ? "Unexpected end of input"
          : token.matches("enum|await") ? "Unexpected reserved word" : SyntaxMessages.named(token);
      case "Unexpected identifier 'private_ident'", "Private field must be declared in an enclosing class" ->
          token.startsWith("#") ? "Private field '" + token + "' must be declared in an enclosing class" : words;
      case "Unexpected end of input" -> token.isEmpty() ? words : "Invalid or unexpected token";
      default -> words;
    };
  }

  /** Where the word before a place begins. */
  private static int start(String text, int at) {
    int from = at;
    while (from > 0 && Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    while (from > 0 && Character.isJavaIdentifierPart(text.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  /** Where a text begins that does not end in its line; -1 where there is none. */
  private static int openQuote(String text) {
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (open >= 0 && c == text.charAt(open)) {
        open = -1;
      } else if (open < 0 && (c == '"' || c == '\'' || c == '`')) {
        open = i;
      }
    }
    return open;
  }
}
