package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $redact}: keeps, cuts or descends into each document and what is in it. */
final class RedactStage {

  private enum Verdict {
    KEEP,
    PRUNE,
    DESCEND
  }

  private final Expression expression;
  private final Scope scope;
  private final int current;

  private RedactStage(Expression expression, Scope scope, int current) {
    this.expression = expression;
    this.scope = scope;
    this.current = current;
  }

  static Stage create(@Nullable Object body, Context context) {
    Variables variables = context.variables().with("CURRENT");
    for (Verdict verdict : Verdict.values()) {
      variables = variables.with(verdict.name());
      context.scope().set(variables.slot(verdict.name()), verdict);
    }
    RedactStage stage =
        new RedactStage(Expressions.compile(body, variables), context.scope(), variables.slot("CURRENT"));
    return stage::redacted;
  }

  private Iterator<Document> redacted(Iterator<Document> input) {
    List<Document> result = new ArrayList<>();
    while (input.hasNext()) {
      Document document = input.next();
      scope.of(document);
      Document kept = redacted(document);
      if (kept != null) {
        result.add(kept);
      }
    }
    return result.iterator();
  }

  private @Nullable Document redacted(Document document) {
    scope.set(current, document);
    Object verdict = expression.evaluate(scope);
    if (!(verdict instanceof Verdict known)) {
      throw Errors.of(17053, "$redact's expression should not return anything aside from the variables $$KEEP, "
          + "$$DESCEND, and $$PRUNE, but returned " + verdict);
    }
    return switch (known) {
      case KEEP -> document;
      case PRUNE -> null;
      case DESCEND -> descended(document);
    };
  }

  private Document descended(Document document) {
    Document result = new Document();
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      Object value = entry.getValue();
      if (value instanceof Document inner) {
        Document kept = redacted(inner);
        if (kept != null) {
          result.put(entry.getKey(), kept);
        }
      } else {
        result.put(entry.getKey(), value instanceof Collection<?> list ? elements(list) : value);
      }
    }
    return result;
  }

  private List<@Nullable Object> elements(Collection<?> list) {
    List<@Nullable Object> result = new ArrayList<>(list.size());
    for (Object element : list) {
      if (element instanceof Document inner) {
        Document kept = redacted(inner);
        if (kept != null) {
          result.add(kept);
        }
      } else {
        result.add(element instanceof Collection<?> nested ? elements(nested) : element);
      }
    }
    return result;
  }
}
