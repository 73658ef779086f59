package io.cortado.views.pug;

import io.cortado.views.pug.PugToken.Kind;
import io.cortado.views.pug.PugToken.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that begin a statement, in the order in which pug tries them. Runs on the loop. */
final class PugStatementLexer {
  private static final String NAME = "[a-zA-Z_$][\\w$]*";

  private static final Pattern YIELD = Pattern.compile("yield");
  private static final Pattern DOCTYPE = Pattern.compile("doctype *([^\\n]*)");
  private static final Pattern CASE = Pattern.compile("case +([^\\n]+)");
  private static final Pattern CASE_WORD = Pattern.compile("case\\b");
  private static final Pattern WHEN = Pattern.compile("when +([^:\\n]+)");
  private static final Pattern WHEN_WORD = Pattern.compile("when\\b");
  private static final Pattern WHEN_MORE = Pattern.compile(":([^:\\n]+)");
  private static final Pattern DEFAULT = Pattern.compile("default");
  private static final Pattern DEFAULT_WORD = Pattern.compile("default\\b");
  private static final Pattern EXTENDS = Pattern.compile("extends?(?= |\\z|\\n)");
  private static final Pattern EXTENDS_WORD = Pattern.compile("extends?\\b");
  private static final Pattern APPEND = Pattern.compile("(?:block +)?append +([^\\n]+)");
  private static final Pattern PREPEND = Pattern.compile("(?:block +)?prepend +([^\\n]+)");
  private static final Pattern BLOCK = Pattern.compile("block +([^\\n]+)");
  private static final Pattern MIXIN_BLOCK = Pattern.compile("block");
  private static final Pattern INCLUDE = Pattern.compile("include(?=:| |\\z|\\n)");
  private static final Pattern INCLUDE_WORD = Pattern.compile("include\\b");
  private static final Pattern PATH = Pattern.compile(" ([^\\n]+)");
  private static final Pattern MIXIN = Pattern.compile("mixin +([-\\w]+)(?: *\\((.*)\\))? *");
  private static final Pattern CONDITION = Pattern.compile("(if|unless|else if|else)\\b([^\\n]*)");
  private static final Pattern EACH_OF = Pattern.compile("(?:each|for) (.*?) of *([^\\n]+)");
  private static final Pattern EACH =
      Pattern.compile("(?:each|for) +(" + NAME + ")(?: *, *(" + NAME + "))? * in *([^\\n]+)");
  private static final Pattern EACH_WORD = Pattern.compile("(?:each|for)\\b");
  private static final Pattern DASHED =
      Pattern.compile("- *(?:each|for) +" + NAME + "(?: *, *" + NAME + ")? +(of|in) +[^\\n]+");
  private static final Pattern VARIABLE = Pattern.compile(NAME + "|\\[ *" + NAME + " *, *" + NAME + " *]");
  private static final Pattern WHILE = Pattern.compile("while +([^\\n]+)");
  private static final Pattern WHILE_WORD = Pattern.compile("while\\b");
  private static final Pattern TEXT = Pattern.compile("[^ \\n]+");

  private final PugCursor cursor;
  private final PugLexer lexer;

  PugStatementLexer(PugCursor cursor, PugLexer lexer) {
    this.cursor = cursor;
    this.lexer = lexer;
  }

  boolean first() {
    return word(YIELD, Kind.YIELD) || word(DOCTYPE, Kind.DOCTYPE);
  }

  boolean second() {
    return choice() || when() || otherwise() || extending() || block(APPEND, "append") || block(PREPEND, "prepend")
        || block(BLOCK, "replace") || word(MIXIN_BLOCK, Kind.MIXIN_BLOCK) || include() || mixin();
  }

  boolean third() {
    return condition() || eachOf() || each() || loop();
  }

  private boolean word(Pattern pattern, Kind type) {
    PugToken token = cursor.scanLine(pattern, type);
    if (token == null) {
      return false;
    }
    cursor.add(token);
    return true;
  }

  /** Throws when a word stands here that begins nothing. */
  private boolean refuse(Pattern word, String code, String message) {
    if (cursor.scan(word, Kind.TEXT) != null) {
      throw cursor.error(code, message);
    }
    return false;
  }

  private boolean choice() {
    PugToken token = cursor.scanLine(CASE, Kind.CASE);
    if (token == null) {
      return refuse(CASE_WORD, "NO_CASE_EXPRESSION", "missing expression for case");
    }
    checkBehind(token.value());
    cursor.add(token);
    return true;
  }

  /** Checks an expression that ends here. */
  private void checkBehind(String code) {
    cursor.right(-code.length());
    cursor.checkExpression(code);
    cursor.right(code.length());
  }

  private boolean when() {
    PugToken token = cursor.scanLine(WHEN, Kind.WHEN);
    if (token == null) {
      return refuse(WHEN_WORD, "NO_WHEN_EXPRESSION", "missing expression for when");
    }
    String code = token.value();
    while (open(code)) {
      Matcher more = cursor.find(WHEN_MORE);
      if (more == null) {
        break;
      }
      code += more.group();
      cursor.consume(more.group().length());
      cursor.right(more.group().length());
    }
    checkBehind(code);
    cursor.add(token.withText(code));
    return true;
  }

  private static boolean open(String code) {
    try {
      return JsBrackets.of(code).nesting();
    } catch (JsBrackets.Unbalanced e) {
      throw new PugFailure("CHARACTER_PARSER:MISMATCHED_BRACKET", String.valueOf(e.getMessage()), null, 0, 0);
    }
  }

  private boolean otherwise() {
    return word(DEFAULT, Kind.DEFAULT)
        || refuse(DEFAULT_WORD, "DEFAULT_WITH_EXPRESSION", "default should not have an expression");
  }

  private boolean extending() {
    PugToken token = cursor.scan(EXTENDS, Kind.EXTENDS);
    if (token == null) {
      return refuse(EXTENDS_WORD, "MALFORMED_EXTENDS", "malformed extends");
    }
    cursor.add(token);
    if (!path()) {
      throw cursor.error("NO_EXTENDS_PATH", "missing path for extends");
    }
    return true;
  }

  private boolean path() {
    PugToken token = cursor.scanLine(PATH, Kind.PATH);
    if (token == null || token.value().isBlank()) {
      return false;
    }
    cursor.add(token.withText(token.value().strip()));
    return true;
  }

  private boolean block(Pattern pattern, String mode) {
    Matcher matcher = cursor.match(pattern);
    if (matcher == null) {
      return false;
    }
    String name = matcher.group(1).strip();
    int slashes = name.indexOf("//");
    String comment = slashes < 0 ? "" : name.substring(slashes);
    name = slashes < 0 ? name : name.substring(0, slashes).strip();
    if (name.isEmpty()) {
      return false;
    }
    int whole = matcher.group().length() - comment.length();
    cursor.add(PugToken.of(Kind.BLOCK, name, mode, cursor.place()));
    cursor.consume(whole);
    cursor.right(whole);
    return true;
  }

  private boolean include() {
    PugToken token = cursor.scan(INCLUDE, Kind.INCLUDE);
    if (token == null) {
      return refuse(INCLUDE_WORD, "MALFORMED_INCLUDE", "malformed include");
    }
    cursor.add(token);
    boolean filtered = lexer.filter(true);
    while (filtered) {
      filtered = lexer.filter(true);
    }
    if (path()) {
      return true;
    }
    throw cursor.match(TEXT) != null ? lexer.unexpected()
        : cursor.error("NO_INCLUDE_PATH", "missing path for include");
  }

  private boolean mixin() {
    Matcher matcher = cursor.match(MIXIN);
    if (matcher == null) {
      return false;
    }
    String arguments = matcher.group(2);
    cursor.add(PugToken.of(Kind.MIXIN, matcher.group(1), arguments == null || arguments.isEmpty() ? null : arguments,
        cursor.place()));
    cursor.consume(matcher.group().length());
    cursor.right(matcher.group().length());
    return true;
  }

  private boolean condition() {
    Matcher matcher = cursor.match(CONDITION);
    if (matcher == null) {
      return false;
    }
    final Place at = cursor.place();
    String word = matcher.group(1);
    String code = matcher.group(2).strip();
    cursor.consume(matcher.group().length());
    cursor.right(matcher.group().length() - code.length());
    if (!word.equals("else")) {
      cursor.checkExpression(code);
    } else if (!code.isEmpty()) {
      throw cursor.error("ELSE_CONDITION", "`else` cannot have a condition, perhaps you meant `else if`");
    }
    cursor.right(code.length());
    cursor.add(switch (word) {
      case "if" -> PugToken.of(Kind.IF, code, at);
      case "unless" -> PugToken.of(Kind.IF, "!(" + code + ")", at);
      case "else" -> PugToken.of(Kind.ELSE, code, at);
      default -> PugToken.of(Kind.ELSE_IF, code, at);
    });
    return true;
  }

  private boolean eachOf() {
    Matcher matcher = cursor.match(EACH_OF);
    if (matcher == null) {
      return dashed("of", "Pug each and for should not be prefixed with a dash (\"-\"). ");
    }
    final Place at = cursor.place();
    String variable = matcher.group(1);
    run(matcher, matcher.group(2));
    cursor.add(new PugToken(Kind.EACH_OF, variable, null, matcher.group(2), false, false, at.line(), at.column()));
    if (!VARIABLE.matcher(variable.strip()).matches()) {
      throw cursor.error("MALFORMED_EACH_OF_LVAL", "The value variable for each must either be a valid identifier"
          + " (e.g. `item`) or a pair of identifiers in square brackets (e.g. `[key, value]`).");
    }
    return true;
  }

  /** Consumes the head of a loop and checks what it runs over. */
  private void run(Matcher head, String code) {
    cursor.consume(head.group().length());
    cursor.right(head.group().length() - code.length());
    cursor.checkExpression(code);
    cursor.right(code.length());
  }

  private boolean dashed(String preposition, String message) {
    Matcher matcher = cursor.match(DASHED);
    if (matcher != null && matcher.group(1).equals(preposition)) {
      throw cursor.error("MALFORMED_EACH", message + "They are pug keywords and not part of JavaScript.");
    }
    return false;
  }

  private boolean each() {
    Matcher matcher = cursor.match(EACH);
    if (matcher == null) {
      String word = cursor.next() == 'e' ? "each" : "for";
      return refuse(EACH_WORD, "MALFORMED_EACH", "This `" + word + "` has a syntax error. `" + word
          + "` statements should be of the form: `" + word + " VARIABLE_NAME of JS_EXPRESSION`")
          || dashed("in", "Pug each and for should no longer be prefixed with a dash (\"-\"). ");
    }
    final Place at = cursor.place();
    run(matcher, matcher.group(3));
    cursor.add(new PugToken(Kind.EACH, matcher.group(1), matcher.group(2), matcher.group(3), false, false, at.line(),
        at.column()));
    return true;
  }

  private boolean loop() {
    Matcher matcher = cursor.match(WHILE);
    if (matcher == null) {
      return refuse(WHILE_WORD, "NO_WHILE_EXPRESSION", "missing expression for while");
    }
    cursor.consume(matcher.group().length());
    cursor.checkExpression(matcher.group(1));
    cursor.add(PugToken.of(Kind.WHILE, matcher.group(1), cursor.place()));
    cursor.right(matcher.group().length());
    return true;
  }
}
