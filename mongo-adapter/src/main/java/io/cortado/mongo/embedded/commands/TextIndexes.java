package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.text.Words;
import io.cortado.mongo.embedded.value.Errors;
import java.util.Map;

/** How a text index is kept: with the weights of its fields in place of their names. Runs on the server's thread. */
final class TextIndexes {

  private static final int MOST_WEIGHT = 99_999;

  private TextIndexes() {}

  static IndexSpec described(IndexSpec given) {
    Document description = given.description();
    Document key = new Document();
    Document weights = new Document();
    for (Map.Entry<String, Object> field : given.key().entrySet()) {
      if ("text".equals(field.getValue()) && !field.getKey().equals("_fts")) {
        weights.put(field.getKey(), 1);
        key.append("_fts", "text").append("_ftsx", 1);
      } else {
        key.put(field.getKey(), field.getValue());
      }
    }
    if (description.get("weights") instanceof Document own) {
      for (Map.Entry<String, Object> weight : own.entrySet()) {
        boolean right =
            weight.getValue() instanceof Number number
                && number.doubleValue() >= 1
                && number.doubleValue() < MOST_WEIGHT;
        if (!right) {
          throw Errors.of(
              67, "text index weight must be in the exclusive interval (0,100000) but found: " + weight.getValue());
        }
        weights.put(weight.getKey(), weight.getValue());
        key.append("_fts", "text").append("_ftsx", 1);
      }
    }
    String language = String.valueOf(description.getOrDefault("default_language", "english"));
    if (Words.of(language) == null) {
      throw Errors.unsupported("a text index in the language " + language);
    }
    if (given.unique()) {
      throw Errors.of(67, "Index type 'text' does not support the unique option");
    }
    Document sorted = new Document();
    weights.keySet().stream().sorted().forEach(name -> sorted.put(name, weights.get(name)));
    Document changed = description.clone();
    changed.put("key", key);
    changed.put("weights", sorted);
    changed.put("default_language", language);
    changed.put("language_override", description.getOrDefault("language_override", "language"));
    changed.put("textIndexVersion", description.getOrDefault("textIndexVersion", 3));
    return new IndexSpec(changed);
  }
}
