package io.cortado.mongo.embedded.query;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * A query that is ready to be asked about documents, or within {@code $elemMatch} about other values. Called from any
 * thread, one at a time.
 */
public interface Filter {

  /** What is not the case of any array that was matched. */
  int NO_POSITION = -1;

  Filter ALL = value -> true;

  /** Compiles a query; a wrong one is MongoDB's error. */
  static Filter of(Document query, Values values) {
    return of(query, Variables.of(values.collation()));
  }

  /** Compiles a query whose {@code $expr} may name variables. */
  static Filter of(Document query, Variables variables) {
    return query.isEmpty() ? ALL : new FilterParser(variables).parse(query);
  }

  boolean matches(@Nullable Object value);

  /**
   * The index of the element of an array by which the document matched, for {@code $} in updates and projections;
   * {@link #NO_POSITION} where there is none. Only for a document that matches.
   */
  default int position(@Nullable Object value) {
    return NO_POSITION;
  }

  default Filter and(Filter other) {
    return this == ALL ? other : new Junctions.Both(this, other);
  }

  default Filter not() {
    return value -> !matches(value);
  }
}
