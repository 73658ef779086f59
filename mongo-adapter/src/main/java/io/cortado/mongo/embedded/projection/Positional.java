package io.cortado.mongo.embedded.projection;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code 'a.b.$'}: of the first array on the path only the element by which the query found the document. */
final class Positional implements Step.Change {

  private final Filter filter;
  private final List<String> below;
  private int position = Filter.NO_POSITION;

  /** {@code below} are the names of the path after its first one. */
  Positional(Filter filter, List<String> below) {
    this.filter = filter;
    this.below = below;
  }

  void find(Document document) {
    position = filter.position(document);
  }

  @Override
  public @Nullable Object of(@Nullable Object value, Scope scope) {
    return element(value, 0);
  }

  private @Nullable Object element(@Nullable Object value, int depth) {
    if (value instanceof List<?> list) {
      if (position < 0 || position >= list.size()) {
        throw Errors.of(
            51246,
            "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching"
                + " element in the array");
      }
      List<@Nullable Object> one = new ArrayList<>();
      one.add(list.get(position));
      return one;
    }
    if (depth < below.size() && value instanceof Document document) {
      String name = below.get(depth);
      Document result = new Document();
      if (document.containsKey(name)) {
        result.put(name, element(document.get(name), depth + 1));
      }
      return result;
    }
    return value;
  }
}
