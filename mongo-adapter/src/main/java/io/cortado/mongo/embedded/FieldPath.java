package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A dotted path of a query, which goes through arrays on its way. Called from any thread. */
final class FieldPath {

  /** The value itself, as within {@code $elemMatch}. */
  static final FieldPath SELF = new FieldPath(new String[0]);

  private final String[] names;

  private FieldPath(String[] names) {
    this.names = names;
  }

  static FieldPath of(String path) {
    return new FieldPath(path.split("\\.", -1));
  }

  /** True when the test holds for a value at the path, an array's elements included. */
  boolean any(@Nullable Object root, Predicate<@Nullable Object> test) {
    return names.length == 0 ? test.test(root) : walk(root, 0, true, test);
  }

  /** The same without looking into an array at the end of the path. */
  boolean anyWhole(@Nullable Object root, Predicate<@Nullable Object> test) {
    return names.length == 0 ? test.test(root) : walk(root, 0, false, test);
  }

  private boolean walk(@Nullable Object value, int depth, boolean elements, Predicate<@Nullable Object> test) {
    if (depth == names.length) {
      boolean inside = elements && value instanceof Collection<?> list && list.stream().anyMatch(test);
      return inside || test.test(value);
    }
    if (value instanceof Document document) {
      return walk(document.getOrMissing(names[depth]), depth + 1, elements, test);
    }
    if (value instanceof Collection<?> list) {
      return walkList(list, depth, elements, test);
    }
    return test.test(Missing.getInstance());
  }

  private boolean walkList(Collection<?> list, int depth, boolean elements, Predicate<@Nullable Object> test) {
    for (Object element : list) {
      if (element instanceof Document && walk(element, depth, elements, test)) {
        return true;
      }
    }
    int index = index(names[depth]);
    return index >= 0 && index < list.size() && walk(new ArrayList<>(list).get(index), depth + 1, elements, test);
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }

  private static int index(String name) {
    boolean digits = !name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(name) : -1;
  }
}
