package io.cortado.views.pug;

import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * Answers the question whether a piece of text is an expression, by parsing it and never by running it. Runs on the
 * loop.
 */
final class PugSyntax {
  private static final Pattern PLAIN = Pattern.compile(
      "[ \\t\\n]*(?:(?!(?:typeof|void|delete|new|in|instanceof|if|else|var|const|for|do|while|with|switch|case|default"
          + "|break|continue|try|catch|finally|throw|debugger|function|class|extends|super|return|import|export|enum"
          + "|await|yield|async)\\b)"
          + "[a-zA-Z_$][\\w$]*(?:\\.[a-zA-Z_$][\\w$]*)*|[1-9]\\d*|0|\"[^\"\\\\\\n]*\"|'[^'\\\\\\n]*')[ \\t\\n]*");

  private final Context context;

  PugSyntax(Context context) {
    this.context = context;
  }

  /**
   * What is wrong with an expression.
   *
   * @param line the lines above the place
   * @param column the columns before it
   * @param message pug's sentence
   */
  record Fault(int line, int column, String message) {}

  /** What is wrong with a text as an expression, or null. */
  @Nullable Fault fault(String code) {
    if (PLAIN.matcher(code).matches()) {
      return null;
    }
    PugSyntaxFault fault = PugSyntaxFault.before(code);
    try {
      context.parse(Source.newBuilder("js", "(" + code + "\n)", "expression").cached(false).buildLiteral());
    } catch (PolyglotException e) {
      if (!e.isSyntaxError()) {
        throw e;
      }
      PugSyntaxFault told = PugSyntaxFault.told(e, code);
      fault = fault == null || told.index() <= fault.index() ? told : fault;
    }
    return fault == null ? null : at(code, fault);
  }

  private static Fault at(String code, PugSyntaxFault fault) {
    String before = code.substring(0, Math.min(fault.index(), code.length()));
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    return new Fault(lines, before.length() - before.lastIndexOf('\n') - 1, fault.message());
  }
}
