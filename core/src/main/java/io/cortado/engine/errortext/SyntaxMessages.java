package io.cortado.engine.errortext;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in V8's words what the parser says. Pure. */
public final class SyntaxMessages {
  private static final Pattern FOUND = Pattern.compile("Expected (.*) but found (.*)", Pattern.DOTALL);
  private static final Pattern DECLARED = Pattern.compile("Variable \"(.*)\" has already been declared");
  private static final Set<String> KEYWORDS =
      Set.of(
          "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
          "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null",
          "return", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with");
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("Missing close quote", "Invalid or unexpected token"),
          Map.entry("Missing space after numeric literal", "Invalid or unexpected token"),
          Map.entry("Invalid left hand side for assignment", "Invalid left-hand side in assignment"),
          Map.entry("Illegal continue statement",
              "Illegal continue statement: no surrounding iteration statement"),
          Map.entry("\"with\" statement cannot be used in strict mode",
              "Strict mode code may not include a with statement"),
          Map.entry("Class contains more than one constructor", "A class may only have one constructor"),
          Map.entry("Missing assignment in destructuring declaration",
              "Missing initializer in destructuring declaration"),
          Map.entry("Invalid hex digit", "Invalid hexadecimal escape sequence"),
          Map.entry("Invalid return statement", "Illegal return statement"),
          Map.entry("Switch already has default case", "More than one default clause in switch statement"),
          Map.entry("new.target expression is only allowed in functions", "new.target expression is not allowed here"),
          Map.entry("Repeated regex flag", "Invalid regular expression flags"));

  private SyntaxMessages() {}

  /** Takes the place and the excerpt, which are shown apart, out of a message, and words the rest as V8 does. */
  public static String plain(String message) {
    String text = message.startsWith("SyntaxError: ") ? message.substring("SyntaxError: ".length()) : message;
    int lineEnd = text.indexOf('\n');
    if (lineEnd >= 0) {
      text = text.substring(0, lineEnd);
    }
    return inV8(text.replaceFirst("^.*?:\\d+:\\d+ ", ""));
  }

  /** V8's words for {@code message}, or {@code message}. */
  public static String inV8(String message) {
    String fixed = FIXED.get(message);
    if (fixed != null) {
      return fixed;
    }
    Matcher found = FOUND.matcher(message);
    if (found.matches()) {
      return unexpected(found.group(1), found.group(2));
    }
    if (message.startsWith("Duplicate Label \"")) {
      return "Label '" + message.substring("Duplicate Label \"".length(), message.length() - 1) + "' has already been declared";
    }
    Matcher declared = DECLARED.matcher(message);
    if (declared.matches()) {
      return "Identifier '" + declared.group(1) + "' has already been declared";
    }
    if (message.startsWith("Missing assignment to constant")) {
      return "Missing initializer in const declaration";
    }
    if (message.startsWith("strict mode function cannot have duplicate parameter")) {
      return "Duplicate parameter name not allowed in this context";
    }
    return message;
  }

  private static String unexpected(String wanted, String token) {
    if (wanted.equals(",")) {
      return "missing ) after argument list";
    }
    if (wanted.equals("ident") && token.equals("(")) {
      return "Function statements require a function name";
    }
    return switch (token) {
      case "eof" -> "Unexpected end of input";
      case "eol" -> "Illegal newline after throw";
      case "error" -> "Invalid or unexpected token";
      case "decimal" -> "Unexpected number";
      case "string", "escstring" -> "Unexpected string";
      case "super" -> "'super' keyword unexpected here";
      case "import" -> "Cannot use import statement outside a module";
      case "/" -> wanted.equals("an operand") ? "Invalid regular expression: missing /" : "Unexpected token '/'";
      default -> named(token);
    };
  }

  static String named(String token) {
    char first = token.isEmpty() ? ' ' : token.charAt(0);
    if (Character.isDigit(first) || first == '.' && token.length() > 1 && Character.isDigit(token.charAt(1))) {
      return "Unexpected number";
    }
    if (Character.isJavaIdentifierStart(first) && !KEYWORDS.contains(token)) {
      return "Unexpected identifier '" + token + "'";
    }
    return "Unexpected token '" + token + "'";
  }
}
