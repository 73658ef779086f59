package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code $graphLookup}: what can be reached from a document, nearest first. */
final class GraphLookupStage {

  private static final Set<String> OPTIONS =
      Set.of(
          "from", "startWith", "connectFromField", "connectToField", "as", "maxDepth", "depthField",
          "restrictSearchWithMatch");

  private final Context context;
  private final JoinTable table;
  private final Expression start;
  private final String[] connectFrom;
  private final String[] as;
  private final long maxDepth;
  private final String @Nullable [] depthField;
  private final Filter restriction;

  private GraphLookupStage(Document spec, Context context) {
    this.context = context;
    this.table = new JoinTable(context, JoinStages.from("$graphLookup", spec.get("from"), context), text(spec,
        "connectToField"));
    this.start = Expressions.compile(spec.get("startWith"), context.variables());
    this.connectFrom = Paths.names(text(spec, "connectFromField"));
    this.as = Paths.names(text(spec, "as"));
    this.depthField = spec.containsKey("depthField") ? Paths.names(text(spec, "depthField")) : null;
    this.maxDepth = spec.containsKey("maxDepth") ? depth(spec.get("maxDepth")) : Long.MAX_VALUE;
    Object match = spec.get("restrictSearchWithMatch");
    if (match != null && !(match instanceof Document)) {
      throw Errors.of(
          40185, "$graphLookup argument 'restrictSearchWithMatch' must be an object, found " + Types.name(match));
    }
    this.restriction = match instanceof Document query ? Filter.of(query, context.variables()) : Filter.ALL;
  }

  static Stage create(@Nullable Object body, Context context) {
    if (!(body instanceof Document spec)) {
      throw Errors.failedToParse(
          "the $graphLookup stage specification must be an object, but found " + Types.name(body));
    }
    for (String name : spec.keySet()) {
      if (!OPTIONS.contains(name)) {
        throw Errors.of(40104, "Unknown argument to $graphLookup: " + name);
      }
    }
    if (!spec.keySet().containsAll(Set.of("from", "as", "startWith", "connectFromField", "connectToField"))) {
      throw Errors.of(
          40105,
          "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.");
    }
    // Compiled here for its errors; each run has a table of its own.
    new GraphLookupStage(spec, context);
    return input -> new GraphLookupStage(spec, context).joined(input);
  }

  private static String text(Document spec, String name) {
    if (spec.get(name) instanceof String text) {
      return text;
    }
    throw Errors.of(
        40103, "expected string as argument for " + name + ", found: " + Types.name(spec.get(name)));
  }

  private static long depth(@Nullable Object value) {
    Long depth = value instanceof Number ? Numbers.exactLong(value) : null;
    if (!(value instanceof Number)) {
      throw Errors.of(40100, "maxDepth must be numeric, found type: " + Types.name(value));
    }
    if (depth != null && depth < 0) {
      throw Errors.of(40101, "maxDepth requires a nonnegative argument, found: " + depth);
    }
    if (depth == null) {
      throw Errors.of(40102, "maxDepth could not be represented as a long long: " + value);
    }
    return depth;
  }

  private Iterator<Document> joined(Iterator<Document> input) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return input.hasNext();
      }

      @Override
      public Document next() {
        Document document = input.next();
        return UnwindStage.replaced(document, as, 0, reached(document));
      }
    };
  }

  private List<Document> reached(Document document) {
    Set<@Nullable Object> asked = new TreeSet<>(context.values());
    Set<@Nullable Object> ids = new TreeSet<>(context.values());
    List<Document> ordered = new ArrayList<>();
    List<@Nullable Object> wanted =
        JoinTable.wanted(start.evaluate(context.scope().of(document)));
    for (long depth = 0; depth <= maxDepth && !wanted.isEmpty(); depth++) {
      wanted.removeIf(value -> !asked.add(value));
      List<@Nullable Object> next = new ArrayList<>();
      if (!wanted.isEmpty()) {
        for (Document each : table.find(wanted)) {
          if (ids.add(each.get("_id")) && restriction.matches(each)) {
            ordered.add(depthField == null ? each : UnwindStage.replaced(each, depthField, 0, depth));
            Object value = Paths.value(each, connectFrom, 0);
            if (!Types.isNullish(value)) {
              next.addAll(JoinTable.wanted(value));
            }
          }
        }
      }
      wanted = next;
    }
    return ordered;
  }
}
