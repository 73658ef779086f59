package io.cortado.module;

import io.cortado.module.SourceTokens.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a JavaScript text asks for, found without running it: {@code require('x')}, {@code import}, {@code export … from} and
 * {@code import('x')}; and where it uses a name. Immutable.
 */
public final class Requests {
  /**
   * A request.
   *
   * @param specifier what is asked for
   * @param line where, from 1 on
   * @param imported whether it is an import
   * @param guarded whether it stands in a {@code try} block or in a function, so that the text runs without it
   */
  public record Request(String specifier, int line, boolean imported, boolean guarded) {}

  private final String text;
  private final SourceTokens tokens;
  private final List<Request> found = new ArrayList<>();
  private final List<Integer> computed = new ArrayList<>();

  private Requests(String text) {
    this.text = text;
    this.tokens = SourceTokens.of(text);
  }

  /** Reads a text. */
  public static Requests of(String text) {
    Requests requests = new Requests(text);
    requests.scan();
    return requests;
  }

  /** All with a name that stands in the text. */
  public List<Request> all() {
    return found;
  }

  /** The lines with a request whose name is made when it runs. */
  public List<Integer> computed() {
    return computed;
  }

  /** The lines that take a member of a module that the text asks for: of what it has called that, or out of it by its name. */
  public List<Integer> uses(String module, String member) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tokens.count(); i++) {
      boolean required = isRequire(i, module);
      if (required && tokens.is(i - 1, "=") && tokens.kind(i - 2) == Kind.WORD) {
        names.add(tokens.text(i - 2));
      } else if (tokens.is(i, "from") && isString(i + 1, module) && tokens.kind(i - 1) == Kind.WORD) {
        names.add(tokens.text(i - 1));
      }
    }
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < tokens.count(); i++) {
      if (!tokens.is(i, member) || tokens.kind(i) != Kind.WORD) {
        continue;
      }
      boolean dotted = tokens.is(i - 1, ".") || tokens.is(i - 1, "?.");
      if (dotted && (names.contains(tokens.text(i - 2)) || isRequire(i - 5, module))
          || (tokens.is(i - 1, "{") || tokens.is(i - 1, ",")) && isTaken(i, module)) {
        lines.add(line(i));
      }
    }
    return lines;
  }

  private boolean isRequire(int i, String module) {
    return tokens.is(i, "require") && tokens.is(i + 1, "(") && isString(i + 2, module) && tokens.is(i + 3, ")");
  }

  /** Whether a token is a string with a core module's name, with or without its scheme. */
  private boolean isString(int i, String module) {
    String text = tokens.kind(i) == Kind.STRING ? tokens.text(i) : "''";
    String name = text.substring(1, text.length() - 1);
    return name.equals(module) || name.equals("node:" + module);
  }

  /** Whether the braces around a token are those of {@code const { … } = require(module)} or {@code import { … } from module}. */
  private boolean isTaken(int index, String module) {
    int i = index;
    while (i < tokens.count() && !tokens.is(i, "}")) {
      i++;
    }
    return tokens.is(i + 1, "=") && isRequire(i + 2, module) || tokens.is(i + 1, "from") && isString(i + 2, module);
  }

  private void scan() {
    List<Boolean> tries = new ArrayList<>();
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.kind(i) == Kind.MARK) {
        if (tokens.is(i, "{")) {
          tries.add(tokens.is(i - 1, "try") || isFunction(i));
        } else if (tokens.is(i, "}") && !tries.isEmpty()) {
          tries.removeLast();
        }
      } else if (tokens.kind(i) == Kind.WORD && !tokens.is(i - 1, ".") && !tokens.is(i - 1, "?.")) {
        word(i, tries.contains(true));
      }
    }
  }

  private boolean isFunction(int brace) {
    if (tokens.is(brace - 1, "=>")) {
      return true;
    }
    int i = brace - 1;
    if (!tokens.is(i, ")")) {
      return false;
    }
    int depth = 0;
    while (i >= 0) {
      depth += tokens.is(i, ")") ? 1 : tokens.is(i, "(") ? -1 : 0;
      if (depth == 0) {
        break;
      }
      i--;
    }
    String before = tokens.text(i - 1);
    boolean statement = before.equals("if") || before.equals("for") || before.equals("while") || before.equals("switch")
        || before.equals("with") || before.equals("catch");
    return !statement && (tokens.kind(i - 1) == Kind.WORD);
  }

  private void word(int i, boolean guarded) {
    boolean call = tokens.is(i + 1, "(");
    if ((tokens.is(i, "require") || tokens.is(i, "import")) && call) {
      boolean imported = tokens.is(i, "import");
      if (tokens.kind(i + 2) == Kind.STRING && (tokens.is(i + 3, ")") || tokens.is(i + 3, ","))) {
        add(i + 2, imported, guarded);
      } else if (!tokens.is(i + 2, ")") && !tokens.is(i - 1, "function")) {
        computed.add(line(i));
      }
    } else if (tokens.is(i, "import") && tokens.kind(i + 1) == Kind.STRING) {
      add(i + 1, true, false);
    } else if (tokens.is(i, "from") && tokens.kind(i + 1) == Kind.STRING && isModuleStatement(i)) {
      add(i + 1, true, false);
    }
  }

  /** Whether {@code from} belongs to an import or export statement. */
  private boolean isModuleStatement(int from) {
    for (int i = from - 1; i >= 0 && from - i < 1000; i--) {
      if (tokens.is(i, "import") || tokens.is(i, "export")) {
        return true;
      }
      if (tokens.is(i, ";") || tokens.is(i, "(") || tokens.is(i, "=")) {
        return false;
      }
    }
    return false;
  }

  private void add(int token, boolean imported, boolean guarded) {
    String quoted = tokens.text(token);
    found.add(new Request(quoted.substring(1, quoted.length() - 1), line(token), imported, guarded));
  }

  private int line(int token) {
    int line = 1;
    int end = tokens.start(token);
    for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
      line++;
    }
    return line;
  }
}
