package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields that commands and their statements have; others are errors, as in MongoDB. Called from any thread. */
final class KnownFields {

  /** What every command can have; a name that begins with a dollar sign belongs to the protocol. */
  private static final Set<String> GENERAL =
      Set.of(
          "lsid", "txnNumber", "startTransaction", "autocommit", "readConcern", "writeConcern", "comment", "maxTimeMS",
          "apiVersion", "apiStrict", "apiDeprecationErrors", "stmtId", "stmtIds", "maxTimeMSOpOnly",
          "mayBypassWriteBlocking", "help", "allowDiskUse", "rawData");

  private static final Map<String, Set<String>> COMMANDS = new HashMap<>();
  private static final Map<String, Set<String>> STATEMENTS = new HashMap<>();

  static {
    put("find", "filter projection sort hint skip limit batchSize singleBatch min max returnKey showRecordId tailable"
        + " oplogReplay noCursorTimeout awaitData allowPartialResults collation let ntoreturn readOnce"
        + " includeQueryStatsMetrics");
    put("aggregate", "pipeline explain cursor bypassDocumentValidation collation hint let needsMerge fromMongos"
        + " isMapReduceCommand passthroughToShard");
    put("count", "query limit skip hint collation fields");
    put("distinct", "key query collation hint");
    put("insert", "documents ordered bypassDocumentValidation isTimeseriesNamespace");
    put("update", "updates ordered bypassDocumentValidation let isTimeseriesNamespace");
    put("delete", "deletes ordered let isTimeseriesNamespace");
    put("findAndModify", "query sort remove update new fields upsert bypassDocumentValidation collation arrayFilters hint"
        + " let");
    put("getMore", "collection batchSize term lastKnownCommittedOpTime");
    put("bulkWrite", "ops nsInfo ordered errorsOnly bypassDocumentValidation let cursor");
    STATEMENTS.put("update", words("q u c multi upsert collation arrayFilters hint sort sampleId upsertSupplied"));
    STATEMENTS.put("delete", words("q limit collation hint sampleId"));
  }

  private KnownFields() {}

  private static void put(String command, String fields) {
    COMMANDS.put(command, words(fields));
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" +"));
  }

  /** Throws for a field that the command does not have. */
  static void check(String command, Document body) {
    Set<String> known = COMMANDS.get(command);
    if (known == null) {
      return;
    }
    for (String field : body.keySet()) {
      if (!known.contains(field) && !GENERAL.contains(field) && !field.startsWith("$") && !field.equals(command)) {
        throw unknown(command, field);
      }
    }
    Set<String> ofStatements = STATEMENTS.get(command);
    if (ofStatements != null && body.get(command + "s") instanceof List<?> statements) {
      for (Object statement : statements) {
        if (statement instanceof Document document) {
          check(command, document, ofStatements);
        }
      }
    }
  }

  private static void check(String command, Document statement, Set<String> known) {
    for (String field : statement.keySet()) {
      if (!known.contains(field)) {
        throw unknown(command + "." + command + "s", field);
      }
    }
  }

  private static de.bwaldvogel.mongo.exception.MongoServerError unknown(String where, String field) {
    return Errors.of(40415, "BSON field '" + where + "." + field + "' is an unknown field.");
  }
}
