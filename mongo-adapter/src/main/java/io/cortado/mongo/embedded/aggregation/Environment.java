package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Errors;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The collections that a pipeline reads and writes. */
public interface Environment {

  /** A collection's or view's name with its database's. */
  record Namespace(String database, String collection) {

    @Override
    public String toString() {
      return database + "." + collection;
    }
  }

  /** Documents that are wanted: those that match a query, in an order where one is given; a limit of 0 is none. */
  record Scan(Namespace namespace, Document query, @Nullable Document sort, int limit, Variables variables) {

    public static Scan all(Namespace namespace, Variables variables) {
      return new Scan(namespace, new Document(), null, 0, variables);
    }
  }

  /** The documents of a scan, none for a collection that is not there. */
  Iterator<Document> scan(Scan scan);

  /** True when a scan for the values of a field does not look at every document. */
  default boolean isIndexed(Namespace namespace, String field) {
    return false;
  }

  /** {@code $out}: puts documents in the place of a collection, which is made when it is not there. */
  void replace(Namespace namespace, List<Document> documents);

  /** {@code $merge}: true when a unique index makes sure that the fields name one document. */
  boolean isUnique(Namespace namespace, List<String> fields);

  boolean exists(Namespace namespace);

  void insert(Namespace namespace, Document document);

  /** Puts one document in the place of another one with the same {@code _id}. */
  void update(Namespace namespace, Document before, Document after);

  /** {@code $collStats}. */
  default Document statistics(Namespace namespace, Document wanted) {
    throw Errors.unsupported("the stage $collStats");
  }

  /** {@code $indexStats}. */
  default List<Document> indexStatistics(Namespace namespace) {
    throw Errors.unsupported("the stage $indexStats");
  }

  /** A first stage that is not one of this package's, such as {@code $changeStream}; null for one that is unknown. */
  default @Nullable Iterator<Document> source(String stage, @Nullable Object body, Namespace namespace) {
    return null;
  }

  /** The field of a collection's only geo index, for {@code $geoNear}; null where there is not one. */
  default @Nullable String geoField(Namespace namespace) {
    return null;
  }
}
