package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Stages that choose, order and number documents. */
final class ShapeStages {

  private ShapeStages() {}

  static void register(Map<String, Stages.Factory> into) {
    into.put("$match", ShapeStages::match);
    into.put("$sort", ShapeStages::sort);
    into.put("$limit", (body, context) -> limited(limit(body)));
    into.put("$skip", (body, context) -> skipped(skip(body)));
    into.put("$count", ShapeStages::count);
    into.put("$sample", ShapeStages::sample);
    into.put("$facet", ShapeStages::facet);
    into.put("$documents", ShapeStages::documents);
    into.put(
        "$collStats",
        (body, context) -> {
          Document wanted = body instanceof Document document ? document : new Document();
          return input -> List.of(context.environment().statistics(context.namespace(), wanted)).iterator();
        });
    into.put(
        "$indexStats",
        (body, context) -> input -> context.environment().indexStatistics(context.namespace()).iterator());
    into.put("$unwind", UnwindStage::create);
  }

  private static Stage match(@Nullable Object body, Context context) {
    if (!(body instanceof Document query)) {
      throw Errors.of(15959, "the match filter must be an expression in an object");
    }
    Filter filter = Filter.of(query, context.variables());
    return input -> new Filtered(input, filter);
  }

  private static final class Filtered implements Iterator<Document> {

    private final Iterator<Document> input;
    private final Filter filter;
    private @Nullable Document next;

    Filtered(Iterator<Document> input, Filter filter) {
      this.input = input;
      this.filter = filter;
    }

    @Override
    public boolean hasNext() {
      while (next == null && input.hasNext()) {
        Document document = input.next();
        if (filter.matches(document)) {
          next = document;
        }
      }
      return next != null;
    }

    @Override
    public Document next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Document found = next;
      next = null;
      return found;
    }
  }

  private static Stage sort(@Nullable Object body, Context context) {
    if (!(body instanceof Document fields)) {
      throw Errors.of(15973, "the $sort key specification must be an object");
    }
    if (fields.isEmpty()) {
      throw Errors.of(15976, "$sort stage must have at least one sort key");
    }
    IdentityHashMap<Document, Double> random = new IdentityHashMap<>();
    SortOrder order =
        SortOrder.of(
            fields,
            context.values(),
            name ->
                switch (name) {
                  case "randVal" ->
                      document -> random.computeIfAbsent(document, key -> ThreadLocalRandom.current().nextDouble());
                  case "textScore", "geoNearDistance" ->
                      document -> {
                        Object known = context.scope().metadata(document, name);
                        return known instanceof Missing ? null : known;
                      };
                  default -> null;
                });
    return input -> order.sorted(Stage.list(input)).iterator();
  }

  static long limit(@Nullable Object body) {
    Long limit = body instanceof Number ? Numbers.exactLong(body) : null;
    if (limit == null) {
      throw Errors.of(5107201, "invalid argument to $limit stage: Expected an integer: $limit: " + body);
    }
    if (limit < 0) {
      throw Errors.of(5107201, "invalid argument to $limit stage: Expected a non-negative number in: $limit: " + limit);
    }
    if (limit == 0) {
      throw Errors.of(15958, "the limit must be positive");
    }
    return limit;
  }

  private static long skip(@Nullable Object body) {
    Long skip = body instanceof Number ? Numbers.exactLong(body) : null;
    if (skip == null) {
      throw Errors.of(5107200, "invalid argument to $skip stage: Expected an integer: $skip: " + body);
    }
    if (skip < 0) {
      throw Errors.of(5107200, "invalid argument to $skip stage: Expected a non-negative number in: $skip: " + skip);
    }
    return skip;
  }

  private static Stage limited(long limit) {
    return input ->
        new Iterator<>() {
          private long left = limit;

          @Override
          public boolean hasNext() {
            return left > 0 && input.hasNext();
          }

          @Override
          public Document next() {
            if (left-- <= 0) {
              throw new NoSuchElementException();
            }
            return input.next();
          }
        };
  }

  private static Stage skipped(long skip) {
    return input -> {
      for (long i = 0; i < skip && input.hasNext(); i++) {
        input.next();
      }
      return input;
    };
  }

  private static Stage count(@Nullable Object body, Context context) {
    if (!(body instanceof String name)) {
      throw Errors.of(40156, "the count field must be a non-empty string");
    }
    if (name.isEmpty()) {
      throw Errors.of(40157, "the count field must be a non-empty string");
    }
    if (name.startsWith("$")) {
      throw Errors.of(40158, "the count field cannot be a $-prefixed path");
    }
    if (name.contains(".")) {
      throw Errors.of(40160, "the count field cannot contain '.'");
    }
    return input -> {
      int count = 0;
      while (input.hasNext()) {
        input.next();
        count++;
      }
      return count == 0 ? Collections.emptyIterator() : List.of(new Document(name, count)).iterator();
    };
  }

  private static Stage sample(@Nullable Object body, Context context) {
    if (!(body instanceof Document document)) {
      throw Errors.of(28745, "the $sample stage specification must be an object");
    }
    if (!document.containsKey("size")) {
      throw Errors.of(28749, "$sample stage must specify a size");
    }
    if (!(document.get("size") instanceof Number size)) {
      throw Errors.of(28746, "size argument to $sample must be a number");
    }
    long wanted = Numbers.truncated(size);
    if (wanted <= 0) {
      throw Errors.of(28747, "size argument to $sample must be a positive integer");
    }
    return input -> {
      List<Document> all = Stage.list(input);
      Collections.shuffle(all, ThreadLocalRandom.current());
      return all.subList(0, (int) Math.min(all.size(), wanted)).iterator();
    };
  }

  private static Stage facet(@Nullable Object body, Context context) {
    if (!(body instanceof Document facets) || facets.isEmpty()) {
      throw Errors.of(40169, "the $facet specification must be a non-empty object");
    }
    List<String> names = List.copyOf(facets.keySet());
    List<Pipeline> pipelines = new ArrayList<>();
    for (String name : names) {
      if (!(facets.get(name) instanceof List<?> stages)) {
        throw Errors.of(
            40170, "arguments to $facet must be arrays, " + name + " is type " + Types.name(facets.get(name)));
      }
      pipelines.add(Pipeline.of(stages, context, "$facet"));
    }
    return input -> {
      List<Document> documents = Stage.list(input);
      Document result = new Document();
      for (int i = 0; i < names.size(); i++) {
        result.put(names.get(i), Stage.list(pipelines.get(i).documents(documents)));
      }
      return List.of(result).iterator();
    };
  }

  private static Stage documents(@Nullable Object body, Context context) {
    Expression expression = Expressions.compile(body, context.variables());
    return input -> {
      Object value = expression.evaluate(context.scope().of(new Document()));
      if (!(value instanceof Collection<?> list)) {
        throw Errors.of(5858203, "an array is expected");
      }
      List<Document> result = new ArrayList<>(list.size());
      for (Object each : list) {
        if (!(each instanceof Document document)) {
          throw Errors.of(40228, "$documents needs documents");
        }
        result.add(document);
      }
      return result.iterator();
    };
  }
}
