package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Collation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an index is, as the file and {@code listIndexes} have it. Runs on the server's thread.
 */
public final class IndexSpec {

  /** How the values of an index are made. */
  public enum Kind {
    ORDERED,
    HASHED,
    WILDCARD,
    TEXT,
    PLANE,
    SPHERE
  }

  private final Document description;
  private final Document key;
  private final List<String> paths = new ArrayList<>();
  private final boolean[] descending;
  private final Collation collation;
  private final Kind kind;

  /** {@code description} was found to be right by {@link IndexRules}, or was stored. */
  public IndexSpec(Document description) {
    this.description = description;
    this.key = description.get("key") instanceof Document given ? given : new Document();
    this.descending = new boolean[key.size()];
    this.collation = Collation.of(description);
    Kind found = Kind.ORDERED;
    int i = 0;
    for (Map.Entry<String, Object> field : key.entrySet()) {
      paths.add(field.getKey());
      descending[i++] = field.getValue() instanceof Number number && number.doubleValue() < 0;
      Kind own = kind(field);
      found = own == Kind.ORDERED ? found : own;
    }
    this.kind = found;
  }

  private static Kind kind(Map.Entry<String, Object> field) {
    if (field.getKey().equals("$**") || field.getKey().endsWith(".$**")) {
      return "text".equals(field.getValue()) ? Kind.TEXT : Kind.WILDCARD;
    }
    return switch (String.valueOf(field.getValue())) {
      case "text" -> Kind.TEXT;
      case "hashed" -> Kind.HASHED;
      case "2d" -> Kind.PLANE;
      case "2dsphere" -> Kind.SPHERE;
      default -> Kind.ORDERED;
    };
  }

  public Document description() {
    return description;
  }

  public Document key() {
    return key;
  }

  public String name() {
    return String.valueOf(description.get("name"));
  }

  List<String> paths() {
    return paths;
  }

  boolean isDescending(int field) {
    return descending[field];
  }

  public Collation collation() {
    return collation;
  }

  public Kind kind() {
    return kind;
  }

  private boolean is(String option) {
    return Boolean.TRUE.equals(description.get(option));
  }

  public boolean unique() {
    return is("unique") || isId();
  }

  public boolean sparse() {
    return is("sparse");
  }

  public boolean hidden() {
    return is("hidden");
  }

  public boolean isId() {
    return name().equals("_id_");
  }

  /** The query that says which documents are in it, or an empty one. */
  public Document partial() {
    return description.get("partialFilterExpression") instanceof Document filter ? filter : new Document();
  }

  /** True for one that does not have all documents. */
  boolean isIncomplete() {
    return sparse() || description.containsKey("partialFilterExpression");
  }

  /** With another value for an option, or without it for null. */
  public IndexSpec with(String option, @Nullable Object value) {
    Document changed = description.clone();
    if (value == null) {
      changed.remove(option);
    } else {
      changed.put(option, value);
    }
    return new IndexSpec(changed);
  }
}
