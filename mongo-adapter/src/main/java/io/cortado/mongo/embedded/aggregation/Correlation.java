package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Variables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code {$expr: {$eq: ['$field', '$$variable']}}} in a joined pipeline's query: what a table can answer. */
record Correlation(String field, Expression value) {

  /** The first such condition of a query; null where it has none. */
  static @Nullable Correlation in(Document query, Variables variables) {
    return query.get("$expr") instanceof Document expression ? of(expression, variables) : null;
  }

  private static @Nullable Correlation of(Document expression, Variables variables) {
    if (expression.get("$and") instanceof List<?> parts) {
      for (Object part : parts) {
        Correlation found = part instanceof Document nested ? of(nested, variables) : null;
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    if (!(expression.get("$eq") instanceof List<?> both) || both.size() != 2) {
      return null;
    }
    Correlation found = of(both.getFirst(), both.getLast(), variables);
    return found != null ? found : of(both.getLast(), both.getFirst(), variables);
  }

  private static @Nullable Correlation of(@Nullable Object path, @Nullable Object other, Variables variables) {
    boolean field = path instanceof String text && text.startsWith("$") && !text.startsWith("$$") && !text.contains(".");
    boolean variable = other instanceof String text && text.startsWith("$$") && isBound(text.substring(2), variables);
    return field && variable && path instanceof String name
        ? new Correlation(name.substring(1), Expressions.compile(other, variables))
        : null;
  }

  private static boolean isBound(String path, Variables variables) {
    int dot = path.indexOf('.');
    return variables.find(dot < 0 ? path : path.substring(0, dot)) != null;
  }
}
