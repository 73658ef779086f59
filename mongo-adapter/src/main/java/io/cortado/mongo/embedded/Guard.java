package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what the storage library would accept and then do wrongly or not at all. Runs on the server's thread. */
final class Guard {

  private static final int ILLEGAL_OPERATION = 20;

  private static final Set<String> COLLECTION_OPTIONS =
      Set.of("validator", "viewOn", "pipeline", "timeseries", "capped", "clusteredIndex", "expireAfterSeconds");
  private static final Set<String> FIND_OPTIONS = Set.of("min", "max", "returnKey", "showRecordId", "tailable", "let");
  private static final Set<String> QUERY_OPERATORS =
      Set.of(
          "$where", "$text", "$near", "$nearSphere", "$geoWithin", "$geoIntersects", "$within", "$jsonSchema");
  private static final Set<String> STAGES =
      Set.of(
          "$graphLookup", "$unionWith", "$setWindowFields", "$densify", "$fill", "$bucketAuto", "$geoNear", "$search",
          "$changeStream", "$documents", "$listSessions", "$listLocalSessions", "$planCacheStats");
  private static final Set<String> UNCOLLATED_STAGES =
      Set.of("$lookup", "$bucket", "$sortByCount", "$redact");
  private static final Set<String> COMPARISONS =
      Set.of(
          "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$cmp", "$in", "$min", "$max", "$addToSet", "$indexOfArray",
          "$setEquals", "$setUnion", "$setIntersection", "$setDifference", "$setIsSubset");
  private static final Set<String> INDEX_KINDS = Set.of("text", "2d", "2dsphere", "geoHaystack");

  private Guard() {}

  static void check(String command, Document query) {
    if (query.containsKey("startTransaction") || query.containsKey("autocommit")) {
      throw new MongoServerError(
          ILLEGAL_OPERATION,
          "IllegalOperation",
          "Transaction numbers are only allowed on a replica set member or mongos");
    }
    switch (command) {
      case "find" -> {
        refuseKeys(query, FIND_OPTIONS, "the find option ");
        refuseOperators(query.get("filter"));
      }
      case "count", "distinct" -> refuseOperators(query.get("query"));
      case "findAndModify", "findandmodify" -> {
        refuseOperators(query.get("query"));
      }
      case "update" -> Repairs.documents(query.get("updates")).forEach(Guard::checkUpdate);
      case "delete" -> Repairs.documents(query.get("deletes")).forEach(Guard::checkDelete);
      case "aggregate" -> {
        Repairs.documents(query.get("pipeline")).forEach(Guard::checkStage);
        if (!Collation.of(query).isSimple()) {
          Repairs.documents(query.get("pipeline")).forEach(Guard::checkCollated);
        }
      }
      case "create" -> {
        refuseKeys(query, COLLECTION_OPTIONS, "the collection option ");
        if (!Collation.of(query).isSimple()) {
          throw unsupported("a collection's own collation (give it to each operation and index)");
        }
      }
      case "createIndexes" -> Repairs.documents(query.get("indexes")).forEach(Guard::checkIndex);
      default -> {}
    }
  }

  private static void checkUpdate(Document update) {
    refuseOperators(update.get("q"));
    if (update.containsKey("sort")) {
      throw unsupported("the sort option of an update");
    }
  }

  private static void checkDelete(Document delete) {
    refuseOperators(delete.get("q"));
  }

  private static void checkStage(Document stage) {
    refuseKeys(stage, STAGES, "the stage ");
    if (stage.get("$collStats") instanceof Document statistics && !Set.of("count").containsAll(statistics.keySet())) {
      throw unsupported("the stage $collStats with more than count");
    }
    refuseOperators(stage.get("$match"));
    if (stage.get("$facet") instanceof Document facet) {
      facet.values().forEach(pipeline -> Repairs.documents(pipeline).forEach(Guard::checkStage));
    }
    if (stage.get("$lookup") instanceof Document lookup) {
      Repairs.documents(lookup.get("pipeline")).forEach(Guard::checkStage);
    }
  }

  /** Expressions and joins compare strings by their characters. */
  private static void checkCollated(Document stage) {
    refuseKeys(stage, UNCOLLATED_STAGES, "a collation with the stage ");
    if (stage.get("$facet") instanceof Document facet) {
      facet.values().forEach(pipeline -> Repairs.documents(pipeline).forEach(Guard::checkCollated));
    } else if (!stage.containsKey("$match")) {
      stage.values().forEach(Guard::refuseComparisons);
    }
  }

  private static void refuseComparisons(@Nullable Object expression) {
    if (expression instanceof Document document) {
      refuseKeys(document, COMPARISONS, "a collation with the expression ");
      document.values().forEach(Guard::refuseComparisons);
    } else if (expression instanceof List<?> list) {
      list.forEach(Guard::refuseComparisons);
    }
  }

  private static void checkIndex(Document index) {
    if (index.containsKey("partialFilterExpression") && Boolean.TRUE.equals(index.get("unique"))) {
      throw unsupported("a unique index with partialFilterExpression");
    }
    if (index.get("key") instanceof Document key) {
      key.forEach(
          (field, kind) -> {
            if (kind instanceof String name && INDEX_KINDS.contains(name)) {
              throw unsupported("a " + name + " index");
            }
            if (field.contains("$**")) {
              throw unsupported("a wildcard index");
            }
          });
    }
  }

  private static void refuseOperators(@Nullable Object query) {
    if (query instanceof Document document) {
      refuseKeys(document, QUERY_OPERATORS, "the query operator ");
      document.values().forEach(Guard::refuseOperators);
    } else if (query instanceof List<?> list) {
      list.forEach(Guard::refuseOperators);
    }
  }

  private static void refuseKeys(Document document, Set<String> refused, String kind) {
    for (String key : document.keySet()) {
      Object value = document.get(key);
      if (refused.contains(key) && value != null && !Boolean.FALSE.equals(value)) {
        throw unsupported(kind + key);
      }
    }
  }

  static MongoServerError unsupported(String feature) {
    return Errors.unsupported(feature);
  }
}
