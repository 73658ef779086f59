package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs the statements of an update or delete command one by one, so that an ordered command stops at its first error
 * and an unordered one reports them all. Runs on the server's thread.
 */
final class Statements {

  private final String command;
  private final Document query;
  private final Function<Document, Document> single;
  private final List<Document> upserted = new ArrayList<>();
  private final List<Document> errors = new ArrayList<>();
  private int matched;
  private int modified;

  /** {@code single} runs the same command with one statement. */
  Statements(String command, Document query, Function<Document, Document> single) {
    this.command = command;
    this.query = query;
    this.single = single;
  }

  Document run() {
    boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
    List<?> statements = query.get(command + "s") instanceof List<?> list ? list : List.of();
    for (int i = 0; i < statements.size() && (errors.isEmpty() || !ordered); i++) {
      add(i, statements.get(i));
    }
    Document result = new Document("n", matched);
    if (command.equals("update")) {
      result.append("nModified", modified);
    }
    if (!upserted.isEmpty()) {
      result.append("upserted", upserted);
    }
    if (!errors.isEmpty()) {
      result.append("writeErrors", errors);
    }
    return result.append("ok", 1.0);
  }

  private void add(int index, Object statement) {
    Document one = query.clone();
    one.put(command + "s", List.of(statement));
    try {
      Document result = single.apply(one);
      matched += number(result, "n");
      modified += number(result, "nModified");
      reindexed(result, "upserted", index, upserted);
      reindexed(result, "writeErrors", index, errors);
    } catch (MongoServerError e) {
      errors.add(
          new Document("index", index)
              .append("code", e.getCode())
              .append("codeName", e.getCodeName())
              .append("errmsg", e.getMessageWithoutErrorCode()));
    }
  }

  private static int number(Document result, String name) {
    return result.get(name) instanceof Number number ? number.intValue() : 0;
  }

  private static void reindexed(Document result, String name, int index, List<Document> into) {
    if (result.get(name) instanceof Iterable<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Document document) {
          document.put("index", index);
          into.add(document);
        }
      }
    }
  }
}
