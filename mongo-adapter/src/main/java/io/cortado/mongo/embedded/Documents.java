package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Projection;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.query.FilterParser;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Sizes;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection of the storage library with our queries, orders and use of indexes. Its documents lie in the order in
 * which they were inserted, which is MongoDB's natural order. Runs on the server's thread.
 */
final class Documents extends H2Collection {

  private final MVMap<Object, Document> documents;
  private final CurrentCollation current;

  private @Nullable Document lastQuery;
  private @Nullable Collation lastCollation;
  private Filter lastFilter = value -> false;

  Documents(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> statistics,
      CursorRegistry cursors,
      CurrentCollation current) {
    super(database, name, options, documents, statistics, cursors);
    this.documents = documents;
    this.current = current;
  }

  /** The library's position is the document's _id, so that its natural order would be that of the ids. */
  @Override
  protected Object addDocumentInternal(Document document) {
    Object position = InsertionOrder.next(documents);
    documents.put(position, document);
    return position;
  }

  /** The library's own collections are asked for documents that look like a query, such as a partial index. */
  private boolean isLibrarys() {
    return getCollectionName().startsWith("system.");
  }

  @Override
  protected boolean documentMatchesQuery(Document document, Document query) {
    return isLibrarys() ? super.documentMatchesQuery(document, query) : filter(query).matches(document);
  }

  /** One query is asked about many documents; to compare it whole each time would cost as much as to parse it. */
  @SuppressWarnings("ReferenceEquality")
  Filter filter(Document query) {
    if (lastQuery != query || lastCollation != current.collation()) {
      lastFilter = Filter.of(query, Values.of(current.collation()));
      lastQuery = query;
      lastCollation = current.collation();
    }
    return lastFilter;
  }

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    if (isLibrarys()) {
      return super.queryDocuments(query, orderBy, skip, limit, batchSize, projection);
    }
    // A wrong query is an error in an empty collection too.
    filter(query);
    for (Index<Object> index : getIndexes()) {
      if (isUsable(index, query) && index.canHandle(query)) {
        return matchDocuments(query, index.getPositions(query), orderBy, skip, limit, batchSize, projection);
      }
    }
    return matchDocuments(query, orderBy, skip, limit, batchSize, projection);
  }

  private boolean isUsable(Index<Object> index, Document query) {
    Collation ofIndex = index instanceof UniqueIndex unique ? unique.collation() : Collation.SIMPLE;
    boolean sameOrder = ofIndex.isSameAs(current.collation());
    return query.values().stream().allMatch(condition -> isPlain(condition, sameOrder));
  }

  private static boolean isPlain(@Nullable Object condition, boolean sameOrder) {
    if (condition instanceof Document document && document.keySet().equals(Set.of("$in"))) {
      return document.get("$in") instanceof Collection<?> list
          && list.stream().noneMatch(part -> part instanceof Document || !isPlain(part, sameOrder));
    }
    return switch (condition) {
      case BsonRegularExpression regex -> false;
      case Collection<?> list -> false;
      case Document document -> sameOrder && !FilterParser.isOperators(document);
      case String text -> sameOrder;
      case null, default -> true;
    };
  }

  @Override
  protected QueryResult matchDocumentsFromStream(
      Document query,
      Stream<Document> documents,
      int skip,
      int limit,
      int batchSize,
      @Nullable Comparator<Document> order,
      @Nullable Document projection) {
    Comparator<Document> collated = order == null ? null : SortOrder.collated(order, current.collation());
    if (isLibrarys() || projection == null || projection.isEmpty()) {
      return super.matchDocumentsFromStream(query, documents, skip, limit, batchSize, collated, projection);
    }
    Projection projected = Projection.ofFind(projection, filter(query), Variables.of(current.collation()));
    List<Document> result = new ArrayList<>();
    super.matchDocumentsFromStream(query, documents, skip, limit, 0, collated, null)
        .forEach(document -> result.add(projected.apply(document)));
    return createQueryResult(result, batchSize);
  }

  /** Puts one document in the place of another. */
  void replace(Document before, Document after) {
    for (Index<Object> index : getIndexes()) {
      index.checkUpdate(before, after, this);
    }
    Object position = getIndexes().isEmpty() ? findDocumentPosition(before) : position(before);
    for (Index<Object> index : getIndexes()) {
      index.updateInPlace(before, after, position, this);
    }
    updateDataSize((int) (Sizes.of(after) - Sizes.of(before)));
    documents.put(position, after);
  }

  private Object position(Document document) {
    for (Index<Object> index : getIndexes()) {
      Object position = index.getPosition(document);
      if (position != null) {
        return position;
      }
    }
    throw new IllegalStateException("no index has the document");
  }

  @Override
  public synchronized Document handleDistinct(Document query) {
    Collation collation = current.collation();
    if (collation.isSimple()) {
      return super.handleDistinct(query);
    }
    Set<@Nullable Object> values = new TreeSet<>(Values.of(collation));
    Document filter = query.get("query") instanceof Document document ? document : new Document();
    for (Document document : queryDocuments(filter, null, 0, 0, 0, null)) {
      Object value = Utils.getSubdocumentValueCollectionAware(document, String.valueOf(query.get("key")));
      if (value instanceof Collection<?> parts) {
        values.addAll(parts);
      } else if (!(value instanceof Missing)) {
        values.add(value);
      }
    }
    return new Document("values", values).append("ok", 1.0);
  }
}
