package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled update: operators, a replacement or a pipeline. It makes new documents and never changes a given one;
 * what it does not touch is shared between both. Called from any thread, one at a time.
 */
@SuppressWarnings("ReferenceEquality") // The very same document says that nothing has changed.
public abstract class Update {

  /** What is given to make a document of the place that the query found; see {@code Filter.position}. */
  static final int NO_POSITION = -1;

  /**
   * Compiles the {@code u} of an update or the {@code update} of findAndModify.
   *
   * @param arrayFilters the option of that name; null where it is not given
   */
  public static Update of(@Nullable Object spec, @Nullable Object arrayFilters, Variables variables) {
    List<?> filters = arrayFilters instanceof List<?> list ? list : List.of();
    if (arrayFilters != null && !(arrayFilters instanceof List<?>)) {
      throw Errors.typeMismatch("BSON field 'arrayFilters' is the wrong type, expected type 'array'");
    }
    if (spec instanceof List<?> stages) {
      if (!filters.isEmpty()) {
        throw Errors.failedToParse("arrayFilters may not be specified for pipeline-syle updates");
      }
      return new PipelineUpdate(stages, variables);
    }
    if (!(spec instanceof Document document)) {
      throw Errors.failedToParse("Update argument must be either an object or an array");
    }
    boolean operators = !document.isEmpty() && document.keySet().iterator().next().startsWith("$");
    if (operators) {
      return OperatorUpdate.of(document, filters, variables);
    }
    if (!filters.isEmpty()) {
      throw Errors.failedToParse("arrayFilters may not be specified for replacement-style updates");
    }
    return new Replacement(document);
  }

  /** True for a whole new document, which cannot be given to several ones. */
  public boolean isReplacement() {
    return false;
  }

  /** False where {@link #change} gives the same document back when it changes nothing. */
  boolean mayBeEqual() {
    return true;
  }

  abstract Document change(Document before, int position, boolean insert);

  /** The fields of the document that an upsert begins with. */
  Map<String, @Nullable Object> start(Document query) {
    return Equalities.of(query);
  }

  /** The document after the update, which is the same one when it changes nothing. */
  public final Document apply(Document before, int position) {
    Document after = change(before, position, false);
    if (after == before || mayBeEqual() && after.equals(before)) {
      return before;
    }
    requireSameId(before, after);
    Document ordered = idFirst(after);
    Storable.checkSize(ordered);
    Storable.check(ordered);
    return ordered;
  }

  private void requireSameId(Document before, Document after) {
    Object old = before.getOrMissing("_id");
    Object id = after.getOrMissing("_id");
    if (!(old instanceof Missing) && (old == null ? id != null : !old.equals(id))) {
      throw altered(id);
    }
  }

  MongoServerError altered(@Nullable Object id) {
    return Errors.of(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }

  /** The document that an upsert inserts; without an {@code _id} when neither query nor update give one. */
  public final Document upsert(Document query) {
    Node base = Node.root(Map.of());
    start(query).forEach((path, value) -> base.add(path, FieldModifiers.set(value)));
    Run run = new Run(new Document(), NO_POSITION, true, Values.SIMPLE, Instant.EPOCH);
    Document before = base.apply(new Document(), run) instanceof Document document ? document : new Document();
    Document after = change(before, NO_POSITION, true);
    requireSameId(before, after);
    Document ordered = idFirst(after);
    Storable.checkSize(ordered);
    Storable.check(ordered);
    return ordered;
  }

  static Document idFirst(Document document) {
    if (document.isEmpty() || document.keySet().iterator().next().equals("_id") || !document.containsKey("_id")) {
      return document;
    }
    Document ordered = new Document("_id", document.get("_id"));
    ordered.putAll(document);
    return ordered;
  }
}
