package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Copies;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The paths that an update changes as a tree, which is walked once per document. Names are in MongoDB's order: by their
 * characters, numbers by their value. Values are never changed in place: what is not touched is shared.
 */
@SuppressWarnings("ReferenceEquality") // The very same document says that nothing has changed.
final class Node {

  static final String POSITION = "$";

  private static final int MAX_PADDING = 1_500_000;

  private static final Comparator<String> ORDER =
      (one, other) -> {
        int left = Numbers.index(one);
        int right = Numbers.index(other);
        if (left < 0 && right < 0) {
          return one.compareTo(other);
        }
        return left < 0 || right < 0 ? Boolean.compare(left < 0, right < 0) : Integer.compare(left, right);
      };

  private final @Nullable Modifier modifier;
  private final Map<String, Node> children = new TreeMap<>(ORDER);

  /** Filters of the children that are named {@code $[x]}. */
  private final Map<String, Filter> filters;

  private Node(@Nullable Modifier modifier, Map<String, Filter> filters) {
    this.modifier = modifier;
    this.filters = filters;
  }

  static Node root(Map<String, Filter> filters) {
    return new Node(null, filters);
  }

  void add(String path, Modifier leaf) {
    String[] names = path.split("\\.", -1);
    Node node = this;
    for (int i = 0; i < names.length; i++) {
      boolean last = i == names.length - 1;
      Node child = node.children.get(names[i]);
      boolean mixed =
          child == null && !node.children.isEmpty() && isArrayWide(names[i]) != node.hasArrayWide();
      if (mixed || child != null && (last || child.modifier != null)) {
        String conflict = String.join(".", List.of(names).subList(0, mixed ? i : i + 1));
        throw Errors.of(40, "Updating the path '" + path + "' would create a conflict at '" + conflict + "'");
      }
      if (child == null) {
        child = new Node(last ? leaf : null, filters);
        node.children.put(names[i], child);
      }
      node = child;
    }
  }

  private static boolean isArrayWide(String name) {
    return name.startsWith("$[");
  }

  private boolean hasArrayWide() {
    return isArrayWide(children.keySet().iterator().next());
  }

  private boolean creates() {
    if (modifier != null) {
      return modifier.creates();
    }
    for (Node child : children.values()) {
      if (child.creates()) {
        return true;
      }
    }
    return false;
  }

  private boolean toleratesScalars() {
    if (modifier != null) {
      return modifier.toleratesScalars();
    }
    for (Node child : children.values()) {
      if (!child.toleratesScalars()) {
        return false;
      }
    }
    return true;
  }

  /** The value after the update; the same one when nothing changes. */
  @Nullable Object apply(@Nullable Object value, Run run) {
    if (modifier != null) {
      Object result = modifier.apply(value, run);
      return isIdentical(value, result) ? value : result;
    }
    if (!children.isEmpty() && hasArrayWide()) {
      return applyToElements(value, run);
    }
    Map<String, Node> named = run.position() >= 0 || !children.containsKey(POSITION) ? positioned(run) : missed();
    if (value instanceof Document document) {
      return applyToFields(document, named, run);
    }
    if (value instanceof List<?> list) {
      return applyToIndexes(list, named, run);
    }
    if (value instanceof Missing) {
      Document made = applyToFields(new Document(), named, run);
      return made.isEmpty() ? value : made;
    }
    refuseScalar(value, named, run);
    return value;
  }

  private static boolean isIdentical(@Nullable Object one, @Nullable Object other) {
    return one == other || one != null && one.equals(other);
  }

  private Map<String, Node> missed() {
    throw Errors.badValue("The positional operator did not find the match needed from the query.");
  }

  private Map<String, Node> positioned(Run run) {
    Node atPosition = children.get(POSITION);
    if (atPosition == null) {
      return children;
    }
    Map<String, Node> result = new TreeMap<>(children);
    result.remove(POSITION);
    String name = Integer.toString(run.position());
    Node same = result.get(name);
    run.enter(name);
    result.put(name, same == null ? atPosition : same.merged(atPosition, run));
    run.leave();
    return result;
  }

  private Node merged(Node other, Run run) {
    if (modifier != null || other.modifier != null) {
      throw Errors.of(40, "Update created a conflict at '" + run.path() + "'");
    }
    Node result = new Node(null, filters);
    result.children.putAll(children);
    other.children.forEach(
        (name, child) -> {
          run.enter(name);
          result.children.merge(name, child, (one, more) -> one.merged(more, run));
          run.leave();
        });
    return result;
  }

  private static void refuseScalar(@Nullable Object value, Map<String, Node> named, Run run) {
    for (Map.Entry<String, Node> entry : named.entrySet()) {
      Node child = entry.getValue();
      if (child.creates()) {
        throw Errors.of(
            28, "Cannot create field '" + entry.getKey() + "' in element " + Shown.field(run.name(), value));
      }
      if (!child.toleratesScalars()) {
        throw Errors.of(
            28,
            "Cannot use the part (" + entry.getKey() + ") of (" + run.path() + "." + entry.getKey()
                + ") to traverse the element (" + Shown.field(run.name(), value) + ")");
      }
    }
  }

  private static Document applyToFields(Document document, Map<String, Node> named, Run run) {
    Document result = document;
    for (Map.Entry<String, Node> entry : named.entrySet()) {
      String name = entry.getKey();
      Object current = document.getOrMissing(name);
      run.enter(name);
      Object changed = entry.getValue().apply(current, run);
      run.leave();
      if (changed != current) {
        if (result == document) {
          result = Copies.of(document);
        }
        if (changed instanceof Missing) {
          result.remove(name);
        } else {
          result.put(name, changed);
        }
      }
    }
    return result;
  }

  private static Object applyToIndexes(List<?> list, Map<String, Node> named, Run run) {
    List<@Nullable Object> result = null;
    for (Map.Entry<String, Node> entry : named.entrySet()) {
      Node child = entry.getValue();
      int index = Numbers.index(entry.getKey());
      if (index < 0) {
        refuseScalar(list, Map.of(entry.getKey(), child), run);
        continue;
      }
      List<?> seen = result == null ? list : result;
      Object current = index < seen.size() ? seen.get(index) : Missing.getInstance();
      run.enter(entry.getKey());
      Object changed = child.apply(current, run);
      run.leave();
      if (changed != current) {
        result = result == null ? new ArrayList<>(list) : result;
        set(result, index, changed);
      }
    }
    return result == null ? list : result;
  }

  private static void set(List<@Nullable Object> list, int index, @Nullable Object value) {
    if (index - list.size() > MAX_PADDING) {
      throw Errors.badValue("can't add more than " + MAX_PADDING + " padding fields to an array");
    }
    while (list.size() <= index) {
      list.add(null);
    }
    list.set(index, value instanceof Missing ? null : value);
  }

  private @Nullable Object applyToElements(@Nullable Object value, Run run) {
    if (value instanceof Missing) {
      throw Errors.badValue(
          "The path '" + run.path() + "' must exist in the document in order to apply array updates.");
    }
    if (!(value instanceof Collection<?> list)) {
      throw Errors.badValue(
          "Cannot apply array updates to non-array element " + run.name() + ": " + Shown.value(value));
    }
    List<@Nullable Object> result = new ArrayList<>(list.size());
    boolean same = true;
    int index = 0;
    for (Object element : list) {
      run.enter(Integer.toString(index++));
      Node chosen = chosen(element, run);
      Object changed = chosen == null ? element : chosen.apply(element, run);
      run.leave();
      same &= changed == element;
      result.add(changed instanceof Missing ? null : changed);
    }
    return same ? value : result;
  }

  private @Nullable Node chosen(@Nullable Object element, Run run) {
    Node chosen = null;
    for (Map.Entry<String, Node> entry : children.entrySet()) {
      Filter filter = filters.get(entry.getKey());
      if (filter == null || filter.matches(element)) {
        chosen = chosen == null ? entry.getValue() : chosen.merged(entry.getValue(), run);
      }
    }
    return chosen;
  }
}
