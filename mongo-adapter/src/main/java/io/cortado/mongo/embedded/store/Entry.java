package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What the catalog holds of a collection or view. Runs on the server's thread. */
public final class Entry {

  private final long id;
  private final UUID uuid;
  private final String type;
  private Document options;
  private final List<Document> indexes = new ArrayList<>();

  Entry(long id, String type, Document options) {
    this.id = id;
    this.uuid = UUID.randomUUID();
    this.type = type;
    this.options = options;
  }

  Entry(Document stored) {
    this.id = (Long) Objects.requireNonNull(stored.get("id"));
    this.uuid = (UUID) Objects.requireNonNull(stored.get("uuid"));
    this.type = String.valueOf(stored.get("type"));
    this.options = (Document) Objects.requireNonNull(stored.get("options"));
    if (stored.get("indexes") instanceof List<?> list) {
      list.forEach(index -> indexes.add((Document) index));
    }
  }

  Document toDocument() {
    return new Document("id", id)
        .append("uuid", uuid)
        .append("type", type)
        .append("options", options)
        .append("indexes", indexes);
  }

  long id() {
    return id;
  }

  public UUID uuid() {
    return uuid;
  }

  /** {@code collection}, {@code view} or {@code timeseries}. */
  public String type() {
    return type;
  }

  public boolean isView() {
    return type.equals("view");
  }

  /** The options of {@code create}; not to be changed. */
  public Document options() {
    return options;
  }

  void options(Document changed) {
    options = changed;
  }

  List<Document> indexes() {
    return indexes;
  }
}
