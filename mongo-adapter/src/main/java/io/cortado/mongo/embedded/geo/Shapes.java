package io.cortado.mongo.embedded.geo;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads shapes of values. Called from any thread. */
public final class Shapes {

  private Shapes() {}

  private static IllegalArgumentException bad(String why) {
    return new IllegalArgumentException(why);
  }

  /** The shape of a stored value; null for what is none. */
  public static @Nullable Shape stored(@Nullable Object value) {
    try {
      return of(value);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The shape that a value is; says what is wrong in an IllegalArgumentException. */
  public static Shape of(@Nullable Object value) {
    if (value instanceof Document document && document.get("type") instanceof String type
        && (document.containsKey("coordinates") || document.containsKey("geometries"))) {
      Shape shape = new Shape(Space.SPHERE);
      json(type, document, shape);
      return shape;
    }
    Shape shape = new Shape(Space.PLANE);
    shape.points.add(pair(value));
    return shape;
  }

  private static void json(String type, Document document, Shape into) {
    if (type.equals("GeometryCollection")) {
      for (Object part : list(document.get("geometries"))) {
        if (!(part instanceof Document geometry) || !(geometry.get("type") instanceof String inner)) {
          throw bad("GeometryCollection geometries must be objects");
        }
        json(inner, geometry, into);
      }
      return;
    }
    Object coordinates = document.get("coordinates");
    switch (type) {
      case "Point" -> into.points.add(place(coordinates));
      case "MultiPoint" -> list(coordinates).forEach(point -> into.points.add(place(point)));
      case "LineString" -> into.lines.add(line(coordinates));
      case "MultiLineString" -> list(coordinates).forEach(line -> into.lines.add(line(line)));
      case "Polygon" -> into.areas.add(area(coordinates));
      case "MultiPolygon" -> list(coordinates).forEach(area -> into.areas.add(area(area)));
      default -> throw bad("unknown GeoJSON type: " + type);
    }
  }

  private static Collection<?> list(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list;
    }
    throw bad("coordinates must be an array");
  }

  private static double[] place(@Nullable Object value) {
    if (!(value instanceof Collection<?>)) {
      throw bad("Point must be an array or object");
    }
    double[] place = pair(value);
    if (Math.abs(place[0]) > 180 || Math.abs(place[1]) > 90) {
      throw bad("longitude/latitude is out of bounds, lng: " + place[0] + " lat: " + place[1]);
    }
    return place;
  }

  static double[] pair(@Nullable Object value) {
    Iterator<?> parts =
        switch (value) {
          case Collection<?> list -> list.iterator();
          case Map<?, ?> map -> map.values().iterator();
          case null, default -> throw bad("Point must be an array or object");
        };
    double[] pair = new double[2];
    for (int i = 0; i < 2; i++) {
      Object part = parts.hasNext() ? parts.next() : null;
      if (!(part instanceof Number number) || !Double.isFinite(number.doubleValue())) {
        throw bad("Point must only contain numeric elements");
      }
      pair[i] = number.doubleValue();
    }
    return pair;
  }

  private static double[][] line(@Nullable Object value) {
    List<double[]> line = new ArrayList<>();
    list(value).forEach(point -> line.add(place(point)));
    if (line.size() < 2) {
      throw bad("GeoJSON LineString must have at least 2 vertices");
    }
    return line.toArray(double[][]::new);
  }

  private static double[][][] area(@Nullable Object value) {
    List<double[][]> rings = new ArrayList<>();
    for (Object ring : list(value)) {
      double[][] closed = line(ring);
      double[] last = closed[closed.length - 1];
      if (closed.length < 4) {
        throw bad("Loop must have at least 3 different vertices");
      }
      if (closed[0][0] != last[0] || closed[0][1] != last[1]) {
        throw bad("Loop is not closed");
      }
      rings.add(java.util.Arrays.copyOf(closed, closed.length - 1));
    }
    if (rings.isEmpty()) {
      throw bad("Polygon has no loops.");
    }
    return rings.toArray(double[][][]::new);
  }

  /** What can be asked about a stored shape. */
  public interface Region {
    boolean accepts(Shape shape);
  }

  /** The operand of {@code $geoWithin}. */
  public static Region within(@Nullable Object operand) {
    if (!(operand instanceof Document document) || document.isEmpty()) {
      throw Errors.badValue("$geoWithin/$within requires a geometry object");
    }
    try {
      String kind = document.keySet().iterator().next();
      Object value = document.get(kind);
      return switch (kind) {
        case "$geometry" -> {
          Shape shape = geometry(value);
          if (shape.areas.isEmpty()) {
            throw Errors.badValue("$geoWithin not supported with provided geometry: " + Shown.value(operand));
          }
          yield shape::contains;
        }
        case "$box" -> {
          Iterator<?> corners = list(value).iterator();
          double[] a = pair(corners.hasNext() ? corners.next() : null);
          double[] b = pair(corners.hasNext() ? corners.next() : null);
          yield polygon(new double[][] {{a[0], a[1]}, {b[0], a[1]}, {b[0], b[1]}, {a[0], b[1]}})::contains;
        }
        case "$polygon" -> {
          List<double[]> corners = new ArrayList<>();
          list(value instanceof Map<?, ?> map ? map.values() : value).forEach(corner -> corners.add(pair(corner)));
          if (corners.size() < 3) {
            throw Errors.badValue("Polygon must have at least 3 points");
          }
          yield polygon(corners.toArray(double[][]::new))::contains;
        }
        case "$center", "$centerSphere" -> circle(kind.equals("$center") ? Space.PLANE : Space.SPHERE, list(value));
        default -> throw Errors.badValue("unknown geo specifier: " + kind);
      };
    } catch (IllegalArgumentException e) {
      throw Errors.badValue(String.valueOf(e.getMessage()));
    }
  }

  private static Shape polygon(double[][] ring) {
    Shape shape = new Shape(Space.PLANE);
    shape.areas.add(new double[][][] {ring});
    return shape;
  }

  private static Region circle(Space space, Collection<?> parts) {
    Iterator<?> given = parts.iterator();
    double[] center = pair(given.hasNext() ? given.next() : null);
    if (!(given.hasNext() && given.next() instanceof Number radius) || radius.doubleValue() < 0) {
      throw bad("radius must be a non-negative number");
    }
    double most = radius.doubleValue();
    return shape -> {
      for (double[] corner : shape.corners()) {
        if (space.distance(center, corner) > most) {
          return false;
        }
      }
      return true;
    };
  }

  private static Shape geometry(@Nullable Object value) {
    if (!(value instanceof Document)) {
      throw Errors.badValue("$geometry must be an object");
    }
    return of(value);
  }

  /** The operand of {@code $geoIntersects}. */
  public static Region intersecting(@Nullable Object operand) {
    if (!(operand instanceof Document document) || !document.containsKey("$geometry")) {
      throw Errors.badValue("$geoIntersects requires a $geometry");
    }
    try {
      Shape shape = geometry(document.get("$geometry"));
      return shape::intersects;
    } catch (IllegalArgumentException e) {
      throw Errors.badValue(String.valueOf(e.getMessage()));
    }
  }

  /** True when a stored value, or one of several in an array, is a shape that a region accepts. */
  public static boolean matches(@Nullable Object value, Region region) {
    Shape shape = stored(value);
    if (shape != null) {
      return region.accepts(shape);
    }
    if (value instanceof Collection<?> list) {
      for (Object part : list) {
        Shape inner = stored(part);
        if (inner != null && region.accepts(inner)) {
          return true;
        }
      }
    }
    return false;
  }
}
