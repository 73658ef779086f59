package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of documents by a sort specification: an array counts by its least element when ascending and by its
 * greatest when descending. Called from any thread.
 */
public final class SortOrder implements Comparator<Document> {

  private static final int MAX_FIELDS = 32;
  private static final Object EMPTY = MinKey.getInstance();

  /** What else than a path a document can be ordered by, such as its text score. */
  public interface Key {
    @Nullable Object of(Document document);
  }

  private record Part(@Nullable Key key, String[] path, boolean descending) {}

  private final Values values;
  private final Part[] parts;

  private SortOrder(Values values, List<Part> parts) {
    this.values = values;
    this.parts = parts.toArray(Part[]::new);
  }

  public static SortOrder of(Document fields, Values values) {
    return of(fields, values, name -> null);
  }

  /** {@code metadata} gives the key for the name within {@code $meta}. */
  public static SortOrder of(Document fields, Values values, Metadata metadata) {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, Object> entry : fields.entrySet()) {
      parts.add(part(entry.getKey(), entry.getValue(), metadata));
    }
    if (parts.size() > MAX_FIELDS) {
      throw Errors.badValue("too many compound keys");
    }
    return new SortOrder(values, parts);
  }

  /** Gives keys for {@code {$meta: name}}. */
  public interface Metadata {
    @Nullable Key key(String name);
  }

  private static Part part(String path, @Nullable Object direction, Metadata metadata) {
    if (direction instanceof Document document) {
      Key key = document.get("$meta") instanceof String name ? metadata.key(name) : null;
      if (key == null || document.size() != 1) {
        throw Errors.of(15974, "Illegal key in $sort specification: " + path + ": " + document);
      }
      return new Part(key, new String[0], !"randVal".equals(document.get("$meta")));
    }
    Long whole = direction instanceof Number ? Numbers.exactLong(direction) : null;
    if (!(direction instanceof Number)) {
      throw Errors.of(15974, "Illegal key in $sort specification: " + path + ": " + direction);
    }
    if (whole == null || whole != 1 && whole != -1) {
      throw Errors.of(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    }
    if (path.isEmpty()) {
      throw Errors.of(40352, "FieldPath cannot be constructed with empty string");
    }
    if (path.endsWith(".")) {
      throw Errors.of(40353, "FieldPath must not end with a '.'.");
    }
    return new Part(null, path.split("\\.", -1), whole < 0);
  }

  /** The order of an array's elements, of which only documents have fields. */
  public static Comparator<@Nullable Object> ofElements(Document fields, Values values) {
    SortOrder order = of(fields, values);
    return Comparator.comparing(element -> element instanceof Document document ? document : new Document(), order);
  }

  @Override
  public int compare(Document one, Document other) {
    for (Part part : parts) {
      int result = values.compare(key(part, one), key(part, other));
      if (result != 0) {
        return part.descending() ? -result : result;
      }
    }
    return 0;
  }

  /** The documents in this order; those that are equal in it stay as they are. */
  public List<Document> sorted(Collection<Document> documents) {
    record Keyed(Document document, @Nullable Object[] keys) {}
    Keyed[] keyed = new Keyed[documents.size()];
    int count = 0;
    for (Document document : documents) {
      keyed[count++] = new Keyed(document, keys(document));
    }
    Arrays.sort(keyed, (one, other) -> compareKeys(one.keys(), other.keys()));
    List<Document> result = new ArrayList<>(count);
    for (Keyed each : keyed) {
      result.add(each.document());
    }
    return result;
  }

  /** What a document is ordered by, to be compared by {@link #compareKeys}. */
  public @Nullable Object[] keys(Document document) {
    @Nullable Object[] keys = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      keys[i] = key(parts[i], document);
    }
    return keys;
  }

  public int compareKeys(@Nullable Object[] one, @Nullable Object[] other) {
    for (int i = 0; i < parts.length; i++) {
      int result = values.compare(one[i], other[i]);
      if (result != 0) {
        return parts[i].descending() ? -result : result;
      }
    }
    return 0;
  }

  private @Nullable Object key(Part part, Document document) {
    if (part.key() != null) {
      return part.key().of(document);
    }
    return key(document, part, 0);
  }

  private @Nullable Object key(@Nullable Object start, Part part, int from) {
    Object value = start;
    String[] path = part.path();
    for (int depth = from; depth < path.length; depth++) {
      if (value instanceof Document document) {
        value = document.get(path[depth]);
      } else if (value instanceof Collection<?> list) {
        return keyWithin(list, part, depth);
      } else {
        return null;
      }
    }
    return value instanceof Collection<?> list ? extreme(list, part) : value;
  }

  private @Nullable Object keyWithin(Collection<?> list, Part part, int depth) {
    int index = Numbers.index(part.path()[depth]);
    if (index >= 0 && list instanceof List<?> indexed && index < indexed.size()) {
      return key(indexed.get(index), part, depth + 1);
    }
    Object best = Missing.getInstance();
    for (Object element : list) {
      Object key = element instanceof Document ? key(element, part, depth) : null;
      best = better(best, key, part);
    }
    return best instanceof Missing ? null : best;
  }

  /** An empty array is below null. */
  private @Nullable Object extreme(Collection<?> list, Part part) {
    if (list.isEmpty()) {
      return EMPTY;
    }
    Object best = Missing.getInstance();
    for (Object element : list) {
      best = better(best, element, part);
    }
    return best;
  }

  private @Nullable Object better(@Nullable Object best, @Nullable Object key, Part part) {
    if (best instanceof Missing) {
      return key;
    }
    int order = values.compare(key, best);
    return order != 0 && order < 0 != part.descending() ? key : best;
  }
}
