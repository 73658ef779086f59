package io.cortado.engine.errortext;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what the engine says in the words of V8, on which apps, tests and the people who read logs rely. Pure. */
final class ErrorTexts {
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("Cannot mix BigInt and other types, use explicit conversions.",
              "Cannot mix BigInt and other types, use explicit conversions"),
          Map.entry("toFixed() fraction digits need to be in range 0-100",
              "toFixed() digits argument must be between 0 and 100"),
          Map.entry("toString() expects radix in range 2-36", "toString() radix argument must be between 2 and 36"),
          Map.entry("time value is not a finite number", "Invalid time value"),
          Map.entry("illegal escape sequence", "URI malformed"),
          Map.entry("invalid encoding", "URI malformed"),
          Map.entry("cannot escape", "URI malformed"),
          Map.entry("Right-hand-side of instanceof is not an object",
              "Right-hand side of 'instanceof' is not an object"),
          Map.entry("Right-hand-side of instanceof is not callable",
              "Right-hand side of 'instanceof' is not callable"),
          Map.entry("Constructor Promise requires 'new'",
              "Promise constructor cannot be invoked without 'new'"),
          Map.entry("target expected to be an object", "Cannot create proxy with a non-object as target or handler"),
          Map.entry("handler expected to be an object", "Cannot create proxy with a non-object as target or handler"),
          Map.entry("[Symbol.toPrimitive] method returned a non-primitive object",
              "Cannot convert object to primitive value"),
          Map.entry("cannot construct a Symbol", "Symbol is not a constructor"),
          Map.entry("generator is already executing", "Generator is already running"),
          Map.entry("index + elementSize > viewLength", "Offset is outside the bounds of the DataView"),
          Map.entry("out of bounds", "offset is out of bounds"),
          Map.entry("not a Date object", "this is not a Date object."),
          Map.entry("Cannot resolve promise from this type", "PromiseResolve called on non-object"),
          Map.entry("Regular expression passed to matchAll() is missing 'g' flag.",
              "String.prototype.matchAll called with a non-global RegExp argument"),
          Map.entry("Only global regexps allowed",
              "String.prototype.replaceAll called with a non-global RegExp argument"),
          Map.entry("Invalid property. A property cannot both have accessors and be writable or have a value",
              "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, "
                  + "#<Object>"));

  private static final Pattern ACCESS =
      Pattern.compile("Cannot (read|set) property '(.*)' of (undefined|null)", Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("(.*) is not a (function|constructor)", Pattern.DOTALL);
  private static final Pattern ADDED = Pattern.compile("Cannot add new property \"(.*)\" to non-extensible .*");
  private static final Pattern READ_ONLY =
      Pattern.compile("Cannot assign to read only property '(.*?)' of ([^'].*)", Pattern.DOTALL);
  private static final Pattern GETTER =
      Pattern.compile("Cannot set property (.*) of \\[object (.*)] which has only a getter");
  private static final Pattern PRIMITIVE = Pattern.compile("Cannot add property \"(.*?)\" to non-object (.*)");
  private static final Pattern IN = Pattern.compile("(['\"])([^'\"]*)\\1\\s+in\\s");

  private ErrorTexts() {}

  /** V8's words for {@code message}, or {@code message} when they are the same or not known. */
  static String inV8(String message, ErrorPlace place) {
    String fixed = FIXED.get(message);
    if (fixed != null) {
      return fixed;
    }
    Matcher access = ACCESS.matcher(message);
    if (access.matches()) {
      return access(access.group(1), access.group(2), access.group(3), place);
    }
    Matcher call = CALL.matcher(message);
    if (call.matches()) {
      return call(message, call.group(1), call.group(2), place);
    }
    if (message.endsWith(" is not iterable")) {
      String value = message.substring(0, message.length() - " is not iterable".length());
      return IterableTexts.notIterable(value, place);
    }
    if (message.startsWith("Cannot convert undefined or null to object: ")) {
      return coercion(message.endsWith("null") ? "null" : "undefined", place);
    }
    if (message.endsWith(" is not defined") && (place.node().contains("Slot") || place.node().contains("ImportBinding"))) {
      return "Cannot access '" + message.substring(0, message.length() - " is not defined".length())
          + "' before initialization";
    }
    String property = property(message);
    return property != null ? property : BuiltinTexts.inV8(message, place);
  }

  private static String access(String verb, String key, String value, ErrorPlace place) {
    if (verb.equals("set")) {
      return "Cannot set properties of " + value + " (setting '" + key + "')";
    }
    if (key.equals("Symbol(Symbol.iterator)")) {
      return IterableTexts.notIterable(value, place);
    }
    String destructured = Destructuring.of(key, value, place);
    return destructured != null ? destructured : "Cannot read properties of " + value + " (reading '" + key + "')";
  }

  private static String call(String message, String value, String wanted, ErrorPlace place) {
    String suffix = " is not a " + wanted;
    if (!place.builtin().isEmpty()) {
      return place.builtin().endsWith(".bind") ? "Bind must be called on a function"
          : value.startsWith("{") ? "#<Object>" + suffix : message;
    }
    String written =
        wanted.equals("constructor") ? CalleeText.constructed(place.text()) : CalleeText.called(place.text());
    if (written != null) {
      return written + suffix;
    }
    if (value.contains("=>") || value.startsWith("function") || value.startsWith("class")) {
      return "(intermediate value)" + suffix;
    }
    return value.replace("<this>", "this") + suffix;
  }

  private static String coercion(String value, ErrorPlace place) {
    if (!place.builtin().isEmpty()) {
      String owner = place.parent().startsWith("JSString") ? "String" : place.parent().startsWith("JSArray") ? "Array" : "";
      if (place.method().equals("fromEntries")) {
        return "undefined is not iterable";
      }
      return owner.isEmpty() || place.method().equals("at") ? "Cannot convert undefined or null to object"
          : owner + ".prototype." + place.method() + " called on null or undefined";
    }
    String pattern = Destructuring.whole(value, place);
    return pattern != null ? pattern : "Cannot convert undefined or null to object";
  }

  private static @Nullable String property(String message) {
    Matcher added = ADDED.matcher(message);
    if (added.matches()) {
      return "Cannot add property " + added.group(1) + ", object is not extensible";
    }
    Matcher readOnly = READ_ONLY.matcher(message);
    if (readOnly.matches()) {
      return "Cannot assign to read only property '" + readOnly.group(1) + "' of " + target(readOnly.group(2));
    }
    Matcher getter = GETTER.matcher(message);
    if (getter.matches()) {
      return "Cannot set property " + getter.group(1) + " of #<" + getter.group(2) + "> which has only a getter";
    }
    if (message.endsWith("\" is not a configurable property")) {
      return "Cannot delete property '" + message.substring(1, message.indexOf("\" is not")) + "' of #<Object>";
    }
    if (message.startsWith("Cannot delete property \"") && (message.endsWith(" undefined") || message.endsWith(" null"))) {
      return "Cannot convert undefined or null to object";
    }
    Matcher primitive = PRIMITIVE.matcher(message);
    if (primitive.matches()) {
      String value = primitive.group(2);
      String type = value.matches("-?[\\d.]+(e[+-]?\\d+)?|NaN|-?Infinity") ? "number"
          : value.equals("true") || value.equals("false") ? "boolean" : value.startsWith("Symbol(") ? "symbol" : "string";
      return "Cannot create property '" + primitive.group(1) + "' on " + type + " '" + value + "'";
    }
    return null;
  }

  private static String target(String value) {
    if (value.startsWith("[")) {
      return "object '[object Array]'";
    }
    boolean function = value.startsWith("function") || value.startsWith("class") || value.contains("=>") && !value.startsWith("{");
    return function ? "function '" + value + "'" : "object '#<Object>'";
  }

  /** {@code 'key' in value}, of a value that is no object; null when the place holds no such expression, or several. */
  static @Nullable String in(String value, ErrorPlace place) {
    if (!place.builtin().isEmpty()) {
      return null;
    }
    // The engine names the function only; one such expression in it must be the one that failed.
    java.util.List<String> keys =
        IN.matcher(place.text()).results().map(found -> found.group(2)).toList();
    return keys.size() == 1 ? "Cannot use 'in' operator to search for '" + keys.get(0) + "' in " + value : null;
  }
}
