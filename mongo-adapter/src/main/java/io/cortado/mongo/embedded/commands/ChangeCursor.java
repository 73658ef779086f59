package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.oplog.Oplog;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change stream: the changes of a collection, database or server as they come. Runs on the server's thread. */
final class ChangeCursor extends OpenCursor {

  private static final Set<String> DOCUMENTS = Set.of("insert", "update", "replace", "delete");
  private static final Set<String> ENDS = Set.of("drop", "rename", "dropDatabase");

  private final Store store;
  private final Oplog oplog;
  private final @Nullable String database;
  private final @Nullable String collection;
  private final Document options;
  private final EventStages stages;
  private final Queue<Document> ready = new ArrayDeque<>();
  private long seen;
  private boolean ended;
  private String lastToken;

  ChangeCursor(
      Request request, Oplog oplog, Document options, @Nullable String collection, EventStages stages) {
    super(request.database() + "." + (collection == null ? "$cmd.aggregate" : collection));
    this.store = request.access().store();
    this.oplog = oplog;
    this.options = options;
    this.collection = collection;
    this.database = Boolean.TRUE.equals(options.get("allChangesForCluster")) ? null : request.database();
    this.stages = stages;
    this.seen = ResumeToken.start(options, oplog);
    this.lastToken = ResumeToken.of(seen, false);
    if (options.containsKey("resumeAfter") && ResumeToken.isInvalidation(options.get("resumeAfter"))) {
      throw Errors.of(
          260,
          "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.");
    }
  }

  @Override
  @Nullable Bson next() {
    while (true) {
      Document event = ready.poll();
      if (event == null) {
        event = read();
        if (event == null) {
          return null;
        }
      }
      lastToken = String.valueOf(((Document) Objects.requireNonNull(event.get("_id"))).get("_data"));
      Document shown = stages.apply(event);
      if ("invalidate".equals(event.get("operationType"))) {
        ended = true;
      }
      if (shown != null) {
        if (!Objects.equals(event.get("_id"), shown.get("_id"))) {
          throw Errors.of(
              280,
              "Encountered an event whose _id field, which contains the resume token, was modified by the pipeline."
                  + " Modifying the _id field of an event makes it impossible to resume the stream from that point."
                  + " Only transformations that retain the unmodified _id field are allowed.");
        }
        return Bson.of(shown);
      }
    }
  }

  private @Nullable Document read() {
    if (ended) {
      return null;
    }
    if (!oplog.reaches(seen)) {
      throw lost();
    }
    Iterator<Oplog.Change> changes = oplog.after(seen);
    while (changes.hasNext()) {
      Oplog.Change change = changes.next();
      seen = change.time();
      if (concerns(change.entry())) {
        Document event = event(change);
        if (event != null) {
          return event;
        }
      }
    }
    lastToken = ResumeToken.of(seen, false);
    return null;
  }

  static MongoServerError lost() {
    return Errors.of(
        286,
        "Executor error during getMore :: caused by :: Resume of change stream was not possible, as the resume point"
            + " may no longer be in the oplog.");
  }

  private boolean concerns(Document entry) {
    boolean here = database == null || database.equals(entry.get("db"));
    Object name = entry.get("coll");
    if (!here || name instanceof String text && text.startsWith("system.")) {
      return false;
    }
    return collection == null || name == null || collection.equals(name) || isRenamedTo(entry);
  }

  private boolean isRenamedTo(Document entry) {
    return "rename".equals(entry.get("op")) && entry.get("what") instanceof Document to
        && String.valueOf(collection).equals(to.get("coll"));
  }

  private @Nullable Document event(Oplog.Change change) {
    Document entry = change.entry();
    String operation = String.valueOf(entry.get("op"));
    Document event =
        new Document("_id", new Document("_data", ResumeToken.of(change.time(), true)))
            .append("operationType", operation)
            .append("clusterTime", new BsonTimestamp(change.time()))
            .append("wallTime", entry.get("wall"));
    if (entry.containsKey("lsid")) {
      event.append("lsid", entry.get("lsid")).append("txnNumber", entry.get("txnNumber"));
    }
    if (DOCUMENTS.contains(operation)) {
      return ofDocument(event, entry, operation);
    }
    boolean always = ENDS.contains(operation);
    if (!always && !Boolean.TRUE.equals(options.get("showExpandedEvents"))) {
      return null;
    }
    if (operation.equals("dropDatabase")) {
      if (collection != null) {
        return null;
      }
      event.append("ns", new Document("db", entry.get("db")));
    } else {
      event.append("ns", namespace(entry));
    }
    if (operation.equals("rename")) {
      event.append("to", entry.get("what"));
    } else if (!always) {
      event.append("operationDescription", entry.get("what"));
    }
    boolean invalidates =
        collection != null && always || collection == null && database != null && operation.equals("dropDatabase");
    if (invalidates) {
      ready.add(
          new Document("_id", new Document("_data", ResumeToken.invalidation(change.time())))
              .append("operationType", "invalidate")
              .append("clusterTime", new BsonTimestamp(change.time()))
              .append("wallTime", entry.get("wall")));
    }
    return event;
  }

  private static Document namespace(Document entry) {
    return new Document("db", entry.get("db")).append("coll", entry.get("coll"));
  }

  private Document ofDocument(Document event, Document entry, String operation) {
    if (entry.containsKey("o")) {
      event.append("fullDocument", entry.get("o"));
    }
    String wanted = String.valueOf(options.getOrDefault("fullDocument", "default"));
    if (operation.equals("update") && !wanted.equals("default")) {
      event.append("fullDocument", wanted.equals("updateLookup") ? current(entry) : post(entry, wanted));
    }
    event.append("ns", namespace(entry)).append("documentKey", new Document("_id", entry.get("k")));
    if (operation.equals("update")) {
      event.append("updateDescription", entry.get("u"));
    }
    String before = String.valueOf(options.getOrDefault("fullDocumentBeforeChange", "off"));
    if (!operation.equals("insert") && !before.equals("off")) {
      if (!entry.containsKey("pre") && before.equals("required")) {
        throw Errors.of(
            47,
            "Change stream was configured to require a pre-image for all update, delete and replace events, but the"
                + " pre-image was not found for event: " + event.get("_id"));
      }
      event.append("fullDocumentBeforeChange", entry.get("pre"));
    }
    return event;
  }

  private static @Nullable Object post(Document entry, String wanted) {
    if (!entry.containsKey("post") && wanted.equals("required")) {
      throw Errors.of(
          47,
          "Change stream was configured to require a post-image for all update events, but the post-image was not"
              + " found");
    }
    return entry.get("post");
  }

  private @Nullable Object current(Document entry) {
    Table table = store.table(String.valueOf(entry.get("db")), String.valueOf(entry.get("coll")));
    Record record = table == null ? null : table.byId(entry.get("k"));
    return record == null ? null : record.bson();
  }

  @Override
  void pause() {}

  @Override
  boolean isTailable() {
    return !isClosed();
  }

  @Override
  boolean isClosed() {
    return ended && ready.isEmpty();
  }

  @Override
  boolean awaitsData() {
    return true;
  }

  @Override
  void addTo(Document cursor, List<Bson> batch) {
    cursor.append("postBatchResumeToken", new Document("_data", lastToken));
  }
}
