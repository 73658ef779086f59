package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a wildcard index: each path of a document that ends in a value, with that value. One thread. */
final class WildcardKeys {

  private final KeyWriter writer;
  private final List<byte[]> keys = new ArrayList<>();

  private WildcardKeys(KeyWriter writer) {
    this.writer = writer;
  }

  static List<byte[]> of(IndexSpec spec, Document document, KeyWriter writer) {
    WildcardKeys made = new WildcardKeys(writer);
    String path = root(spec);
    Object value = document;
    if (!path.isEmpty()) {
      for (String name : path.split("\\.", -1)) {
        value = value instanceof Document inner ? inner.get(name) : null;
      }
    }
    if (path.isEmpty()) {
      made.fields("", document);
    } else if (value != null) {
      made.value(path, value);
    }
    return made.keys;
  }

  /** The path before {@code $**}, without its dot. */
  static String root(IndexSpec spec) {
    String path = spec.paths().getFirst();
    return path.equals("$**") ? "" : path.substring(0, path.length() - 4);
  }

  /** True when the paths of an index have this one among them. */
  static boolean covers(IndexSpec spec, String path) {
    String root = root(spec);
    boolean under = root.isEmpty() || path.equals(root) || path.startsWith(root + ".");
    return under && !path.equals("_id") && !path.startsWith("_id.");
  }

  private void fields(String prefix, Document document) {
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      if (!prefix.isEmpty() || !entry.getKey().equals("_id")) {
        value(prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue());
      }
    }
  }

  private void value(String path, @Nullable Object value) {
    if (value instanceof Document document && !document.isEmpty()) {
      fields(path, document);
    } else if (value instanceof Collection<?> list) {
      if (list.isEmpty()) {
        keys.add(key(writer, path, KeyWriter.Undefined.VALUE));
      }
      for (Object element : list) {
        if (element instanceof Document document && !document.isEmpty()) {
          fields(path, document);
        } else {
          keys.add(key(writer, path, element));
        }
      }
    } else {
      keys.add(key(writer, path, value));
    }
  }

  private static byte[] key(KeyWriter writer, String path, @Nullable Object value) {
    byte[] prefix = prefix(path);
    return Range.joined(prefix, writer.of(value));
  }

  static byte[] prefix(String path) {
    return new KeyWriter(io.cortado.mongo.embedded.value.Collation.SIMPLE).of(path);
  }
}
