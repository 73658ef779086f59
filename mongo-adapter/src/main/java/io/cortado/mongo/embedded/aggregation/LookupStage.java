package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code $lookup}: by equal fields, by a pipeline, or by both. */
final class LookupStage {

  private static final Set<String> OPTIONS =
      Set.of("from", "localField", "foreignField", "let", "pipeline", "as", "_internalCollation");

  private final Context context;
  private final Environment.Namespace from;
  private final String[] as;
  private final String @Nullable [] local;
  private final @Nullable String foreign;
  private final @Nullable Pipeline pipeline;
  private @Nullable Correlation correlation;
  private final List<Integer> slots = new ArrayList<>();
  private final List<Expression> lets = new ArrayList<>();

  private LookupStage(Document spec, Context context) {
    this.context = context;
    this.as = Paths.names(text(spec, "as"));
    List<?> stages = spec.get("pipeline") instanceof List<?> list ? list : null;
    boolean own =
        !spec.containsKey("from")
            && stages != null
            && !stages.isEmpty()
            && stages.getFirst() instanceof Document first
            && first.containsKey("$documents");
    if (!spec.containsKey("from") && !own) {
      throw Errors.failedToParse(
          "must specify 'pipeline' when 'from' is empty, or $documents as its first stage");
    }
    this.from = own ? context.namespace() : JoinStages.from("$lookup", spec.get("from"), context);
    boolean fields = spec.containsKey("localField") || spec.containsKey("foreignField");
    if (fields && !(spec.containsKey("localField") && spec.containsKey("foreignField"))) {
      throw Errors.failedToParse(
          "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
    }
    if (!fields && !spec.containsKey("pipeline")) {
      throw Errors.failedToParse(
          "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
    }
    if (spec.containsKey("let") && !spec.containsKey("pipeline")) {
      throw Errors.failedToParse("$lookup with a 'let' argument must also specify 'pipeline'");
    }
    this.local = fields ? Paths.names(text(spec, "localField")) : null;
    this.foreign = fields ? text(spec, "foreignField") : null;
    this.pipeline = spec.containsKey("pipeline") ? pipeline(spec) : null;
  }

  static Stage create(@Nullable Object body, Context context) {
    if (!(body instanceof Document spec)) {
      throw Errors.failedToParse("the $lookup specification must be an Object");
    }
    for (String name : spec.keySet()) {
      if (!OPTIONS.contains(name)) {
        throw Errors.failedToParse("unknown argument to $lookup: " + name);
      }
    }
    if (!spec.containsKey("as")) {
      throw Errors.failedToParse("must specify 'as' field for a $lookup");
    }
    return new LookupStage(spec, context)::joined;
  }

  private static String text(Document spec, String name) {
    if (spec.get(name) instanceof String text) {
      return text;
    }
    throw Errors.failedToParse(
        "$lookup argument '" + name + "' must be a string, found " + name + ": " + Types.name(spec.get(name)));
  }

  private Pipeline pipeline(Document spec) {
    Variables inner = context.variables();
    if (spec.get("let") instanceof Document let) {
      for (Map.Entry<String, Object> entry : let.entrySet()) {
        Variables.requireUserName(entry.getKey());
        lets.add(Expressions.compile(entry.getValue(), context.variables()));
        inner = inner.with(entry.getKey());
        slots.add(inner.slot(entry.getKey()));
      }
    } else if (spec.containsKey("let")) {
      throw Errors.failedToParse("$lookup argument 'let' must be an object, found " + Types.name(spec.get("let")));
    }
    Pipeline made = Pipeline.of(spec.get("pipeline"), context.with(inner).on(from), "$lookup");
    correlation = made.hasSource() ? null : Correlation.in(made.query(), inner);
    return made;
  }

  private Iterator<Document> joined(Iterator<Document> input) {
    JoinTable table = foreign == null ? null : new JoinTable(context, from, foreign);
    JoinTable correlated =
        table != null || correlation == null ? null : new JoinTable(context, from, correlation.field());
    return new Iterator<>() {
      private @Nullable List<Document> constant;

      @Override
      public boolean hasNext() {
        return input.hasNext();
      }

      @Override
      public Document next() {
        Document document = input.next();
        List<Document> found;
        if (table == null && lets.isEmpty() && constant != null) {
          found = constant;
        } else {
          found = found(document, table, correlated);
          constant = found;
        }
        Document result = UnwindStage.replaced(document, as, 0, found);
        context.scope().inherit(document, result);
        return result;
      }
    };
  }

  private List<Document> found(Document document, @Nullable JoinTable table, @Nullable JoinTable correlated) {
    List<Document> candidates = null;
    if (table != null && local != null) {
      Object value = Paths.value(document, local, 0);
      candidates = table.find(JoinTable.wanted(value));
    }
    if (pipeline == null) {
      return candidates == null ? List.of() : candidates;
    }
    context.scope().of(document);
    for (int i = 0; i < slots.size(); i++) {
      context.scope().set(slots.get(i), lets.get(i).evaluate(context.scope()));
    }
    if (correlated != null && correlation != null) {
      List<@Nullable Object> value = new ArrayList<>();
      Object wanted = correlation.value().evaluate(context.scope());
      value.add(wanted instanceof Missing ? null : wanted);
      candidates = correlated.find(value);
    }
    return Stage.list(candidates == null ? pipeline.documents() : pipeline.documents(candidates));
  }
}
