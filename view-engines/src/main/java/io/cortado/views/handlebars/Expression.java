package io.cortado.views.handlebars;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands inside a mustache: paths, literals and calls. */
sealed interface Expression {
  /** Where it stands. */
  Loc loc();

  /**
   * A path such as {@code ../a.b} or {@code @index}.
   *
   * @param data whether it starts at the data, with an at sign
   * @param depth how many contexts up it starts
   * @param original the path as handlebars.js spells it in options and messages
   */
  record Path(boolean data, int depth, List<String> parts, String original, Loc loc) implements Expression {
    private static final Pattern SCOPED = Pattern.compile("^\\.|this\\b");

    /** Whether it is bound to a context by {@code this} or a dot and so never names a helper. */
    boolean scoped() {
      return SCOPED.matcher(original).find();
    }

    /** Whether it is one name, which may be a helper's. */
    boolean simple() {
      return parts.size() == 1 && !scoped() && depth == 0;
    }
  }

  /** A string in quotes. */
  record Text(String value, Loc loc) implements Expression {}

  /** A number, {@code true}, {@code false}, {@code null} or {@code undefined}, as JavaScript writes it. */
  record Literal(String code, Loc loc) implements Expression {}

  /** A name with its arguments, of a mustache, a block or a sub-expression. */
  record Call(Path path, List<Expression> params, @Nullable List<Pair> hash, Loc loc) implements Expression {
    /** Whether it can only be a helper. */
    boolean definiteHelper() {
      return !params.isEmpty() || hash != null;
    }
  }

  /** One {@code key=value} of a hash. */
  record Pair(String key, Expression value) {}
}
