package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.aggregation.Environment;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.SortOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collections in memory, for pipelines without a server. */
final class Memory implements Environment {

  private final Map<String, List<Document>> collections = new TreeMap<>();

  List<Document> collection(String name) {
    return collections.computeIfAbsent("d." + name, key -> new ArrayList<>());
  }

  static Namespace namespace(String collection) {
    return new Namespace("d", collection);
  }

  private List<Document> collection(Namespace namespace) {
    return collections.computeIfAbsent(namespace.toString(), key -> new ArrayList<>());
  }

  @Override
  public Iterator<Document> scan(Scan scan) {
    Filter filter = Filter.of(scan.query(), scan.variables());
    List<Document> found = new ArrayList<>();
    for (Document document : collection(scan.namespace())) {
      if (filter.matches(document)) {
        found.add(document);
      }
    }
    if (scan.sort() != null) {
      found = SortOrder.of(scan.sort(), scan.variables().values()).sorted(found);
    }
    return (scan.limit() > 0 && scan.limit() < found.size() ? found.subList(0, scan.limit()) : found).iterator();
  }

  @Override
  public void replace(Namespace namespace, List<Document> documents) {
    collections.put(namespace.toString(), new ArrayList<>(documents));
  }

  @Override
  public boolean isUnique(Namespace namespace, List<String> fields) {
    return true;
  }

  @Override
  public boolean exists(Namespace namespace) {
    return collections.containsKey(namespace.toString());
  }

  @Override
  public void insert(Namespace namespace, Document document) {
    collection(namespace).add(document);
  }

  @Override
  public void update(Namespace namespace, Document before, Document after) {
    List<Document> documents = collection(namespace);
    documents.set(documents.indexOf(before), after);
  }
}
