package io.cortado.module;

import io.cortado.module.SourceTokens.Kind;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a CommonJS text seems to export, found without running it, as Node finds what can be imported from it
 * by name. The forms are those that people and compilers write; anything else stays unseen, as on Node.
 *
 * @param names in the order they were found
 * @param passedOn requests of modules whose names are exported too
 */
record CjsNames(Set<String> names, Set<String> passedOn) {

  static CjsNames of(String text) {
    return new Finder(SourceTokens.of(text)).find();
  }

  /** One pass over the tokens; indexes are theirs, and -1 says that something does not stand there. */
  private static final class Finder {
    private final SourceTokens tokens;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final Set<String> starred = new LinkedHashSet<>();
    private final Set<String> assigned = new LinkedHashSet<>();
    private final Map<String, String> required = new HashMap<>();

    Finder(SourceTokens tokens) {
      this.tokens = tokens;
    }

    CjsNames find() {
      int depth = 0;
      for (int i = 0; i < tokens.count(); i++) {
        if (tokens.kind(i) == Kind.MARK) {
          depth += tokens.is(i, "{") || tokens.is(i, "(") ? 1 : tokens.is(i, "}") || tokens.is(i, ")") ? -1 : 0;
        } else if (tokens.kind(i) == Kind.TEMPLATE) {
          depth += (tokens.text(i).endsWith("${") ? 1 : 0) - (tokens.text(i).startsWith("}") ? 1 : 0);
        } else if (tokens.kind(i) == Kind.WORD) {
          word(i, depth);
        }
      }
      names.removeAll(refused);
      Set<String> passedOn = new LinkedHashSet<>(starred);
      passedOn.addAll(assigned);
      return new CjsNames(names, passedOn);
    }

    private void word(int i, int depth) {
      boolean property = tokens.is(i - 1, ".");
      switch (tokens.text(i)) {
        case "exports" -> {
          if (!property) {
            assignment(i + 1, false);
          }
        }
        case "module" -> {
          if (!property && exportsObject(i) > 0) {
            assignment(exportsObject(i), true);
          }
        }
        case "Object" -> {
          if (!property && tokens.is(i + 1, ".")) {
            ofObject(i + 2, depth);
          }
        }
        case "__export", "__exportStar" -> {
          String request = tokens.is(i + 1, "(") ? required(i + 2) : null;
          if (request != null) {
            starred.add(request);
          }
        }
        case "require" -> {
          if (!property && depth == 0) {
            keep(i, i);
          }
        }
        case "_interopRequireWildcard" -> {
          if (depth == 0 && tokens.is(i + 1, "(")) {
            keep(i, i + 2);
          }
        }
        default -> { }
      }
    }

    /** Remembers which variable holds a required module. */
    private void keep(int i, int require) {
      String request = required(require);
      if (request != null && tokens.is(i - 1, "=") && tokens.kind(i - 2) == Kind.WORD) {
        required.put(tokens.text(i - 2), request);
      }
    }

    /** What follows {@code exports} or {@code module.exports}, if that starts at {@code i}. */
    private int exportsObject(int i) {
      if (tokens.is(i, "exports")) {
        return i + 1;
      }
      return tokens.is(i, "module") && tokens.is(i + 1, ".") && tokens.is(i + 2, "exports") ? i + 3 : -1;
    }

    private @Nullable String required(int i) {
      boolean call = matches(i, "require", "(") && tokens.kind(i + 2) == Kind.STRING && tokens.is(i + 3, ")");
      return call ? SourceTokens.unquoted(tokens.text(i + 2)) : null;
    }

    private void assignment(int i, boolean ofModule) {
      if (tokens.is(i, ".") && isName(i + 1) && assigns(i + 2)) {
        names.add(tokens.text(i + 1));
      } else if (tokens.is(i, "[") && tokens.kind(i + 1) == Kind.STRING && tokens.is(i + 2, "]") && assigns(i + 3)) {
        names.add(SourceTokens.unquoted(tokens.text(i + 1)));
      } else if (ofModule && assigns(i)) {
        assigned.clear();
        String request = required(i + 1);
        if (request != null) {
          assigned.add(request);
        } else if (tokens.is(i + 1, "{") && tokens.is(i, "=")) {
          literal(i + 2);
        }
      }
    }

    /** A name that is written as it is. */
    private boolean isName(int i) {
      return tokens.kind(i) == Kind.WORD && tokens.text(i).indexOf('\\') < 0;
    }

    /** Comparisons count, as they do on Node. */
    private boolean assigns(int i) {
      return tokens.kind(i) == Kind.MARK && tokens.text(i).startsWith("=");
    }

    /** The properties of an object literal, up to the first whose value is more than a name. */
    private void literal(int first) {
      int i = first;
      while (true) {
        boolean quoted = tokens.kind(i) == Kind.STRING;
        if (tokens.kind(i) == Kind.WORD || quoted) {
          String name = quoted ? SourceTokens.unquoted(tokens.text(i)) : tokens.text(i);
          boolean valued = tokens.is(++i, ":");
          if (valued && tokens.kind(i + 1) != Kind.WORD) {
            return;
          }
          i += valued ? 2 : 0;
          if (valued || !quoted) {
            names.add(name);
          }
        } else if (tokens.is(i, "...")) {
          String request = required(i + 1);
          if (request != null) {
            assigned.add(request);
            i += 5;
          } else if (tokens.kind(i + 1) == Kind.WORD) {
            i += 2;
          } else {
            return;
          }
        } else {
          return;
        }
        if (!tokens.is(i, ",")) {
          return;
        }
        i++;
      }
    }

    private void ofObject(int i, int depth) {
      if (tokens.is(i, "defineProperty") && tokens.is(i + 1, "(")) {
        int after = exportsObject(i + 2);
        if (after > 0 && tokens.is(after, ",") && tokens.kind(after + 1) == Kind.STRING && tokens.is(after + 2, ",")) {
          String name = SourceTokens.unquoted(tokens.text(after + 1));
          if (tokens.is(after + 3, "{") && describes(after + 4)) {
            names.add(name);
          } else {
            refused.add(name);
          }
        }
      } else if (depth == 0 && tokens.is(i, "keys") && tokens.is(i + 1, "(")) {
        copied(i + 2);
      }
    }

    /** Whether a property's description has a value, or a getter that only reads a variable's property. */
    private boolean describes(int first) {
      int i = first;
      if (tokens.is(i, "enumerable") && tokens.is(i + 1, ":") && tokens.is(i + 2, "true")) {
        i += 4;
        if (!tokens.is(i - 1, ",")) {
          return false;
        }
      }
      if (tokens.is(i, "value") && tokens.is(i + 1, ":")) {
        return true;
      }
      if (!tokens.is(i, "get")) {
        return false;
      }
      i++;
      if (tokens.is(i, ":")) {
        i++;
        if (!tokens.is(i++, "function")) {
          return false;
        }
        if (tokens.kind(i) == Kind.WORD) {
          i++;
        }
      }
      return returnsName(i);
    }

    private boolean returnsName(int first) {
      if (!matches(first, "(", ")", "{", "return") || tokens.kind(first + 4) != Kind.WORD) {
        return false;
      }
      int i = first + 5;
      if (tokens.is(i, ".") && tokens.kind(i + 1) == Kind.WORD) {
        i += 2;
      } else if (tokens.is(i, "[") && tokens.kind(i + 1) == Kind.STRING && tokens.is(i + 2, "]")) {
        i += 3;
      }
      i += tokens.is(i, ";") ? 1 : 0;
      if (!tokens.is(i++, "}")) {
        return false;
      }
      i += tokens.is(i, ",") ? 1 : 0;
      return matches(i, "}", ")");
    }

    private boolean matches(int first, String... words) {
      for (int k = 0; k < words.length; k++) {
        if (!tokens.is(first + k, words[k])) {
          return false;
        }
      }
      return true;
    }

    /**
     * {@code Object.keys(_a).forEach(function (key) { … exports[key] = _a[key] })}, with which compilers write
     * {@code export * from}; the copy itself may be a property with a getter.
     */
    private void copied(int i) {
      String source = tokens.text(i);
      String request = required.get(source);
      String key = tokens.text(i + 7);
      if (request == null || !matches(i + 1, ")", ".", "forEach", "(", "function", "(", key, ")", "{", "if", "(", key)) {
        return;
      }
      boolean leaves = tokens.is(i + 13, "===") && tokens.is(i + 15, "||");
      boolean keeps = tokens.is(i + 13, "!==") && matches(i + 15, "&&", "!");
      if (!leaves && !keeps) {
        return;
      }
      List<String> copy = List.of(source, "[", key, "]");
      int depth = 1;
      for (int at = i + 10; at < tokens.count() && depth > 0; at++) {
        depth += tokens.is(at, "{") ? 1 : tokens.is(at, "}") ? -1 : 0;
        boolean assigned = exportsObject(at) > 0 && matches(exportsObject(at), "[", key, "]", "=")
            && matches(exportsObject(at) + 4, copy.toArray(String[]::new));
        boolean defined = matches(at, "Object", ".", "defineProperty", "(") && exportsObject(at + 4) > 0
            && matches(exportsObject(at + 4), ",", key, ",", "{");
        if (assigned || defined) {
          starred.add(request);
          return;
        }
      }
    }
  }
}
