package io.cortado.views.pug;

import de.neuland.pug4j.exceptions.PugException;
import de.neuland.pug4j.lexer.Lexer;
import de.neuland.pug4j.lexer.token.Attribute;
import de.neuland.pug4j.lexer.token.CssId;
import de.neuland.pug4j.lexer.token.EndAttributes;
import de.neuland.pug4j.lexer.token.Newline;
import de.neuland.pug4j.lexer.token.Token;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns Pug4j's exceptions, which have lost their codes, into pug's. Any thread. */
final class PugErrors {
  private static final Map<String, String> CODES = Map.ofEntries(
      Map.entry("The end of the string reached with no closing bracket", "NO_END_BRACKET"),
      Map.entry("End of line was reached with no closing bracket", "NO_END_BRACKET"),
      Map.entry("Mismatched Bracket", "BRACKET_MISMATCH"),
      Map.entry("malformed each", "MALFORMED_EACH"),
      Map.entry("This `each` has a syntax error", "MALFORMED_EACH"),
      Map.entry("Pug each and for should no longer", "MALFORMED_EACH"),
      Map.entry("missing expression for while", "NO_WHILE_EXPRESSION"),
      Map.entry("missing expression for case", "NO_CASE_EXPRESSION"),
      Map.entry("missing expression for when", "NO_WHEN_EXPRESSION"),
      Map.entry("default should not have", "DEFAULT_WITH_EXPRESSION"),
      Map.entry("`else` cannot have a condition", "ELSE_CONDITION"),
      Map.entry("missing path for extends", "NO_EXTENDS_PATH"),
      Map.entry("malformed extends", "MALFORMED_EXTENDS"),
      Map.entry("missing path for include", "NO_INCLUDE_PATH"),
      Map.entry("malformed include", "MALFORMED_INCLUDE"),
      Map.entry("Class names must contain", "INVALID_CLASS_NAME"),
      Map.entry("Inconsistent indentation", "INCONSISTENT_INDENTATION"),
      Map.entry("Invalid indentation", "INVALID_INDENTATION"),
      Map.entry("Syntax Error", "SYNTAX_ERROR"),
      Map.entry("unexpected text", "UNEXPECTED_TEXT"),
      Map.entry("unexpected token", "INVALID_TOKEN"),
      Map.entry("Unexpected token", "INVALID_TOKEN"),
      Map.entry("expected \"", "INVALID_TOKEN"),
      Map.entry("Nesting must match", "INCORRECT_NESTING"),
      Map.entry("Unexpected character", "INVALID_KEY_CHARACTER"),
      Map.entry("Buffered code cannot have", "BLOCK_IN_BUFFERED_CODE"),
      Map.entry("Anonymous blocks are not allowed", "BLOCK_OUTISDE_MIXIN"));
  private static final Pattern TOKEN_CLASS = Pattern.compile("expected \"class [\\w.]*\\.(\\w+)\", but got \"?(\\w[\\w-]*)\"?");
  private static final Pattern UNEXPECTED = Pattern.compile("unexpected token \"(\\w+)\"");
  private static final Pattern KEYWORD =
      Pattern.compile("(?:else if|if|unless|while)(?: +|$)|else +|(?:each|for|case|when|default|include|extends?)(?= |$)");
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate attribute '(.*)' is not allowed\\.");

  private final PugSources sources;
  private final PugSyntax syntax;

  PugErrors(PugSources sources, PugSyntax syntax) {
    this.sources = sources;
    this.syntax = syntax;
  }

  PugFailure of(PugException e) {
    String message = String.valueOf(e.getMessage());
    Matcher expected = TOKEN_CLASS.matcher(message);
    if (expected.find()) {
      message = "expected \"" + dashed(expected.group(1)) + "\", but got \"" + expected.group(2) + '"';
    }
    int column = e.getColNumber();
    int place = message.indexOf(PugSyntax.PLACE);
    if (place >= 0) {
      String[] parts = message.substring(place + 1).split(String.valueOf(PugSyntax.PLACE), 2);
      column += offset(e, Integer.parseInt(parts[0]), parts[1].length(), parts[1]);
      message = message.substring(0, place);
    }
    Matcher token = UNEXPECTED.matcher(message);
    if (token.matches()) {
      message = "unexpected token \"" + dashed(token.group(1)) + '"';
    }
    if (message.equals("unexpected text \"(\"")) {
      message = "The end of the string reached with no closing bracket ) found.";
      column++;
    }
    if (message.equals("malformed each")) {
      message = "This `each` has a syntax error. `each` statements should be of the form: `each VARIABLE_NAME of"
          + " JS_EXPRESSION`";
    }
    if (!code(message).equals("INVALID_TOKEN")) {
      column += keyword(e.getFilename(), e.getLineNumber(), e.getColNumber());
    }
    String file = sources.path(e.getFilename());
    if (message.contains("could not be opened")) {
      return new PugFailure("ERR_VIEW_OUTSIDE_ROOT", "pug: an include or extends leaves the views folders: " + message,
          file, e.getLineNumber(), column);
    }
    return new PugFailure("PUG:" + code(message), PugEachOf.restore(message), file, e.getLineNumber(), column);
  }

  /** Pug4j stands before some expressions and behind others when it finds fault with them. */
  private int offset(PugException e, int place, int length, String expression) {
    int column = e.getColNumber();
    String text = line(e.getFilename(), e.getLineNumber());
    boolean behind = column - 1 >= length && column - 1 <= text.length()
        && text.substring(0, column - 1).trim().endsWith(expression.trim()) && !text.startsWith(expression, column - 1);
    return behind && length > 0 ? place - length : place;
  }

  private String line(String name, int line) {
    return sources.text(name).lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
  }

  /** Pug points behind the keyword of a statement whose rest is wrong, Pug4j at it. */
  private int keyword(String name, int line, int column) {
    String text = line(name, line);
    if (column < 1 || column > text.length()) {
      return 0;
    }
    Matcher keyword = KEYWORD.matcher(text).region(column - 1, text.length());
    return keyword.lookingAt() ? keyword.end() - keyword.start() : 0;
  }

  private static String dashed(String name) {
    String dashes = name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    return dashes.equals("expression") ? "code" : dashes.replace("-token", "");
  }

  private static String code(String message) {
    for (Map.Entry<String, String> entry : CODES.entrySet()) {
      if (message.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    if (message.startsWith("Mixin ") && message.endsWith("declared without body")) {
      return "MIXIN_WITHOUT_BODY";
    }
    if (message.endsWith("is not a valid ID.")) {
      return "INVALID_ID";
    }
    return message.contains("is not a valid class name") ? "INVALID_CLASS_NAME" : "INVALID_TOKEN";
  }

  /** A duplicate attribute reaches us without its place, which a second look at the tokens finds. */
  PugFailure of(Error e) {
    Matcher duplicate = DUPLICATE.matcher(String.valueOf(e.getMessage()));
    if (!duplicate.matches()) {
      throw e;
    }
    String name = duplicate.group(1);
    String message = "Duplicate attribute \"" + name + "\" is not allowed.";
    for (String template : sources.names()) {
      Token place = second(template, name);
      if (place != null) {
        return new PugFailure("PUG:DUPLICATE_ATTRIBUTE", message, sources.path(template), place.getStartLineNumber(),
            place.getStartColumn());
      }
    }
    return new PugFailure("PUG:DUPLICATE_ATTRIBUTE", message, sources.path(sources.main()), 0, 0);
  }

  private @org.jspecify.annotations.Nullable Token second(String template, String name) {
    Set<String> seen = new HashSet<>();
    try {
      for (Token token : new Lexer(template, sources, syntax).getTokens()) {
        String attribute = token instanceof Attribute named ? named.getName() : token instanceof CssId ? "id" : null;
        if (attribute != null && !seen.add(attribute) && attribute.equals(name)) {
          return token;
        }
        if (!(token instanceof EndAttributes) && attribute == null || token instanceof Newline) {
          boolean partOfTag = token.getClass().getSimpleName().matches("StartAttributes|CssClass|AttributesBlock");
          if (!partOfTag) {
            seen.clear();
          }
        }
      }
    } catch (IOException | PugException ignored) {
      // The first reading got past this file, so a failure here only means that the place stays unknown.
    }
    return null;
  }
}
