package io.cortado.mongo.embedded.projection;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Errors;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a projection of find, {@code $project}, {@code $addFields} or {@code $unset} makes of a document. Called from
 * any thread, one at a time.
 */
public final class Projection {

  private enum Kind {
    INCLUSION,
    EXCLUSION,
    ADDITION
  }

  private static final String[] ID = {"_id"};

  private final Kind kind;
  private final Step root;
  private final Scope scope;
  private final @Nullable Positional positional;

  private Projection(Kind kind, Step root, Scope scope, @Nullable Positional positional) {
    this.kind = kind;
    this.root = root;
    this.scope = scope;
    this.positional = positional;
  }

  /** A projection of find; the filter is that of the query, for {@code $}. */
  public static Projection ofFind(Document spec, Filter filter, Variables variables) {
    return new ProjectionParser(variables, filter).parse(spec);
  }

  /** {@code $project}. */
  public static Projection ofStage(Document spec, Variables variables) {
    if (spec.isEmpty()) {
      throw Errors.of(51272, "projection specification must have at least one field");
    }
    return new ProjectionParser(variables, null).parse(spec);
  }

  /** {@code $unset}. */
  public static Projection ofRemoval(List<String> paths, Variables variables) {
    Step root = Step.inner();
    paths.forEach(path -> root.add(Paths.names(path), Step.drop()));
    return new Projection(Kind.EXCLUSION, root, variables.scope(), null);
  }

  /** {@code $addFields} and {@code $set}. */
  public static Projection ofAddition(Document spec, Variables variables) {
    Step root = Step.inner();
    add(root, "", spec, variables);
    return new Projection(Kind.ADDITION, root, variables.scope(), null);
  }

  private static void add(Step root, String prefix, Document spec, Variables variables) {
    for (Map.Entry<String, Object> entry : spec.entrySet()) {
      String path = prefix + entry.getKey();
      boolean nested =
          entry.getValue() instanceof Document inner
              && !inner.isEmpty()
              && !inner.keySet().iterator().next().startsWith("$");
      if (nested && entry.getValue() instanceof Document inner) {
        add(root, path + ".", inner, variables);
      } else {
        root.add(Paths.names(path), Step.computed(Expressions.compile(entry.getValue(), variables)));
      }
    }
  }

  static Projection inclusion(Step root, Scope scope, boolean withId, @Nullable Positional positional) {
    if (withId && !root.has("_id")) {
      root.add(ID, Step.keep());
    }
    return new Projection(Kind.INCLUSION, root, scope, positional);
  }

  static Projection exclusion(Step root, Scope scope) {
    return new Projection(Kind.EXCLUSION, root, scope, null);
  }

  public Document apply(Document document) {
    scope.of(document);
    if (positional != null) {
      positional.find(document);
    }
    Document result =
        switch (kind) {
          case INCLUSION -> root.included(document, scope);
          case EXCLUSION -> root.excluded(document, scope);
          case ADDITION -> root.added(document, scope);
        };
    scope.inherit(document, result);
    return result;
  }
}
