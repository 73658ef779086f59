package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stages that bring documents of other collections in. */
final class JoinStages {

  private JoinStages() {}

  static void register(Map<String, Stages.Factory> into) {
    into.put("$lookup", LookupStage::create);
    into.put("$graphLookup", GraphLookupStage::create);
    into.put("$unionWith", JoinStages::union);
  }

  /** The collection that a stage's {@code from} names. */
  static Environment.Namespace from(String stage, @Nullable Object from, Context context) {
    if (from instanceof Document document
        && document.get("db") instanceof String database
        && document.get("coll") instanceof String collection) {
      return new Environment.Namespace(database, collection);
    }
    if (from instanceof String collection) {
      return context.beside(collection);
    }
    throw Errors.failedToParse(
        stage + " argument 'from' must be a string, but found " + Types.name(from));
  }

  private static Stage union(@Nullable Object body, Context context) {
    Object collection = body;
    Object stages = List.of();
    if (body instanceof Document document) {
      for (String name : document.keySet()) {
        if (!name.equals("coll") && !name.equals("pipeline")) {
          throw Errors.of(40415, "BSON field '$unionWith." + name + "' is an unknown field.");
        }
      }
      collection = document.get("coll");
      stages = document.containsKey("pipeline") ? document.get("pipeline") : List.of();
    } else if (!(body instanceof String)) {
      throw Errors.failedToParse(
          "the $unionWith stage specification must be an object or string, but found " + Types.name(body));
    }
    boolean own =
        collection == null
            && stages instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof Document first
            && first.containsKey("$documents");
    if (collection == null && !own) {
      throw Errors.failedToParse("$unionWith stage without explicit collection must have a pipeline with "
          + "$documents as first stage");
    }
    Context inner = own ? context : context.on(from("$unionWith", collection, context));
    Pipeline pipeline = Pipeline.of(stages, inner, "$unionWith");
    return input -> new Chained(input, pipeline::documents);
  }

  /** One iterator's documents, then those of another one that starts when the first has ended. */
  private static final class Chained implements Iterator<Document> {

    private Iterator<Document> current;
    private @Nullable Supplier<Iterator<Document>> rest;

    Chained(Iterator<Document> first, Supplier<Iterator<Document>> rest) {
      this.current = first;
      this.rest = rest;
    }

    @Override
    public boolean hasNext() {
      if (!current.hasNext() && rest != null) {
        current = rest.get();
        rest = null;
      }
      return current.hasNext();
    }

    @Override
    public Document next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }
}
