package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Accumulator;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Divides documents into buckets of about the same number of them. */
final class AutoBuckets {

  private record Keyed(@Nullable Object key, Document document) {}

  private final Expression by;
  private final Groups groups;
  private final int count;
  private final @Nullable Granularity granularity;
  private final Scope scope;
  private final Values values;

  AutoBuckets(Expression by, Groups groups, int count, @Nullable Granularity granularity, Context context) {
    this.by = by;
    this.groups = groups;
    this.count = count;
    this.granularity = granularity;
    this.scope = context.scope();
    this.values = context.values();
  }

  List<Document> of(Iterator<Document> input) {
    List<Keyed> sorted = new ArrayList<>();
    while (input.hasNext()) {
      Document document = input.next();
      Object key = by.evaluate(scope.of(document));
      if (granularity != null) {
        Granularity.require(key);
      }
      sorted.add(new Keyed(key instanceof Missing ? null : key, document));
    }
    sorted.sort((one, other) -> values.compare(one.key(), other.key()));
    return granularity == null ? plain(sorted) : rounded(sorted, granularity);
  }

  private List<Document> plain(List<Keyed> sorted) {
    List<Document> results = new ArrayList<>();
    int size = (int) Math.max(1, Math.round((double) sorted.size() / count));
    int at = 0;
    while (at < sorted.size() && results.size() < count) {
      boolean last = results.size() == count - 1;
      int end = last ? sorted.size() : Math.min(sorted.size(), at + size);
      while (end < sorted.size() && values.compare(sorted.get(end - 1).key(), sorted.get(end).key()) == 0) {
        end++;
      }
      Object max = end < sorted.size() ? sorted.get(end).key() : sorted.get(end - 1).key();
      results.add(bucket(sorted.subList(at, end), sorted.get(at).key(), max));
      at = end;
    }
    return results;
  }

  private List<Document> rounded(List<Keyed> sorted, Granularity rounder) {
    List<Document> results = new ArrayList<>();
    int size = (int) Math.max(1, Math.round((double) sorted.size() / count));
    int at = 0;
    Object min = sorted.isEmpty() ? null : rounder.down(sorted.getFirst().key());
    while (at < sorted.size() && results.size() < count) {
      boolean last = results.size() == count - 1;
      int end = last ? sorted.size() : Math.min(sorted.size(), at + size);
      Object max = rounder.up(sorted.get(end - 1).key());
      while (end < sorted.size() && values.compare(sorted.get(end).key(), max) < 0) {
        end++;
      }
      results.add(bucket(sorted.subList(at, end), min, max));
      min = max;
      at = end;
    }
    return results;
  }

  private Document bucket(List<Keyed> part, @Nullable Object min, @Nullable Object max) {
    Accumulator[] group = groups.start();
    for (Keyed keyed : part) {
      groups.add(group, scope.of(keyed.document()));
    }
    return groups.result(new Document("min", min).append("max", max), group);
  }
}
