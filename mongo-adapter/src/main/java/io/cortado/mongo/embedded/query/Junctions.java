package io.cortado.mongo.embedded.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters made of filters. */
final class Junctions {

  private Junctions() {}

  /** Of two conditions that both found an element, the later one names the position. */
  record Both(Filter one, Filter other) implements Filter {

    @Override
    public boolean matches(@Nullable Object value) {
      return one.matches(value) && other.matches(value);
    }

    @Override
    public int position(@Nullable Object value) {
      int position = other.position(value);
      return position != NO_POSITION ? position : one.position(value);
    }
  }

  static Filter all(List<Filter> parts) {
    Filter result = Filter.ALL;
    for (Filter part : parts) {
      result = result.and(part);
    }
    return result;
  }

  static Filter any(List<Filter> given) {
    Filter[] parts = given.toArray(Filter[]::new);
    return value -> {
      for (Filter part : parts) {
        if (part.matches(value)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Asks about the values at a path, an array's elements included where wanted. */
  record AtPath(FieldPath path, boolean elements, Test test) implements Filter {

    @Override
    public boolean matches(@Nullable Object value) {
      return path.any(value, elements, test);
    }

    @Override
    public int position(@Nullable Object value) {
      return path.position(value, elements, test);
    }
  }

  /** {@code $elemMatch}: without an array on the way to its array, the position is the element's. */
  record Elements(FieldPath path, Filter filter) implements Filter {

    @Override
    public boolean matches(@Nullable Object value) {
      return path.any(value, false, found -> indexIn(found) >= 0);
    }

    @Override
    public int position(@Nullable Object value) {
      int[] index = {NO_POSITION};
      int outer =
          path.position(
              value,
              false,
              found -> {
                index[0] = indexIn(found);
                return index[0] >= 0;
              });
      return outer != NO_POSITION ? outer : index[0];
    }

    private int indexIn(@Nullable Object found) {
      if (found instanceof Iterable<?> list) {
        int index = 0;
        for (Object element : list) {
          if (filter.matches(element)) {
            return index;
          }
          index++;
        }
      }
      return NO_POSITION;
    }
  }
}
