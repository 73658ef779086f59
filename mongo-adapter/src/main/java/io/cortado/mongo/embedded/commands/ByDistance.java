package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that are near, the nearest first. Runs on the server's thread. */
final class ByDistance implements RecordCursor {

  private record Measured(Record record, double distance) {}

  private final RecordCursor source;
  private final NearQuery near;
  private final Iterator<Measured> measured;
  private final int count;

  /** {@code sorts} is false where the order is another one. */
  ByDistance(RecordCursor source, NearQuery near, boolean sorts) {
    this.source = source;
    this.near = near;
    List<Measured> all = new ArrayList<>();
    for (Record record = source.next(); record != null; record = source.next()) {
      double distance = near.distance(record.document());
      if (distance >= 0) {
        all.add(new Measured(record, distance));
      }
    }
    if (sorts) {
      all.sort(Comparator.comparingDouble(Measured::distance));
    }
    this.measured = all.iterator();
    this.count = all.size();
  }

  int count() {
    return count;
  }

  @Override
  public @Nullable Record next() {
    return measured.hasNext() ? measured.next().record : null;
  }

  @Override
  public long keysExamined() {
    return source.keysExamined();
  }

  /** The documents with their distances, as {@code $geoNear} gives them. */
  Iterator<Document> documents(Document spec) {
    String[] field = String.valueOf(spec.get("distanceField")).split("\\.", -1);
    double factor = spec.get("distanceMultiplier") instanceof Number number ? number.doubleValue() : 1;
    Object location = spec.get("includeLocs");
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return measured.hasNext();
      }

      @Override
      public Document next() {
        Measured one = measured.next();
        Document result = with(one.record.document(), field, 0, one.distance * factor);
        if (location instanceof String path) {
          result = with(result, path.split("\\.", -1), 0, near.location(one.record.document()));
        }
        return result;
      }
    };
  }

  private static Document with(Document document, String[] path, int depth, @Nullable Object value) {
    Document copy = document.clone();
    if (depth == path.length - 1) {
      copy.put(path[depth], value);
    } else {
      Document inner = copy.get(path[depth]) instanceof Document given ? given : new Document();
      copy.put(path[depth], with(inner, path, depth + 1, value));
    }
    return copy;
  }
}
