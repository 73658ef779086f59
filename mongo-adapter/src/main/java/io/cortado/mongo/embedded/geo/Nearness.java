package io.cortado.mongo.embedded.geo;

import org.jspecify.annotations.Nullable;

/** How far stored shapes are from a point, in meters, angles or units of a plane. Called from any thread. */
public final class Nearness {

  private static final double EARTH_RADIUS = 6_378_100;

  /** A distance that is great in a plane whose numbers are degrees. */
  private static final double PLANE = 512;

  private final double[] from;
  private final Space space;

  /** How many units of distance are one of the space. */
  private final double unit;

  private final double least;
  private final double most;

  private Nearness(double[] from, Space space, double unit, double least, double most) {
    this.from = from;
    this.space = space;
    this.unit = unit;
    this.least = least;
    this.most = most;
  }

  /** From a GeoJSON point, in meters; null when it is not one. */
  public static @Nullable Nearness meters(@Nullable Object geometry, double least, double most) {
    Shape shape = Shapes.stored(geometry);
    double[] point = shape == null || shape.space == Space.PLANE ? null : shape.point();
    return point == null ? null : new Nearness(point, Space.SPHERE, EARTH_RADIUS, least, most);
  }

  /** From a pair of numbers: angles on the earth, or units of a plane; null when it is not one. */
  public static @Nullable Nearness of(@Nullable Object pair, boolean spherical, double least, double most) {
    Shape shape = Shapes.stored(pair);
    double[] point = shape == null || shape.space == Space.SPHERE ? null : shape.point();
    return point == null ? null : new Nearness(point, spherical ? Space.SPHERE : Space.PLANE, 1, least, most);
  }

  /** The least distance of the shapes of a value; negative for none, and for one that is not within the bounds. */
  public double of(@Nullable Object value) {
    Shape shape = Shapes.stored(value);
    if (shape != null) {
      return bounded(shape.distance(from, space) * unit);
    }
    double best = -1;
    if (value instanceof java.util.Collection<?> list) {
      for (Object part : list) {
        Shape one = Shapes.stored(part);
        double distance = one == null ? -1 : bounded(one.distance(from, space) * unit);
        if (distance >= 0 && (best < 0 || distance < best)) {
          best = distance;
        }
      }
    }
    return best;
  }

  private double bounded(double distance) {
    return distance < least || distance > most ? -1 : distance;
  }

  /** How far up or down, in degrees or units of the plane, a point can be. */
  private double reach() {
    double reach = most / unit;
    return (space == Space.SPHERE ? Math.toDegrees(reach) : reach) * 1.000_001 + 1e-9;
  }

  /** The same up to a share of the greatest distance that there is in the space. */
  public Nearness within(double share) {
    double greatest = space == Space.SPHERE ? Math.PI * unit : PLANE;
    return new Nearness(from, space, unit, least, Math.min(most, greatest * share));
  }

  public boolean isBounded() {
    return Double.isFinite(most);
  }

  public double lowest() {
    return from[1] - reach();
  }

  public double highest() {
    return from[1] + reach();
  }
}
