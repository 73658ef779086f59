package io.cortado.mongo.embedded.geo;

/** Where places are, given by longitude and latitude or by two numbers of a plane. Called from any thread. */
enum Space {
  /** A plane, whose distances are in its own units. */
  PLANE {
    @Override
    double distance(double[] one, double[] other) {
      return Math.hypot(one[0] - other[0], one[1] - other[1]);
    }

    @Override
    double toSegment(double[] point, double[] from, double[] to) {
      double x = to[0] - from[0];
      double y = to[1] - from[1];
      double length = x * x + y * y;
      double at = length == 0 ? 0 : ((point[0] - from[0]) * x + (point[1] - from[1]) * y) / length;
      double clamped = Math.clamp(at, 0, 1);
      return Math.hypot(point[0] - from[0] - clamped * x, point[1] - from[1] - clamped * y);
    }

    @Override
    boolean cross(double[] a, double[] b, double[] c, double[] d) {
      return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 && overlap(a, b, c, d);
    }

    private static double side(double[] a, double[] b, double[] point) {
      return Math.signum((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]));
    }

    private static boolean overlap(double[] a, double[] b, double[] c, double[] d) {
      for (int i = 0; i < 2; i++) {
        if (Math.max(a[i], b[i]) < Math.min(c[i], d[i]) || Math.max(c[i], d[i]) < Math.min(a[i], b[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    boolean holds(double[][] ring, double[] point) {
      boolean inside = false;
      for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        double[] a = ring[i];
        double[] b = ring[j];
        if (toSegment(point, a, b) < TINY) {
          return true;
        }
        boolean crossed = a[1] > point[1] != b[1] > point[1];
        if (crossed && point[0] < (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1]) + a[0]) {
          inside = !inside;
        }
      }
      return inside;
    }
  },

  /** The earth as a ball, whose distances are angles. */
  SPHERE {
    @Override
    double distance(double[] one, double[] other) {
      double[] a = vector(one);
      double[] b = vector(other);
      return Math.atan2(length(product(a, b)), dot(a, b));
    }

    @Override
    double toSegment(double[] point, double[] from, double[] to) {
      double[] p = vector(point);
      double[] a = vector(from);
      double[] b = vector(to);
      double[] normal = product(a, b);
      double size = length(normal);
      if (size > TINY) {
        boolean between = dot(product(normal, a), p) >= 0 && dot(product(b, normal), p) >= 0;
        if (between) {
          return Math.abs(Math.asin(Math.clamp(dot(normal, p) / size, -1, 1)));
        }
      }
      return Math.min(distance(point, from), distance(point, to));
    }

    @Override
    boolean cross(double[] first, double[] second, double[] third, double[] fourth) {
      double[] a = vector(first);
      double[] b = vector(second);
      double[] c = vector(third);
      double[] d = vector(fourth);
      double[] one = product(a, b);
      double[] other = product(c, d);
      boolean apart = dot(one, c) * dot(one, d) > 0 || dot(other, a) * dot(other, b) > 0;
      // The other side of the earth is on the same circles.
      double[] middle = {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
      double[] counterpart = {c[0] + d[0], c[1] + d[1], c[2] + d[2]};
      return !apart && dot(middle, counterpart) > 0;
    }

    /** The sum of the angles under which the edges are seen, which is a whole turn from within. */
    @Override
    boolean holds(double[][] ring, double[] point) {
      double[] p = vector(point);
      double sum = 0;
      for (int i = 0; i < ring.length; i++) {
        double[] from = ring[i];
        double[] to = ring[(i + 1) % ring.length];
        if (toSegment(point, from, to) < TINY) {
          return true;
        }
        double[] one = product(p, vector(from));
        double[] other = product(p, vector(to));
        sum += Math.atan2(dot(p, product(one, other)), dot(one, other));
      }
      return Math.abs(sum) > Math.PI;
    }
  };

  private static final double TINY = 1e-12;

  abstract double distance(double[] one, double[] other);

  abstract double toSegment(double[] point, double[] from, double[] to);

  abstract boolean cross(double[] a, double[] b, double[] c, double[] d);

  /** True for a point within a ring or on it. */
  abstract boolean holds(double[][] ring, double[] point);

  private static double[] vector(double[] place) {
    double longitude = Math.toRadians(place[0]);
    double latitude = Math.toRadians(place[1]);
    double radius = Math.cos(latitude);
    return new double[] {radius * Math.cos(longitude), radius * Math.sin(longitude), Math.sin(latitude)};
  }

  private static double[] product(double[] a, double[] b) {
    return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
