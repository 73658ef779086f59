package io.cortado.mongo.embedded.update;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.query.FilterParser;
import io.cortado.mongo.embedded.value.Errors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code arrayFilters} of an update, by the names that its paths have for them. */
final class ArrayFilters {

  private static final String WRONG_NAME =
      "Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning"
          + " with a lowercase letter, found '";

  private final Map<String, Filter> filters = new HashMap<>();
  private final Set<String> unused = new HashSet<>();

  static ArrayFilters of(List<?> given, FilterParser parser) {
    ArrayFilters result = new ArrayFilters();
    for (Object entry : given) {
      if (!(entry instanceof Document query)) {
        throw Errors.typeMismatch("each array filter must be an object");
      }
      String name = name(query, null);
      if (name == null) {
        throw Errors.failedToParse("Cannot use an expression without a top-level field name in arrayFilters");
      }
      requireName(name);
      Filter filter = parser.parse(query);
      Filter ofElement = element -> filter.matches(new Document(name, element));
      if (result.filters.put("$[" + name + "]", ofElement) != null) {
        throw Errors.failedToParse("Found multiple array filters with the same top-level field name " + name);
      }
      result.unused.add(name);
    }
    return result;
  }

  private static void requireName(String name) {
    boolean right = !name.isEmpty() && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      right &= c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    if (!right) {
      throw Errors.badValue(WRONG_NAME + name + "'");
    }
  }

  private static @Nullable String name(Document query, @Nullable String known) {
    String result = known;
    for (Map.Entry<String, Object> entry : query.entrySet()) {
      if (entry.getKey().startsWith("$")) {
        if (entry.getValue() instanceof List<?> parts) {
          for (Object part : parts) {
            result = part instanceof Document nested ? name(nested, result) : result;
          }
        }
        continue;
      }
      String first = entry.getKey().split("\\.", -1)[0];
      if (result != null && !result.equals(first)) {
        throw Errors.failedToParse(
            "Error parsing array filter :: caused by :: Expected a single top-level field name, found '" + result
                + "' and '" + first + "'");
      }
      result = first;
    }
    return result;
  }

  Map<String, Filter> filters() {
    return filters;
  }

  /** Checks the names of a path, and remembers which filters it needs. */
  void use(String path) {
    for (String name : path.split("\\.", -1)) {
      if (name.startsWith("$[") && name.endsWith("]") && name.length() > 3) {
        if (!filters.containsKey(name)) {
          throw Errors.badValue(
              "No array filter found for identifier '" + name.substring(2, name.length() - 1) + "' in path '" + path
                  + "'");
        }
        unused.remove(name.substring(2, name.length() - 1));
      }
    }
  }

  void requireAllUsed(String update) {
    for (String name : unused) {
      throw Errors.failedToParse(
          "The array filter for identifier '" + name + "' was not used in the update " + update);
    }
  }
}
