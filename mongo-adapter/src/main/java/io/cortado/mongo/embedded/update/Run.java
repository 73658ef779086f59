package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One document's update while it runs: where it is, and what its operators need to know. */
final class Run {

  private final Document before;
  private final int position;
  private final boolean insert;
  private final Values values;
  private final Instant now;
  private final List<String> path = new ArrayList<>();

  Run(Document before, int position, boolean insert, Values values, Instant now) {
    this.before = before;
    this.position = position;
    this.insert = insert;
    this.values = values;
    this.now = now;
  }

  Document before() {
    return before;
  }

  /** The index that {@code $} stands for; negative where the query found none. */
  int position() {
    return position;
  }

  boolean insert() {
    return insert;
  }

  Values values() {
    return values;
  }

  Instant now() {
    return now;
  }

  void enter(String name) {
    path.add(name);
  }

  void leave() {
    path.removeLast();
  }

  String path() {
    return String.join(".", path);
  }

  String name() {
    return path.isEmpty() ? "" : path.getLast();
  }

  /** The document's _id, as texts of errors name it. */
  String id() {
    return before.containsKey("_id") ? Shown.field("_id", before.get("_id")) : "{ no id }";
  }
}
