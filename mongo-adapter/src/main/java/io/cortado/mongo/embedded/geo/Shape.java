package io.cortado.mongo.embedded.geo;

import java.util.ArrayList;
import java.util.List;

/** Points, lines and areas, as GeoJSON has them or as a pair of numbers. Called from any thread. */
public final class Shape {

  final Space space;
  final List<double[]> points = new ArrayList<>();
  final List<double[][]> lines = new ArrayList<>();

  /** Areas by their rings, the first of which is the outer one. */
  final List<double[][][]> areas = new ArrayList<>();

  Shape(Space space) {
    this.space = space;
  }

  /** The place of a shape that is a single point; null for others. */
  public double @org.jspecify.annotations.Nullable [] point() {
    return points.size() == 1 && lines.isEmpty() && areas.isEmpty() ? points.getFirst() : null;
  }

  /** The distance of a point, 0 for one that is within; of the plane where this or {@code in} is there. */
  double distance(double[] place, Space in) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] point : points) {
      least = Math.min(least, in.distance(place, point));
    }
    for (double[][] line : lines) {
      for (int i = 1; i < line.length; i++) {
        least = Math.min(least, in.toSegment(place, line[i - 1], line[i]));
      }
    }
    for (double[][][] area : areas) {
      if (holds(area, place, in)) {
        return 0;
      }
      for (double[][] ring : area) {
        for (int i = 0; i < ring.length; i++) {
          least = Math.min(least, in.toSegment(place, ring[i], ring[(i + 1) % ring.length]));
        }
      }
    }
    return least;
  }

  private static boolean holds(double[][][] area, double[] place, Space in) {
    if (!in.holds(area[0], place)) {
      return false;
    }
    for (int i = 1; i < area.length; i++) {
      if (in.holds(area[i], place)) {
        return false;
      }
    }
    return true;
  }

  boolean holds(double[] place) {
    for (double[][][] area : areas) {
      if (holds(area, place, space)) {
        return true;
      }
    }
    return false;
  }

  private interface Edges {
    boolean test(double[] from, double[] to);
  }

  private boolean anyEdge(Edges edges) {
    for (double[][] line : lines) {
      for (int i = 1; i < line.length; i++) {
        if (edges.test(line[i - 1], line[i])) {
          return true;
        }
      }
    }
    for (double[][][] area : areas) {
      for (double[][] ring : area) {
        for (int i = 0; i < ring.length; i++) {
          if (edges.test(ring[i], ring[(i + 1) % ring.length])) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The points and corners of all parts. */
  List<double[]> corners() {
    List<double[]> all = new ArrayList<>(points);
    lines.forEach(line -> all.addAll(List.of(line)));
    for (double[][][] area : areas) {
      for (double[][] ring : area) {
        all.addAll(List.of(ring));
      }
    }
    return all;
  }

  /** True when each part of another shape is within the areas of this one. */
  boolean contains(Shape other) {
    for (double[] corner : other.corners()) {
      if (!holds(corner)) {
        return false;
      }
    }
    return other.lines.isEmpty() && other.areas.isEmpty()
        || !other.anyEdge((a, b) -> anyEdge((c, d) -> properlyCross(a, b, c, d)));
  }

  /** An edge that begins on another one does not leave the area by that. */
  private boolean properlyCross(double[] a, double[] b, double[] c, double[] d) {
    boolean touch =
        space.toSegment(a, c, d) < 1e-12 || space.toSegment(b, c, d) < 1e-12
            || space.toSegment(c, a, b) < 1e-12 || space.toSegment(d, a, b) < 1e-12;
    return !touch && space.cross(a, b, c, d);
  }

  /** True when both have a place in common. */
  boolean intersects(Shape other) {
    return touches(other) || other.touches(this) || anyEdge((a, b) -> other.anyEdge((c, d) -> space.cross(a, b, c, d)));
  }

  /** True when a point or corner of another shape is on a part of this one. */
  private boolean touches(Shape other) {
    for (double[] corner : other.corners()) {
      if (holds(corner) || distance(corner, space) < 1e-12) {
        return true;
      }
    }
    return false;
  }
}
