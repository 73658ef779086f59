package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The validators of collections. Runs on the server's thread. */
final class Validation {

  private static final WeakHashMap<Document, Filter> FILTERS = new WeakHashMap<>();

  private Validation() {}

  private static @Nullable Document validator(Request request, String collection) {
    Store store = request.access().store();
    Table table = store.table(request.database(), collection);
    if (table == null || request.flag("bypassDocumentValidation")) {
      return null;
    }
    Document options = table.entry().options();
    boolean off = "off".equals(options.get("validationLevel"));
    return !off && options.get("validator") instanceof Document validator && !validator.isEmpty() ? validator : null;
  }

  private static boolean isValid(Document validator, Document document) {
    synchronized (FILTERS) {
      return FILTERS.computeIfAbsent(validator, key -> Filter.of(key, Values.SIMPLE)).matches(document);
    }
  }

  /** The document, when it may be inserted. */
  static Document checked(Writes writes, String collection, Document document) {
    Document validator = validator(writes.request(), collection);
    if (validator != null && !isValid(validator, document)) {
      fail(writes.request(), collection, validator, document);
    }
    return document;
  }

  static void checkedUpdate(Writes writes, String collection, Document before, Document after) {
    Document validator = validator(writes.request(), collection);
    if (validator == null || isValid(validator, after)) {
      return;
    }
    Table table = writes.request().access().store().table(writes.request().database(), collection);
    boolean moderate = table != null && "moderate".equals(table.entry().options().get("validationLevel"));
    if (!moderate || isValid(validator, before)) {
      fail(writes.request(), collection, validator, after);
    }
  }

  private static void fail(Request request, String collection, Document validator, Document document) {
    Table table = request.access().store().table(request.database(), collection);
    if (table != null && "warn".equals(table.entry().options().get("validationAction"))) {
      return;
    }
    throw new InvalidDocument(
        new Document("failingDocumentId", document.get("_id")).append("details", details(validator, document)));
  }

  private static Document details(Document validator, Document document) {
    Document details = new Document();
    String operator = validator.keySet().iterator().next();
    if (validator.size() == 1 && operator.equals("$jsonSchema")) {
      details.append("operatorName", "$jsonSchema");
      details.append("schemaRulesNotSatisfied", SchemaReport.of((Document) Objects.requireNonNull(validator.get(operator)), document));
    } else if (validator.size() == 1 && validator.get(operator) instanceof Document condition && condition.size() == 1
        && !operator.startsWith("$")) {
      Object value = document.getOrMissing(operator);
      String name = condition.keySet().iterator().next();
      details.append("operatorName", name).append("specifiedAs", validator);
      details.append("reason", value instanceof Missing ? "field was missing" : reason(name));
      if (!(value instanceof Missing)) {
        details.append("consideredValue", value);
        if (name.equals("$type")) {
          details.append("consideredType", Types.name(value));
        }
      }
    } else {
      details.append("operatorName", operator.startsWith("$") ? operator : "$and");
      details.append("specifiedAs", validator).append("reason", "expression did not match");
    }
    return details;
  }

  private static String reason(String operator) {
    return switch (operator) {
      case "$type" -> "type did not match";
      case "$in" -> "no matching value found in array";
      case "$regex" -> "regular expression did not match";
      case "$exists" -> "path does exist";
      default -> "comparison failed";
    };
  }
}
