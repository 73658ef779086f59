package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The document that expressions are evaluated for, and the values of their variables. All expressions of one command
 * share a scope, so it is used by one thread at a time.
 */
public final class Scope {

  private @Nullable Object root = Missing.getInstance();
  private @Nullable Object[] values = new Object[8];
  private final IdentityHashMap<Object, Document> metadata = new IdentityHashMap<>();

  public @Nullable Object root() {
    return root;
  }

  /** This scope with another document. */
  public Scope of(@Nullable Object document) {
    root = document;
    return this;
  }

  public @Nullable Object value(int slot) {
    return values[slot];
  }

  public void set(int slot, @Nullable Object value) {
    values[slot] = value;
  }

  void require(int slots) {
    if (slots > values.length) {
      values = Arrays.copyOf(values, slots * 2);
    }
  }

  /** What {@code $meta} tells of a document, such as its text score. */
  public void describe(Object document, String name, Object value) {
    metadata.computeIfAbsent(document, key -> new Document()).put(name, value);
  }

  /** Lets a document that was made of another one keep what is known of it. */
  public void inherit(Object from, Object to) {
    if (!metadata.isEmpty()) {
      Document known = metadata.get(from);
      if (known != null) {
        metadata.put(to, known);
      }
    }
  }

  public @Nullable Object metadata(@Nullable Object document, String name) {
    Document known = metadata.get(document);
    return known == null ? Missing.getInstance() : known.getOrMissing(name);
  }
}
