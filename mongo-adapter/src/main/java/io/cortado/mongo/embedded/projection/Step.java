package io.cortado.mongo.embedded.projection;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.value.Copies;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a projection's tree of paths: what happens at one name, or below it. */
final class Step {

  /** What becomes of a whole value. */
  interface Change {
    @Nullable Object of(@Nullable Object value, Scope scope);
  }

  private static final Change KEEP = (value, scope) -> value;
  private static final Change DROP = (value, scope) -> Missing.getInstance();

  private final Map<String, Step> children = new LinkedHashMap<>();

  /** Changes the value that is there; null for a step with children and for a computed field. */
  private final @Nullable Change change;

  /** Gives a value whether one is there or not. */
  private final @Nullable Expression computed;

  private Step(@Nullable Change change, @Nullable Expression computed) {
    this.change = change;
    this.computed = computed;
  }

  static Step inner() {
    return new Step(null, null);
  }

  static Step keep() {
    return new Step(KEEP, null);
  }

  static Step drop() {
    return new Step(DROP, null);
  }

  static Step changed(Change change) {
    return new Step(change, null);
  }

  static Step computed(Expression expression) {
    return new Step(null, expression);
  }

  boolean isEmpty() {
    return children.isEmpty();
  }

  void add(String[] names, Step leaf) {
    Step step = this;
    for (int i = 0; i < names.length; i++) {
      boolean last = i == names.length - 1;
      Step child = step.children.get(names[i]);
      if (child != null && last) {
        throw Errors.of(31250, "Path collision at " + String.join(".", names));
      }
      if (child != null && (child.change != null || child.computed != null)) {
        String rest = String.join(".", List.of(names).subList(i + 1, names.length));
        throw Errors.of(31249, "Path collision at " + String.join(".", names) + " remaining portion " + rest);
      }
      if (child == null) {
        child = last ? leaf : inner();
        step.children.put(names[i], child);
      }
      step = child;
    }
  }

  boolean has(String name) {
    return children.containsKey(name);
  }

  private boolean computes() {
    if (computed != null) {
      return true;
    }
    for (Step child : children.values()) {
      if (child.computes()) {
        return true;
      }
    }
    return false;
  }

  /** The document with only what is named, computed fields last. */
  Document included(Document document, Scope scope) {
    Document result = new Document();
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      Step child = children.get(entry.getKey());
      if (child != null) {
        Object value = child.includedValue(entry.getValue(), scope);
        if (!(value instanceof Missing)) {
          result.put(entry.getKey(), value);
        }
      }
    }
    compute(document, result, scope);
    return result;
  }

  private void compute(Document document, Document result, Scope scope) {
    for (Map.Entry<String, Step> entry : children.entrySet()) {
      Step child = entry.getValue();
      if (child.computed != null) {
        put(result, entry.getKey(), child.computed.evaluate(scope));
      } else if (!document.containsKey(entry.getKey()) && child.computes()) {
        Document made = child.included(new Document(), scope);
        result.put(entry.getKey(), made);
      }
    }
  }

  private @Nullable Object includedValue(@Nullable Object value, Scope scope) {
    if (change != null) {
      return change.of(value, scope);
    }
    if (computed != null) {
      return Missing.getInstance();
    }
    if (value instanceof Document document) {
      return included(document, scope);
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> result = new ArrayList<>(list.size());
      for (Object element : list) {
        Object kept = includedValue(element, scope);
        if (!(kept instanceof Missing)) {
          result.add(kept);
        }
      }
      return result;
    }
    return computes() ? included(new Document(), scope) : Missing.getInstance();
  }

  /** The document without what is dropped. */
  Document excluded(Document document, Scope scope) {
    Document result = new Document();
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      Step child = children.get(entry.getKey());
      put(result, entry.getKey(), child == null ? entry.getValue() : child.excludedValue(entry.getValue(), scope));
    }
    // What find's $meta adds.
    for (Map.Entry<String, Step> entry : children.entrySet()) {
      if (entry.getValue().computed != null) {
        put(result, entry.getKey(), entry.getValue().computed.evaluate(scope));
      }
    }
    return result;
  }

  private static void put(Document document, String name, @Nullable Object value) {
    if (value instanceof Missing) {
      document.remove(name);
    } else {
      document.put(name, value);
    }
  }

  private @Nullable Object excludedValue(@Nullable Object value, Scope scope) {
    if (change != null) {
      return change.of(value, scope);
    }
    if (value instanceof Document document) {
      return excluded(document, scope);
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> result = new ArrayList<>(list.size());
      for (Object element : list) {
        result.add(excludedValue(element, scope));
      }
      return result;
    }
    return value;
  }

  /** The document with computed fields added or replaced. */
  Document added(Document document, Scope scope) {
    Document result = Copies.of(document);
    for (Map.Entry<String, Step> entry : children.entrySet()) {
      String name = entry.getKey();
      put(result, name, entry.getValue().addedValue(document.getOrMissing(name), scope));
    }
    return result;
  }

  private @Nullable Object addedValue(@Nullable Object value, Scope scope) {
    if (computed != null) {
      return computed.evaluate(scope);
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> result = new ArrayList<>(list.size());
      for (Object element : list) {
        result.add(addedValue(element, scope));
      }
      return result;
    }
    return added(value instanceof Document document ? document : new Document(), scope);
  }
}
