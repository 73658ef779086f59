package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.backend.aggregation.accumulator.Accumulator;
import de.bwaldvogel.mongo.backend.aggregation.stage.AggregationStage;
import de.bwaldvogel.mongo.backend.aggregation.stage.GroupStage;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code $group} under a collation: strings that it holds equal are one group, named by its first one. */
final class CollatedGroup implements AggregationStage {

  private final Document body;
  private final Collation collation;
  private final Map<String, Supplier<Accumulator>> accumulators;

  CollatedGroup(Document body, Collation collation) {
    // The library's own constructor checks the stage.
    new GroupStage(body);
    this.body = body;
    this.collation = collation;
    this.accumulators = Accumulator.parse(body);
  }

  @Override
  public String name() {
    return "$group";
  }

  @Override
  public Stream<Document> apply(Stream<Document> input) {
    Map<@Nullable Object, List<Accumulator>> groups = new TreeMap<>(Values.of(collation));
    input.forEach(
        document -> {
          Object key = Expression.evaluateDocument(body.get("_id"), document);
          List<Accumulator> group =
              groups.computeIfAbsent(
                  key instanceof Missing ? null : key,
                  name -> accumulators.values().stream().map(Supplier::get).toList());
          group.forEach(one -> one.aggregate(Expression.evaluateDocument(one.getExpression(), document)));
        });
    return groups.entrySet().stream()
        .map(
            entry -> {
              Document result = new Document("_id", entry.getKey());
              entry.getValue().forEach(one -> result.put(one.getField(), one.getResult()));
              return result;
            });
  }
}
