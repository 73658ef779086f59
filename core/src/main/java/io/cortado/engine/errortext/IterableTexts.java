package io.cortado.engine.errortext;

import org.jspecify.annotations.Nullable;

/** The words of V8 for what cannot be iterated over. Pure. */
final class IterableTexts {
  private static final String TAIL = " is not iterable (cannot read property Symbol(Symbol.iterator))";

  private IterableTexts() {}

  static String notIterable(String value, ErrorPlace place) {
    boolean nothing = value.equals("undefined") || value.equals("null");
    String text = place.text();
    if (!place.builtin().isEmpty() || text.isEmpty()) {
      return named(value) + TAIL;
    }
    if (text.startsWith("...")) {
      return spread(value, nothing, text.substring(3), place);
    }
    int in = loop(text);
    boolean async = in > 0 && text.substring(0, in).contains("await");
    String written = in > 0 ? text.substring(in, SourceScan.expression(text, in)) : assigned(text);
    if (written == null) {
      return named(value) + TAIL;
    }
    String called = CalleeText.called(written);
    if (called != null) {
      return called + " is not a function or its return value is not " + (async ? "async " : "") + "iterable";
    }
    String rendered = CalleeText.of(written);
    if (rendered == null || in < 0 && nothing && rendered.indexOf('.') >= 0) {
      return named(value) + TAIL;
    }
    return rendered + " is not " + (async ? "async " : "") + "iterable";
  }

  private static String spread(String value, boolean nothing, String written, ErrorPlace place) {
    String rendered = CalleeText.of(written);
    int open = Destructuring.opening(place.source(), place.start());
    if (open >= 0 && place.source().charAt(open) == '[') {
      String called = CalleeText.called(written);
      if (called != null) {
        return called + " is not a function or its return value is not iterable";
      }
      return rendered == null ? named(value) + TAIL : rendered + " is not iterable";
    }
    if (nothing && rendered != null) {
      return rendered + " is not iterable (cannot read property " + value + ")";
    }
    int end = SourceScan.expression(place.source(), place.start());
    if (end < place.source().length() && place.source().charAt(end) == ',') {
      return named(value) + TAIL;
    }
    return "Spread syntax requires ...iterable[Symbol.iterator] to be a function";
  }

  /** Where the iterated expression of a {@code for … of} starts, or -1 for other texts. */
  private static int loop(String text) {
    int at = SourceScan.space(text, text.startsWith("{") ? 1 : 0);
    if (!text.startsWith("for", at)) {
      return -1;
    }
    int of = text.indexOf(" of ", at);
    return of < 0 ? -1 : of + 4;
  }

  private static @Nullable String assigned(String text) {
    if (!text.startsWith("[")) {
      return null;
    }
    int end = SourceScan.close(text, 0);
    int equals = end < 0 ? -1 : SourceScan.space(text, end);
    return equals < 0 || equals >= text.length() || text.charAt(equals) != '=' ? null : text.substring(equals + 1);
  }

  private static String named(String value) {
    if (value.startsWith("{") || value.contains("=>") || value.startsWith("function")) {
      return value.startsWith("{") ? "object" : "function " + value;
    }
    return switch (value) {
      case "undefined", "null" -> value;
      case "true", "false" -> "boolean " + value;
      default -> value.matches("-?[\\d.]+|NaN|-?Infinity") ? "number " + value : value;
    };
  }
}
