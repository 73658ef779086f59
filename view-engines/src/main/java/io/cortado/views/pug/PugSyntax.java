package io.cortado.views.pug;

import de.neuland.pug4j.exceptions.ExpressionException;
import de.neuland.pug4j.expression.ExpressionHandler;
import de.neuland.pug4j.model.PugModel;
import de.neuland.pug4j.parser.ArgumentSplitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;

/**
 * Answers Pug4j's question whether a piece of text is an expression, by parsing it and never by running it. Runs on
 * the loop.
 */
final class PugSyntax implements ExpressionHandler {
  /** Parts an exception's message from how far into the expression the parser got, and that from the expression. */
  static final char PLACE = '\u0012';

  private static final Pattern PLAIN = Pattern.compile(
      "[ \\t]*(?:(?!(?:typeof|void|delete|new|in|if|var|let|const|for|do|function|class|return|await|yield)\\b)"
          + "[a-zA-Z_$][\\w$]*(?:\\.[a-zA-Z_$][\\w$]*)*|\\d+|\"[^\"\\\\\\n]*\"|'[^'\\\\\\n]*')[ \\t]*");

  private final Context context;
  private final Map<List<String>, String> calls = new HashMap<>();

  PugSyntax(Context context) {
    this.context = context;
  }

  /** The arguments of a mixin call as they were written; Pug4j's own list has lost blanks inside strings. */
  String arguments(List<String> split) {
    return split.isEmpty() ? "" : calls.getOrDefault(split, String.join(",", split));
  }

  @Override
  public void assertExpression(String code) throws ExpressionException {
    if (code.startsWith("[") && code.endsWith("]")) {
      String arguments = code.substring(1, code.length() - 1);
      calls.put(ArgumentSplitter.split(arguments), arguments);
    }
    String expression = PugEachOf.expression(code);
    if (PLAIN.matcher(expression).matches()) {
      return;
    }
    try {
      context.parse(Source.newBuilder("js", "(" + expression + "\n)", "expression").cached(false).buildLiteral());
    } catch (PolyglotException e) {
      if (!e.isSyntaxError()) {
        throw e;
      }
      throw new ExpressionException(message(e) + PLACE + place(e, expression) + PLACE + expression);
    }
  }

  private static int place(PolyglotException e, String expression) {
    SourceSection section = e.getSourceLocation();
    return section == null || !section.isAvailable() || section.getStartLine() > 1
        ? expression.length()
        : Math.clamp(section.getStartColumn() - 2, 0, expression.length());
  }

  private static String message(PolyglotException e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String plain = text.replaceFirst("^SyntaxError: *", "").replaceFirst("^[^ ]*:\\d+:\\d+ *", "");
    return plain.startsWith("Expected ") ? "Unexpected token" : plain;
  }

  @Override
  public Boolean evaluateBooleanExpression(String expression, PugModel model) throws ExpressionException {
    throw never();
  }

  @Override
  public Object evaluateExpression(String expression, PugModel model) throws ExpressionException {
    throw never();
  }

  @Override
  public String evaluateStringExpression(String expression, PugModel model) throws ExpressionException {
    throw never();
  }

  private static ExpressionException never() {
    return new ExpressionException("expressions are compiled, never evaluated by the parser");
  }

  @Override
  public void setCache(boolean cache) {
    // Nothing is evaluated here, so there is nothing to cache.
  }

  @Override
  public void clearCache() {
    // Nothing is evaluated here, so there is nothing to cache.
  }
}
