package io.cortado.engine;

import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Null;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that is nested deeper than the engine's own reader goes: with a list of what is open in the place of the stack, as
 * V8 does. Public for the border only; runs on the loop.
 */
public final class DeepJson {
  private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  DeepJson() {}

  /** The value of a text; null where it is no JSON, about which another has the words. */
  public @Nullable Object parse(String text) {
    try {
      return new Reader(text).read();
    } catch (NoJson e) {
      return null;
    }
  }

  private static final class NoJson extends Exception {
    private static final long serialVersionUID = 1L;

    NoJson() {
      super(null, null, false, false);
    }
  }

  /** An array or object that is not over: its elements, or what has been put into it and the name of what comes next. */
  private static final class Open {
    final @Nullable JSObject object;
    final List<Object> elements = new ArrayList<>(1);
    String name = "";

    Open(@Nullable JSObject object) {
      this.object = object;
    }
  }

  private static final class Reader {
    private final JSRealm realm = JSRealm.get(null);
    private final JSContext context = realm.getContext();
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Object read() throws NoJson {
      while (true) {
        Object value = begin();
        while (value != null) {
          Open parent = open.peek();
          if (parent == null) {
            if (next() != 0) {
              throw new NoJson();
            }
            return value;
          }
          if (parent.object == null) {
            parent.elements.add(value);
          } else {
            JSRuntime.createDataProperty(parent.object, Strings.fromJavaString(parent.name), value);
          }
          value = end(parent);
        }
      }
    }

    /** Reads the beginning of a value; null where that opens something which is not empty. */
    private @Nullable Object begin() throws NoJson {
      char c = next();
      switch (c) {
        case '[', '{' -> {
          at++;
          Open opened = new Open(c == '{' ? JSOrdinary.create(context, realm) : null);
          if (next() == (c == '{' ? '}' : ']')) {
            at++;
            return made(opened);
          }
          open.push(opened);
          name(opened);
          return null;
        }
        case '"' -> {
          return Strings.fromJavaString(string());
        }
        case 't' -> {
          return word("true", true);
        }
        case 'f' -> {
          return word("false", false);
        }
        case 'n' -> {
          return word("null", Null.instance);
        }
        default -> {
          return number();
        }
      }
    }

    /** Reads what stands behind a value in {@code parent}; the parent itself where that is its end. */
    private @Nullable Object end(Open parent) throws NoJson {
      char c = next();
      at++;
      if (c == ',') {
        name(parent);
        return null;
      }
      if (c != (parent.object == null ? ']' : '}')) {
        throw new NoJson();
      }
      open.pop();
      return made(parent);
    }

    private Object made(Open over) {
      return over.object == null ? JSArray.createConstant(context, realm, over.elements.toArray()) : over.object;
    }

    private void name(Open parent) throws NoJson {
      if (parent.object != null) {
        if (next() != '"') {
          throw new NoJson();
        }
        parent.name = string();
        if (next() != ':') {
          throw new NoJson();
        }
        at++;
      }
    }

    /** The next character that is no space; 0 at the end. */
    private char next() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
          return c;
        }
        at++;
      }
      return 0;
    }

    private Object word(String word, Object value) throws NoJson {
      if (!text.startsWith(word, at)) {
        throw new NoJson();
      }
      at += word.length();
      return value;
    }

    private Object number() throws NoJson {
      Matcher matcher = NUMBER.matcher(text).region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new NoJson();
      }
      at = matcher.end();
      double value = Double.parseDouble(matcher.group());
      boolean isInt = value == (int) value && (value != 0 || 1 / value > 0);
      return isInt ? (Object) (int) value : (Object) value;
    }

    private String string() throws NoJson {
      StringBuilder read = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return read.toString();
        }
        if (c < ' ') {
          break;
        }
        read.append(c == '\\' ? escaped() : c);
      }
      throw new NoJson();
    }

    private char escaped() throws NoJson {
      at++;
      char c = at < text.length() ? text.charAt(at) : 0;
      return switch (c) {
        case '"', '\\', '/' -> c;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> {
          if (at + 4 >= text.length()) {
            throw new NoJson();
          }
          int code = 0;
          for (int i = 1; i <= 4; i++) {
            char digit = text.charAt(at + i);
            int value = digit < 128 ? Character.digit(digit, 16) : -1;
            if (value < 0) {
              throw new NoJson();
            }
            code = code * 16 + value;
          }
          at += 4;
          yield (char) code;
        }
        default -> throw new NoJson();
      };
    }
  }
}
