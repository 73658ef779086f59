package io.cortado.express.routing;

import java.util.ArrayList;
import java.util.List;

/** Reads a path of Express 5: {@code :name}, {@code *name}, an {@code {optional}} part, escapes with a backslash. */
final class PathSyntax {
  private static final String RESERVED = "}()[]+?!";
  private static final int NONE = -1;

  /** A piece of a path. */
  sealed interface Token {
    /** What stands in the path as it is. */
    record Text(String value) implements Token {}

    /** A part that gets a name: of one segment, or, {@code wild}, of any number of them. */
    record Named(String name, boolean wild) implements Token {
      String kind() {
        return wild ? "wildcard" : "param";
      }
    }

    /** What may be left out. */
    record Group(List<Token> tokens) implements Token {}
  }

  /** Why a path is none; without a trace, for the error that the app sees is JavaScript's. */
  static final class BadPath extends Exception {
    private static final long serialVersionUID = 1L;

    BadPath(String message) {
      super(message, null, false, false);
    }
  }

  private final int[] chars;
  private int at;

  private PathSyntax(String path) {
    this.chars = path.codePoints().toArray();
  }

  static List<Token> read(String path) throws BadPath {
    return new PathSyntax(path).tokens(NONE);
  }

  /** The tokens up to a character, or to the end of the path. */
  private List<Token> tokens(int end) throws BadPath {
    List<Token> out = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (at < chars.length) {
      int c = chars[at++];
      if (c == end) {
        flush(text, out);
        return out;
      }
      if (c == '\\') {
        if (at == chars.length) {
          throw new BadPath("Unexpected end after \\ at index " + at);
        }
        text.appendCodePoint(chars[at++]);
      } else if (c == ':' || c == '*') {
        String name = name();
        flush(text, out);
        out.add(new Token.Named(name, c == '*'));
      } else if (c == '{') {
        flush(text, out);
        out.add(new Token.Group(tokens('}')));
      } else if (RESERVED.indexOf(c) >= 0) {
        throw new BadPath("Unexpected " + Character.toString(c) + " at index " + (at - 1));
      } else {
        text.appendCodePoint(c);
      }
    }
    if (end != NONE) {
      throw new BadPath("Unexpected end at index " + at + ", expected " + Character.toString(end));
    }
    flush(text, out);
    return out;
  }

  private static void flush(StringBuilder text, List<Token> out) {
    if (!text.isEmpty()) {
      out.add(new Token.Text(text.toString()));
      text.setLength(0);
    }
  }

  private String name() throws BadPath {
    StringBuilder name = new StringBuilder();
    if (at < chars.length && chars[at] == '"') {
      quoted(name);
    } else if (at < chars.length && starts(chars[at])) {
      while (at < chars.length && continues(chars[at])) {
        name.appendCodePoint(chars[at++]);
      }
    }
    if (name.isEmpty()) {
      throw new BadPath("Missing parameter name at index " + at);
    }
    return name.toString();
  }

  private void quoted(StringBuilder name) throws BadPath {
    int quote = at++;
    while (at < chars.length && chars[at] != '"') {
      if (chars[at] == '\\') {
        at++;
      }
      if (at < chars.length) {
        name.appendCodePoint(chars[at++]);
      }
    }
    if (at == chars.length) {
      throw new BadPath("Unterminated quote at index " + quote);
    }
    at++;
  }

  private static boolean starts(int c) {
    return c == '$' || c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  private static boolean continues(int c) {
    boolean joiner = c == 0x200c || c == 0x200d;
    return c == '$' || joiner || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
