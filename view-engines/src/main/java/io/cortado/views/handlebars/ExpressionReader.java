package io.cortado.views.handlebars;

import com.github.jknack.handlebars.internal.HbsLexer;
import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.Expression.Literal;
import io.cortado.views.handlebars.Expression.Pair;
import io.cortado.views.handlebars.Expression.Path;
import io.cortado.views.handlebars.Expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads names, arguments and hashes by the grammar of handlebars.js. Any thread. */
final class ExpressionReader {
  private static final Pattern SEGMENT =
      Pattern.compile("\\G(?:\\[([^\\]\\\\]*)]|(\\.\\.|\\.(?=/|$)|(?![0-9]+$)[\\p{L}\\p{N}_$:?-]+))([./]|$)");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

  private final TokenReader tokens;

  ExpressionReader(TokenReader tokens) {
    this.tokens = tokens;
  }

  /** A name with its arguments, up to the closing token. */
  Call call() {
    Loc start = tokens.loc();
    Path path = asPath(argument());
    List<Expression> params = params();
    List<Pair> hash = hash();
    return new Call(path, params, hash, start);
  }

  /** A literal where a name is expected is the name of a helper or a field. */
  private static Path asPath(Expression name) {
    return switch (name) {
      case Path path -> path;
      case Text text -> new Path(false, 0, List.of(text.value()), text.value(), text.loc());
      case Literal literal -> new Path(false, 0, List.of(literal.code()), literal.code(), literal.loc());
      case Call call -> throw new Unsure("a sub-expression is no name");
    };
  }

  List<Expression> params() {
    List<Expression> params = new ArrayList<>();
    while (startsArgument() && !startsHash()) {
      params.add(argument());
    }
    return params;
  }

  @Nullable List<Pair> hash() {
    List<Pair> pairs = new ArrayList<>();
    while (startsHash()) {
      separated();
      String key = tokens.take();
      Matcher segment = SEGMENT.matcher(key);
      if (!segment.matches() || key.equals(".") || key.equals("..")) {
        throw new Unsure("no key");
      }
      tokens.take(HbsLexer.EQ);
      pairs.add(new Pair(segment.group(1) != null ? segment.group(1) : key, value(true)));
    }
    return pairs.isEmpty() ? null : pairs;
  }

  private boolean startsArgument() {
    return switch (tokens.type()) {
      case HbsLexer.QID, HbsLexer.PATH, HbsLexer.DOUBLE_STRING, HbsLexer.SINGLE_STRING, HbsLexer.NUMBER,
          HbsLexer.BOOLEAN, HbsLexer.ELSE, HbsLexer.LP -> true;
      case HbsLexer.AS -> tokens.typeAfter() != HbsLexer.PIPE;
      default -> false;
    };
  }

  private boolean startsHash() {
    return startsArgument() && tokens.typeAfter() == HbsLexer.EQ && tokens.type() != HbsLexer.LP;
  }

  private void separated() {
    if (tokens.touches()) {
      throw new Unsure("arguments must be apart");
    }
  }

  Expression argument() {
    return value(false);
  }

  private Expression value(boolean afterEquals) {
    Loc loc = tokens.loc();
    int type = tokens.type();
    if (type == HbsLexer.LP) {
      tokens.take();
      Call inner = call();
      Loc end = tokens.loc();
      tokens.take(HbsLexer.RP);
      return new Call(inner.path(), inner.params(), inner.hash(), loc.to(end));
    }
    String text = tokens.take();
    Expression value = switch (type) {
      case HbsLexer.DOUBLE_STRING, HbsLexer.SINGLE_STRING -> string(text, loc);
      case HbsLexer.NUMBER -> number(text, loc);
      case HbsLexer.BOOLEAN -> new Literal(text, loc);
      case HbsLexer.QID, HbsLexer.PATH, HbsLexer.AS, HbsLexer.ELSE -> name(text, loc);
      default -> throw new Unsure("no argument");
    };
    if (!afterEquals && tokens.touches() && startsArgument()) {
      throw new Unsure("arguments must be apart");
    }
    return value;
  }

  private static Expression string(String text, Loc loc) {
    if (text.indexOf('\\') >= 0) {
      throw new Unsure("escapes in strings");
    }
    return new Text(text.substring(1, text.length() - 1), loc);
  }

  private static Expression number(String text, Loc loc) {
    if (!NUMBER.matcher(text).matches() || text.length() > 15 || text.matches("-?0[0-9].*|-0")) {
      throw new Unsure("number");
    }
    return new Literal(text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text, loc);
  }

  private Expression name(String text, Loc loc) {
    if (text.equals("null") || text.equals("undefined")) {
      return new Literal(text, loc);
    }
    return path(text, loc);
  }

  /** Splits a path into its parts; what is not plainly a path is left to handlebars.js. */
  static Path path(String text, Loc loc) {
    boolean data = text.startsWith("@");
    String rest = data ? text.substring(1) : text;
    if (rest.equals(".") || rest.equals("..")) {
      return new Path(data, rest.length() - 1, List.of(), (data ? "@" : "") + rest, loc);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder original = new StringBuilder(data ? "@" : "");
    int depth = 0;
    Matcher matcher = SEGMENT.matcher(rest);
    int end = 0;
    while (end < rest.length() && matcher.find()) {
      String part = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      boolean operator = matcher.group(1) == null && (part.equals("..") || part.equals(".") || part.equals("this"));
      if (operator && !parts.isEmpty()) {
        throw new Unsure("invalid path");
      }
      if (part.equals("..")) {
        depth++;
      }
      if (!operator) {
        parts.add(part);
      }
      end = matcher.end();
      original.append(part).append(end < rest.length() ? matcher.group(3) : "");
    }
    if (end < rest.length() || rest.isEmpty() || "./".indexOf(rest.charAt(rest.length() - 1)) >= 0) {
      throw new Unsure("path");
    }
    return new Path(data, depth, List.copyOf(parts), original.toString(), loc);
  }
}
