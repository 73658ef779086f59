package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.store.Entry;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;

/** What a view stands for. Runs on the server's thread. */
final class Views {

  private static final int DEEPEST = 20;

  private Views() {}

  /**
   * A collection with the stages in front of those of an aggregation.
   *
   * @param collection the collection that is read in the end
   */
  record Resolved(String collection, List<Document> stages, Document options) {}

  static Resolved resolve(Store store, String database, String name) {
    List<Document> stages = new ArrayList<>();
    String current = name;
    Document options = new Document();
    for (int depth = 0; depth <= DEEPEST; depth++) {
      Entry view = store.view(database, current);
      if (view == null) {
        return new Resolved(current, stages, options);
      }
      options = depth == 0 ? view.options() : options;
      List<Document> own = new ArrayList<>();
      if (view.options().get("pipeline") instanceof List<?> list) {
        list.forEach(stage -> own.add((Document) stage));
      }
      stages.addAll(0, own);
      current = String.valueOf(view.options().get("viewOn"));
    }
    throw Errors.of(156, "View depth too deep or view cycle detected; maximum depth is " + DEEPEST);
  }

  /** What a find of a view does, as stages. */
  static List<Document> pipelineOfFind(Request request) {
    List<Document> stages = new ArrayList<>();
    Document filter = request.document("filter");
    if (!filter.isEmpty()) {
      stages.add(new Document("$match", filter));
    }
    Document sort = request.document("sort");
    if (!sort.isEmpty() && !sort.containsKey("$natural")) {
      stages.add(new Document("$sort", sort));
    }
    window(request, stages);
    Document projection = request.document("projection");
    if (!projection.isEmpty()) {
      stages.add(new Document("$project", projection));
    }
    return stages;
  }

  static void window(Request request, List<Document> stages) {
    long skip = request.count("skip", 0);
    long limit = Math.abs(request.number("limit", 0));
    if (skip > 0) {
      stages.add(new Document("$skip", skip));
    }
    if (limit > 0) {
      stages.add(new Document("$limit", limit));
    }
  }
}
