package io.cortado.mongo.embedded.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dotted path of a query, which goes through arrays on its way. Called from any thread. */
public final class FieldPath {

  /** The value itself, as within {@code $elemMatch}. */
  static final FieldPath SELF = new FieldPath("");

  private final String path;
  private final String[] names;
  private final int[] indexes;

  private FieldPath(String path, String... names) {
    this.path = path;
    this.names = names;
    this.indexes = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      indexes[i] = Numbers.index(names[i]);
    }
  }

  public static FieldPath of(String path) {
    return new FieldPath(path, path.split("\\.", -1));
  }

  /** True when the test holds for a value at the path; {@code elements} looks into an array at its end, too. */
  boolean any(@Nullable Object root, boolean elements, Test test) {
    return names.length == 0 ? test.holds(root) : walk(root, 0, elements, test);
  }

  private boolean walk(@Nullable Object start, int from, boolean elements, Test test) {
    Object value = start;
    for (int depth = from; depth < names.length; depth++) {
      if (value instanceof Document document) {
        value = member(document, names[depth]);
      } else if (value instanceof Collection<?> list) {
        return walkList(list, depth, elements, test);
      } else {
        return test.holds(Missing.getInstance());
      }
    }
    if (elements && value instanceof Collection<?> list) {
      for (Object element : list) {
        if (test.holds(element)) {
          return true;
        }
      }
    }
    return test.holds(value);
  }

  private boolean walkList(Collection<?> list, int depth, boolean elements, Test test) {
    for (Object element : list) {
      if (element instanceof Document && walk(element, depth, elements, test)) {
        return true;
      }
    }
    int index = indexes[depth];
    return index >= 0 && index < list.size() && walk(at(list, index), depth + 1, elements, test);
  }

  /** The index in the outermost array on the way to a value for which the test holds; -1 where there is none. */
  int position(@Nullable Object root, boolean elements, Test test) {
    Object value = root;
    for (int depth = 0; depth < names.length; depth++) {
      if (value instanceof Document document) {
        value = member(document, names[depth]);
      } else if (value instanceof Collection<?> list) {
        return positionOnTheWay(list, depth, elements, test);
      } else {
        return Filter.NO_POSITION;
      }
    }
    if (elements && value instanceof Collection<?> list) {
      int index = 0;
      for (Object element : list) {
        if (test.holds(element)) {
          return index;
        }
        index++;
      }
    }
    // The test is asked for what it remembers.
    test.holds(value);
    return Filter.NO_POSITION;
  }

  private int positionOnTheWay(Collection<?> list, int depth, boolean elements, Test test) {
    int index = 0;
    for (Object element : list) {
      if (element instanceof Document && walk(element, depth, elements, test)) {
        return index;
      }
      index++;
    }
    int named = indexes[depth];
    boolean found = named >= 0 && named < list.size() && walk(at(list, named), depth + 1, elements, test);
    return found ? named : Filter.NO_POSITION;
  }

  static @Nullable Object member(Document document, String name) {
    Object value = document.get(name);
    return value != null || document.containsKey(name) ? value : Missing.getInstance();
  }

  private static @Nullable Object at(Collection<?> list, int index) {
    return list instanceof List<?> direct ? direct.get(index) : new ArrayList<>(list).get(index);
  }

  @Override
  public String toString() {
    return path;
  }
}
