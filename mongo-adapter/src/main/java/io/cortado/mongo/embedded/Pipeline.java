package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.aggregation.stage.AggregationStage;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.query.RegexExpressions;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An aggregation of the storage library with our own stages where its own are wrong. Runs on the server's thread. */
final class Pipeline {

  private final DatabaseResolver databases;
  private final MongoDatabase database;
  private final @Nullable MongoCollection<?> collection;
  private final Oplog oplog;
  private final Collation collation;

  Pipeline(
      DatabaseResolver databases,
      MongoDatabase database,
      @Nullable MongoCollection<?> collection,
      Oplog oplog,
      Collation collation) {
    this.databases = databases;
    this.database = database;
    this.collection = collection;
    this.oplog = oplog;
    this.collation = collation;
  }

  List<Document> run(Document query) {
    Aggregation aggregation = aggregation(query.get("pipeline"));
    aggregation.validate(query);
    return aggregation.computeResult();
  }

  private Aggregation aggregation(@Nullable Object pipeline) {
    Aggregation aggregation = Aggregation.fromPipeline(List.of(), databases, database, collection, oplog);
    for (Document stage : Aggregation.parse(pipeline)) {
      aggregation.getStages().addAll(stages(stage));
    }
    return aggregation;
  }

  private List<AggregationStage> stages(Document stage) {
    RegexExpressions expressions = new RegexExpressions();
    // A query and the pipelines within a stage see to themselves.
    boolean nested = stage.keySet().stream().anyMatch(Set.of("$match", "$facet", "$lookup")::contains);
    if (nested || !(expressions.extract(stage) instanceof Document plain) || expressions.isEmpty()) {
      return plainStages(stage);
    }
    List<AggregationStage> result = new ArrayList<>();
    result.add(new Stage("$regex", expressions::before));
    result.addAll(plainStages(plain));
    result.add(new Stage("$regex", expressions::after));
    return result;
  }

  private List<AggregationStage> plainStages(Document stage) {
    String name = stage.size() == 1 ? stage.keySet().iterator().next() : "";
    Object body = stage.isEmpty() ? null : stage.get(name);
    if (body instanceof Document document) {
      switch (name) {
        case "$match" -> {
          Filter filter = Filter.of(document, Values.of(collation));
          return List.of(new Stage(name, input -> input.filter(filter::matches)));
        }
        case "$collStats" -> {
          return List.of(new Stage(name, input -> statistics(document)));
        }
        case "$facet" -> {
          return List.of(new Stage(name, facets(document)));
        }
        default -> {
          if (!collation.isSimple() && !document.isEmpty()) {
            List<AggregationStage> collated = collated(name, document);
            if (!collated.isEmpty()) {
              return collated;
            }
          }
        }
      }
    }
    return Aggregation.fromPipeline(List.of(stage), databases, database, collection, oplog).getStages();
  }

  private List<AggregationStage> collated(String name, Document body) {
    return switch (name) {
      case "$sort" -> {
        Comparator<Document> order = SortOrder.collated(new DocumentComparator(body), collation);
        yield List.of(new Stage(name, input -> input.sorted(order)));
      }
      case "$group" -> List.of(new CollatedGroup(body, collation));
      default -> List.of();
    };
  }

  private UnaryOperator<Stream<Document>> facets(Document facets) {
    List<String> names = List.copyOf(facets.keySet());
    List<Aggregation> pipelines = new ArrayList<>();
    names.forEach(name -> pipelines.add(aggregation(facets.get(name))));
    return input -> {
      List<Document> documents = input.toList();
      Document result = new Document();
      for (int i = 0; i < names.size(); i++) {
        result.put(names.get(i), pipelines.get(i).runStages(documents.stream()));
      }
      return Stream.of(result);
    };
  }

  /** What drivers ask for an estimated count. */
  private Stream<Document> statistics(Document wanted) {
    Document result = new Document("ns", collection == null ? database.getDatabaseName() : collection.getFullName());
    if (wanted.containsKey("count")) {
      result.put("count", collection == null ? 0 : collection.count());
    }
    return Stream.of(result);
  }

  private record Stage(String name, UnaryOperator<Stream<Document>> work) implements AggregationStage {

    @Override
    public Stream<Document> apply(Stream<Document> input) {
      return work.apply(input);
    }
  }
}
