package io.cortado.engine.errortext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of V8 for what the engine's own functions refuse. Pure. */
final class BuiltinTexts {
  private static final Pattern BIG_INT = Pattern.compile("Cannot convert (.*) to a BigInt\\.", Pattern.DOTALL);
  private static final Pattern ENTRY = Pattern.compile("Iterator result (.*) is not an object", Pattern.DOTALL);
  private static final Pattern EXPECTED = Pattern.compile("(Map|Set|WeakMap|WeakSet) expected");
  private static final Pattern EXTENDS = Pattern.compile("^class\\s*[\\w$]*\\s+extends\\s+([^{]+?)\\s*\\{");

  private BuiltinTexts() {}

  static String inV8(String message, ErrorPlace place) {
    Matcher bigInt = BIG_INT.matcher(message);
    if (bigInt.matches()) {
      return "Cannot convert " + bigInt.group(1) + " to a BigInt";
    }
    Matcher entry = ENTRY.matcher(message);
    if (entry.matches()) {
      return "Iterator value " + entry.group(1) + " is not an entry object";
    }
    Matcher expected = EXPECTED.matcher(message);
    if (expected.matches()) {
      return "Method " + expected.group(1) + ".prototype." + place.method() + " called on incompatible receiver #<Object>";
    }
    if (message.endsWith(" is not a RegExp") && !place.builtin().isEmpty()) {
      return "Method RegExp.prototype." + place.method() + " called on incompatible receiver #<Object>";
    }
    if (message.startsWith("incompatible receiver: ")) {
      return "Method Promise.prototype." + place.method() + " called on incompatible receiver #<Object>";
    }
    if (message.endsWith(" is not an Object")) {
      return object(message, place);
    }
    if (message.contains(" private member #") && message.endsWith(".")) {
      return message.substring(0, message.length() - 1);
    }
    if (message.startsWith("buffer.byteLength of ")) {
      return message.replace("buffer.byteLength", "byte length");
    }
    if (message.startsWith("Language tag is not well-formed")) {
      return "Incorrect locale information provided";
    }
    if (message.startsWith("Invalid time zone ") && !message.contains("specified")) {
      return message.replace("Invalid time zone ", "Invalid time zone specified: ");
    }
    return switch (message) {
      case "Cannot convert a BigInt value to a number" ->
          place.builtin().isEmpty() && !place.text().startsWith("+")
              ? "Cannot mix BigInt and other types, use explicit conversions"
              : message;
      case "illegal repeat count" -> "Invalid count value: " + place.argument(0);
      case "cannot create promise: executor not callable" -> "Promise resolver " + value(place.argument(0)) + " is not a function";
      case "index is negative" ->
          place.builtin().equals("new ArrayBuffer")
              ? "Invalid array buffer length"
              : "Invalid typed array length: " + place.argument(0);
      case "called on non-object" -> place.text().startsWith("Reflect.") ? "Reflect." + place.method() + " " + message : message;
      case "not a constructor" -> superclass(place);
      case "BigInt out of range" ->
          "The number " + place.argument(0) + " cannot be converted to a BigInt because it is not an integer";
      case "setPrototype failed" -> "#<Object> is not extensible";
      default ->
          place.builtin().equals("new RegExp") || place.builtin().equals("RegExp")
              ? pattern(message, place)
              : SyntaxMessages.inV8(message);
    };
  }

  private static String object(String message, ErrorPlace place) {
    String in = ErrorTexts.in(message.substring(0, message.length() - " is not an Object".length()), place);
    if (in != null) {
      return in;
    }
    return place.text().contains(".apply(") ? "CreateListFromArrayLike called on non-object" : message;
  }

  private static String superclass(ErrorPlace place) {
    Matcher extended = EXTENDS.matcher(place.text());
    String written = extended.find() ? extended.group(1) : "";
    String value = written.matches("\\d+|true|false|null") ? written : "undefined";
    return "Class extends value " + value + " is not a constructor or null";
  }

  private static String pattern(String message, ErrorPlace place) {
    String argument = place.argument(0);
    boolean literal = argument.length() > 1 && (argument.startsWith("'") || argument.startsWith("\""));
    if (message.equals("Invalid regular expression flags")) {
      return "Invalid flags supplied to RegExp constructor " + place.argument(1).replace('"', '\'');
    }
    String reason =
        switch (message) {
          case "Quantifier without target" -> "Nothing to repeat";
          case "Unterminated group name" -> "Invalid capture group name";
          default -> message;
        };
    return literal
        ? "Invalid regular expression: /" + argument.substring(1, argument.length() - 1) + "/: " + reason
        : "Invalid regular expression: " + reason;
  }

  private static String value(String written) {
    return written.isEmpty() ? "undefined" : written.startsWith("{") ? "#<Object>" : written;
  }
}
