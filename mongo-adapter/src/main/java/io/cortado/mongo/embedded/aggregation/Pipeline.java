package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.SortOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled aggregation pipeline. Used by one thread at a time. */
public final class Pipeline {

  private static final Set<String> WRITERS = Set.of("$out", "$merge");
  private static final String RUNNING = "PlanExecutor error during aggregation";

  private final Context context;
  private final List<Stage> stages = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** What the first stages ask of the collection; the empty query where the first stage is a source of its own. */
  private Document query = new Document();

  private @Nullable Document sort;
  private int limit;
  private boolean hasSource;
  private @Nullable Filter filter;

  private Pipeline(Context context) {
    this.context = context;
  }

  /** Compiles the {@code pipeline} of an aggregate command or of a view. */
  public static Pipeline of(
      @Nullable Object stages, Environment environment, Environment.Namespace namespace, Variables variables) {
    return of(stages, new Context(environment, namespace, variables), "");
  }

  /** The same for a pipeline within a stage; {@code within} is that stage's name. */
  static Pipeline of(@Nullable Object given, Context context, String within) {
    if (!(given instanceof List<?> specs)) {
      throw Errors.typeMismatch("'pipeline' option must be specified as an array");
    }
    Pipeline pipeline = new Pipeline(context);
    int at = pipeline.readLeading(specs, within);
    for (int i = at; i < specs.size(); i++) {
      pipeline.add(specs.get(i), i, specs.size(), within);
    }
    return pipeline;
  }

  private static String name(@Nullable Object spec) {
    if (!(spec instanceof Document document)) {
      throw Errors.typeMismatch("Each element of the 'pipeline' array must be an object");
    }
    if (document.size() != 1) {
      throw Errors.of(40323, "A pipeline stage specification object must contain exactly one field.");
    }
    return document.keySet().iterator().next();
  }

  /** Lets the collection answer for the first $match, $sort and $limit; returns how many stages these are. */
  private int readLeading(List<?> specs, String within) {
    if (within.equals("$facet")) {
      return 0;
    }
    int at = 0;
    if (at < specs.size() && name(specs.get(at)).equals("$match") && body(specs.get(at)) instanceof Document match) {
      Filter.of(match, context.variables());
      query = match;
      names.add("$match");
      at++;
    }
    if (at < specs.size() && name(specs.get(at)).equals("$sort") && body(specs.get(at)) instanceof Document order
        && isPlain(order)) {
      sort = order;
      names.add("$sort");
      at++;
    }
    if (at < specs.size() && name(specs.get(at)).equals("$limit")) {
      limit = (int) Math.min(Integer.MAX_VALUE, ShapeStages.limit(body(specs.get(at))));
      names.add("$limit");
      at++;
    }
    return at;
  }

  private static boolean isPlain(Document order) {
    for (Object direction : order.values()) {
      if (!(direction instanceof Number number) || Math.abs(number.doubleValue()) != 1) {
        return false;
      }
    }
    return !order.isEmpty();
  }

  private static @Nullable Object body(@Nullable Object spec) {
    return spec instanceof Document document ? document.get(name(spec)) : null;
  }

  private void add(@Nullable Object spec, int index, int count, String within) {
    String name = name(spec);
    if (WRITERS.contains(name)) {
      if (!within.isEmpty()) {
        throw within.equals("$facet")
            ? Errors.of(40600, name + " is not allowed to be used within a $facet stage")
            : Errors.of(51047, name + " is not allowed within a " + within + "'s sub-pipeline");
      }
      if (index != count - 1) {
        throw Errors.of(40601, name + " can only be the final stage in the pipeline");
      }
    }
    Stage stage = Stages.compile(name, body(spec), context, within);
    if (Stages.isSource(name)) {
      if (index != 0) {
        throw Errors.of(40602, name + " is only valid as the first stage in a pipeline.");
      }
      if (within.equals("$facet")) {
        throw Errors.of(40600, name + " is not allowed to be used within a $facet stage");
      }
      hasSource = true;
    }
    stages.add(stage);
    names.add(name);
  }

  /** The names of the stages in their order. */
  public List<String> stageNames() {
    return Collections.unmodifiableList(names);
  }

  /** The query that the collection is asked, for a plan of it. */
  public Document query() {
    return query;
  }

  public @Nullable Document sort() {
    return sort;
  }

  boolean hasSource() {
    return hasSource;
  }

  public boolean writes() {
    return !names.isEmpty() && WRITERS.contains(names.getLast());
  }

  /** Runs the pipeline on its collection. The documents come as they are asked for. */
  public Iterator<Document> run() {
    try {
      return new Explained(documents());
    } catch (MongoServerError e) {
      throw explained(e);
    }
  }

  Iterator<Document> documents() {
    if (hasSource) {
      return through(Collections.emptyIterator());
    }
    Environment.Scan scan = new Environment.Scan(context.namespace(), query, sort, limit, context.variables());
    return through(context.environment().scan(scan));
  }

  /** The same for documents that are not the collection's. */
  Iterator<Document> documents(List<Document> input) {
    List<Document> kept = input;
    if (!query.isEmpty()) {
      Filter known = filter == null ? Filter.of(query, context.variables()) : filter;
      filter = known;
      kept = new ArrayList<>();
      for (Document document : input) {
        if (known.matches(document)) {
          kept.add(document);
        }
      }
    }
    if (sort != null) {
      kept = SortOrder.of(sort, context.values()).sorted(kept);
    }
    if (limit > 0 && limit < kept.size()) {
      kept = kept.subList(0, limit);
    }
    return through(kept.iterator());
  }

  private Iterator<Document> through(Iterator<Document> input) {
    Iterator<Document> result = input;
    for (Stage stage : stages) {
      result = stage.apply(result);
    }
    return result;
  }

  private static MongoServerError explained(MongoServerError error) {
    boolean already = error.getMessageWithoutErrorCode().startsWith(RUNNING) || error.getCode() == 115;
    return already ? error : Errors.within(RUNNING, error);
  }

  private record Explained(Iterator<Document> documents) implements Iterator<Document> {

    @Override
    public boolean hasNext() {
      try {
        return documents.hasNext();
      } catch (MongoServerError e) {
        throw explained(e);
      }
    }

    @Override
    public Document next() {
      try {
        return documents.next();
      } catch (MongoServerError e) {
        throw explained(e);
      }
    }
  }
}
