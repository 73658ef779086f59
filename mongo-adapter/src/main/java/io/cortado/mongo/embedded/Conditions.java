package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits conditions such as {@code {tags: {$exists: true, $size: 2}}}, which the storage library gets wrong together,
 * into an equal {@code $and} of single ones. Runs on the server's thread.
 */
final class Conditions {

  private static final Set<String> APART = Set.of("$exists", "$size", "$all");

  private Conditions() {}

  static @Nullable Object repaired(@Nullable Object query) {
    return query instanceof Document document ? repaired(document) : query;
  }

  static Document repaired(Document query) {
    Document result = new Document();
    List<Object> apart = new ArrayList<>();
    for (String field : query.keySet()) {
      Object condition = query.get(field);
      if (field.startsWith("$") && condition instanceof List<?> list) {
        result.put(field, list.stream().map(Conditions::repaired).toList());
      } else if (condition instanceof Document operators && mustSplit(operators)) {
        operators.forEach((name, value) -> apart.add(new Document(field, new Document(name, value))));
      } else {
        result.put(field, condition);
      }
    }
    if (apart.isEmpty()) {
      return result;
    }
    if (result.get("$and") instanceof List<?> already) {
      apart.addAll(already);
    }
    result.put("$and", apart);
    return result;
  }

  private static boolean mustSplit(Document operators) {
    return operators.size() > 1
        && operators.keySet().stream().allMatch(name -> name.startsWith("$"))
        && operators.keySet().stream().anyMatch(APART::contains)
        && !operators.containsKey("$regex");
  }
}
