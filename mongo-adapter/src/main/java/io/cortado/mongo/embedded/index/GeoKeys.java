package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.geo.Shape;
import io.cortado.mongo.embedded.geo.Shapes;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a geo index: the latitude of each point, by which those are found that can be near, and null for lines and
 * areas, which are always looked at. Runs on the server's thread.
 */
final class GeoKeys {

  private static final double LEAST = -180;
  private static final double MOST = 180;

  private final IndexSpec spec;
  private final Document document;
  private final KeyWriter writer;
  private final List<byte[]> keys = new ArrayList<>();

  private GeoKeys(IndexSpec spec, Document document, KeyWriter writer) {
    this.spec = spec;
    this.document = document;
    this.writer = writer;
  }

  static List<byte[]> of(IndexSpec spec, Document document, KeyWriter writer) {
    GeoKeys made = new GeoKeys(spec, document, writer);
    for (Map.Entry<String, Object> field : spec.key().entrySet()) {
      if (field.getValue() instanceof String) {
        made.at(field.getKey().split("\\.", -1), 0, document);
      }
    }
    return made.keys;
  }

  private void at(String[] path, int depth, @Nullable Object value) {
    if (depth == path.length) {
      if (value != null) {
        value(value);
      }
    } else if (value instanceof Document inner) {
      at(path, depth + 1, inner.get(path[depth]));
    } else if (value instanceof Collection<?> list) {
      list.forEach(part -> at(path, depth, part));
    }
  }

  private void value(Object value) {
    boolean several =
        value instanceof Collection<?> list && !list.isEmpty() && !(list.iterator().next() instanceof Number);
    if (several && value instanceof Collection<?> list) {
      list.forEach(this::shape);
    } else if (!(value instanceof Collection<?> list) || !list.isEmpty()) {
      shape(value);
    }
  }

  private void shape(@Nullable Object value) {
    Shape shape;
    try {
      shape = Shapes.of(value);
    } catch (IllegalArgumentException e) {
      throw spec.kind() == IndexSpec.Kind.SPHERE
          ? Errors.of(16755, "Can't extract geo keys: " + Shown.value(document) + "  " + e.getMessage())
          : Errors.of(16804, "location object expected, location array not in correct format");
    }
    double[] point = shape.point();
    if (point == null) {
      keys.add(writer.of(null));
      return;
    }
    if (spec.kind() == IndexSpec.Kind.SPHERE) {
      if (Math.abs(point[0]) > MOST || Math.abs(point[1]) > 90) {
        throw Errors.of(
            16755,
            "Can't extract geo keys: " + Shown.value(document) + "  longitude/latitude is out of bounds, lng: "
                + point[0] + " lat: " + point[1]);
      }
    } else {
      requireWithin(point);
    }
    keys.add(writer.of(point[1]));
  }

  private void requireWithin(double[] point) {
    double least = spec.description().get("min") instanceof Number min ? min.doubleValue() : LEAST;
    double most = spec.description().get("max") instanceof Number max ? max.doubleValue() : MOST;
    for (double part : point) {
      if (part < least || part > most) {
        throw Errors.of(13027, "point not in interval of [ " + least + ", " + most + " ] :: caused by :: "
            + Shown.value(List.of(point[0], point[1])));
      }
    }
  }
}
