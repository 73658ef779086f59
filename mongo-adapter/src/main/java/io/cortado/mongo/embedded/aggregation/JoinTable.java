package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds a collection's documents by the values of one field: by its index, or by a table that is made once. */
final class JoinTable {

  private final Context context;
  private final Environment.Namespace from;
  private final String field;
  private final String[] path;
  private @Nullable Map<@Nullable Object, List<Document>> byValue;
  private final List<Document> all = new ArrayList<>();

  JoinTable(Context context, Environment.Namespace from, String field) {
    this.context = context;
    this.from = from;
    this.field = field;
    this.path = field.split("\\.", -1);
  }

  /** The documents, in their collection's order, whose field has one of the values. */
  List<Document> find(List<@Nullable Object> wanted) {
    if (byValue == null && context.environment().isIndexed(from, field) && areSearchable(wanted)) {
      Document query = new Document(field, new Document("$in", wanted));
      Environment.Scan scan = new Environment.Scan(from, query, null, 0, context.variables());
      return Stage.list(context.environment().scan(scan));
    }
    Map<@Nullable Object, List<Document>> table = table();
    if (wanted.size() == 1) {
      return table.getOrDefault(wanted.getFirst(), List.of());
    }
    Set<Document> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object value : wanted) {
      found.addAll(table.getOrDefault(value, List.of()));
    }
    if (found.isEmpty()) {
      return List.of();
    }
    List<Document> result = new ArrayList<>();
    for (Document document : all) {
      if (found.contains(document)) {
        result.add(document);
      }
    }
    return result;
  }

  private static boolean areSearchable(List<@Nullable Object> wanted) {
    for (Object value : wanted) {
      if (value instanceof BsonRegularExpression || value instanceof Document) {
        return false;
      }
    }
    return true;
  }

  private Map<@Nullable Object, List<Document>> table() {
    Map<@Nullable Object, List<Document>> table = byValue;
    if (table == null) {
      table = new TreeMap<>(context.values());
      Iterator<Document> documents = context.environment().scan(Environment.Scan.all(from, context.variables()));
      while (documents.hasNext()) {
        Document document = documents.next();
        all.add(document);
        Set<@Nullable Object> seen = new TreeSet<>(context.values());
        List<@Nullable Object> values = new ArrayList<>();
        collect(document, 0, values);
        for (Object value : values) {
          if (seen.add(value)) {
            table.computeIfAbsent(value, key -> new ArrayList<>()).add(document);
          }
        }
      }
      byValue = table;
    }
    return table;
  }

  /** The values by which a query for equality finds a document. */
  private void collect(@Nullable Object value, int depth, List<@Nullable Object> into) {
    if (depth == path.length) {
      if (value instanceof Collection<?> list) {
        into.addAll(list);
      }
      into.add(value instanceof Missing ? null : value);
    } else if (value instanceof Document document) {
      collect(document.getOrMissing(path[depth]), depth + 1, into);
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Document) {
          collect(element, depth, into);
        }
      }
      int index = Numbers.index(path[depth]);
      if (index >= 0 && index < list.size()) {
        collect(list.get(index), depth + 1, into);
      }
    } else {
      into.add(null);
    }
  }

  /** What a document's own field asks for: each of an array's elements. */
  static List<@Nullable Object> wanted(@Nullable Object value) {
    List<@Nullable Object> result = new ArrayList<>();
    if (value instanceof Collection<?> list) {
      Set<@Nullable Object> distinct = new LinkedHashSet<>(list);
      result.addAll(distinct);
    } else {
      result.add(value instanceof Missing ? null : value);
    }
    return result;
  }
}
