package io.cortado.mongo.embedded.projection;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.query.FilterParser;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a projection: find's, which knows some operators of its own, or that of {@code $project}. */
final class ProjectionParser {

  private final Variables variables;
  private final @Nullable Filter query;
  private final Step root = Step.inner();

  /** Whether it includes or excludes; null while nothing has said so. */
  private @Nullable Boolean inclusion;

  private @Nullable Boolean id;
  private @Nullable Positional positional;

  ProjectionParser(Variables variables, @Nullable Filter query) {
    this.variables = variables;
    this.query = query;
  }

  Projection parse(Document spec) {
    Boolean said = kind(spec, "");
    inclusion = said != null ? said : Boolean.TRUE.equals(id);
    fields("", spec);
    boolean withId = !Boolean.FALSE.equals(id);
    if (inclusion) {
      return Projection.inclusion(root, variables.scope(), withId, positional);
    }
    if (!withId) {
      root.add(new String[] {"_id"}, Step.drop());
    }
    return Projection.exclusion(root, variables.scope());
  }

  /** What the first field says that can say it. */
  private @Nullable Boolean kind(Document spec, String prefix) {
    Boolean result = null;
    for (Map.Entry<String, Object> entry : spec.entrySet()) {
      String path = prefix + entry.getKey();
      Object value = entry.getValue();
      boolean plain = isPlain(value);
      if (path.equals("_id") && plain) {
        id = Types.isTrue(value);
      } else if (result == null) {
        result = kindOf(path, value, plain);
      }
    }
    return result;
  }

  private @Nullable Boolean kindOf(String path, @Nullable Object value, boolean plain) {
    if (plain) {
      return Types.isTrue(value);
    }
    if (value instanceof Document document && !document.isEmpty()) {
      String first = document.keySet().iterator().next();
      if (!first.startsWith("$")) {
        return kind(document, path + ".");
      }
      return query != null && (isSlice(document) || first.equals("$meta")) ? null : Boolean.TRUE;
    }
    return true;
  }

  private static boolean isPlain(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static boolean isSlice(Document document) {
    Object operand = document.get("$slice");
    return operand instanceof Number
        || operand instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Number;
  }

  private void fields(String prefix, Document spec) {
    for (Map.Entry<String, Object> entry : spec.entrySet()) {
      field(prefix + entry.getKey(), entry.getValue());
    }
  }

  private void field(String path, @Nullable Object value) {
    if (path.endsWith(".$") && query != null) {
      positional(path.substring(0, path.length() - 2), value);
    } else if (path.contains(".$.") && query != null) {
      throw Errors.of(
          31394,
          "As of 4.4, it's illegal to specify positional operator in the middle of a path.Positional projection may"
              + " only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d,"
              + " remove the parts following the '$' and the results will be equivalent.");
    } else if (isPlain(value)) {
      plain(path, Types.isTrue(value));
    } else if (value instanceof Document document) {
      if (document.isEmpty()) {
        throw Errors.of(51270, "An empty sub-projection is not a valid value. Found empty object at path");
      }
      document(path, document);
    } else {
      computed(path, value);
    }
  }

  private void plain(String path, boolean kept) {
    if (path.equals("_id")) {
      if (kept && Boolean.TRUE.equals(inclusion)) {
        root.add(Paths.names(path), Step.keep());
      }
      return;
    }
    if (kept != Boolean.TRUE.equals(inclusion)) {
      throw kept
          ? Errors.of(31253, "Cannot do inclusion on field " + path + " in exclusion projection")
          : Errors.of(31254, "Cannot do exclusion on field " + path + " in inclusion projection");
    }
    root.add(Paths.names(path), kept ? Step.keep() : Step.drop());
  }

  private void document(String path, Document document) {
    String first = document.keySet().iterator().next();
    if (!first.startsWith("$")) {
      fields(path + ".", document);
      return;
    }
    if (query != null) {
      if (isSlice(document) && document.size() == 1) {
        root.add(Paths.names(path), Step.changed(slice(document.get("$slice"))));
        return;
      }
      if (first.equals("$elemMatch")) {
        elements(path, document.get(first));
        return;
      }
    }
    computed(path, document);
  }

  private void computed(String path, @Nullable Object spec) {
    boolean meta = spec instanceof Document document && document.containsKey("$meta");
    if (!Boolean.TRUE.equals(inclusion) && !(meta && query != null)) {
      throw Errors.of(31252, "Cannot use expression other than $meta in exclusion projection");
    }
    root.add(Paths.names(path), Step.computed(Expressions.compile(spec, variables)));
  }

  private void elements(String path, @Nullable Object operand) {
    if (path.contains(".")) {
      throw Errors.of(31275, "Cannot use $elemMatch projection on a nested field.");
    }
    if (!(operand instanceof Document)) {
      throw Errors.of(31274, "elemMatch: Invalid argument, object required, but got " + Types.name(operand));
    }
    if (!Boolean.TRUE.equals(inclusion)) {
      throw Errors.of(31255, "Cannot use $elemMatch projection in an exclusion projection.");
    }
    Filter filter =
        new FilterParser(variables).parse(new Document(path, new Document("$elemMatch", operand)));
    root.add(
        Paths.names(path),
        Step.computed(
            scope -> {
              Object value = scope.root() instanceof Document document ? document.get(path) : null;
              if (!(value instanceof List<?> list) || !filter.matches(scope.root())) {
                return Missing.getInstance();
              }
              List<@Nullable Object> one = new ArrayList<>();
              one.add(list.get(filter.position(scope.root())));
              return one;
            }));
  }

  private void positional(String path, @Nullable Object value) {
    if (positional != null) {
      throw Errors.of(31276, "Cannot specify more than one positional projection per query.");
    }
    if (!Types.isTrue(value) || !Boolean.TRUE.equals(inclusion)) {
      throw Errors.of(31395, "positional projection cannot be used with exclusion");
    }
    String[] names = Paths.names(path);
    Positional made = new Positional(query == null ? Filter.ALL : query, List.of(names).subList(1, names.length));
    positional = made;
    root.add(Arrays.copyOf(names, 1), Step.changed(made));
  }

  private static Step.Change slice(@Nullable Object operand) {
    int skip;
    int limit;
    if (operand instanceof List<?> list) {
      if (list.size() != 2 || !isWhole(list.getFirst()) || !isWhole(list.getLast())) {
        throw Errors.of(28724, "First argument to $slice must be an array, but is of type: int");
      }
      skip = whole(list.getFirst());
      limit = whole(list.getLast());
      if (limit <= 0) {
        throw Errors.of(28724, "First argument to $slice must be an array, but is of type: int");
      }
    } else {
      int count = whole(operand);
      skip = Math.min(count, 0);
      limit = count < 0 ? -count : count;
    }
    return (value, scope) -> value instanceof Collection<?> list ? part(list, skip, limit) : value;
  }

  private static boolean isWhole(@Nullable Object value) {
    return value instanceof Number;
  }

  private static int whole(@Nullable Object value) {
    long whole = value instanceof Number number ? Numbers.truncated(number) : 0;
    return (int) Math.clamp(whole, -Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static List<@Nullable Object> part(Collection<?> list, int skip, int limit) {
    int from = skip < 0 ? Math.max(0, list.size() + skip) : Math.min(skip, list.size());
    int to = (int) Math.min(list.size(), (long) from + limit);
    return new ArrayList<>(new ArrayList<>(list).subList(from, to));
  }
}
