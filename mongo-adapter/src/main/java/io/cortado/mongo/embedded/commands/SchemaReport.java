package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rules of a {@code $jsonSchema} a document does not satisfy, as errors show it. Runs on the server's thread. */
final class SchemaReport {

  private SchemaReport() {}

  static List<Document> of(Document schema, Document document) {
    List<Document> rules = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    if (schema.get("required") instanceof List<?> required) {
      for (Object name : required) {
        if (!document.containsKey(String.valueOf(name))) {
          missing.add(String.valueOf(name));
        }
      }
      if (!missing.isEmpty()) {
        rules.add(
            new Document("operatorName", "required")
                .append("specifiedAs", new Document("required", required))
                .append("missingProperties", missing));
      }
    }
    List<Document> properties = new ArrayList<>();
    if (schema.get("properties") instanceof Document all) {
      for (Map.Entry<String, Object> property : all.entrySet()) {
        if (document.containsKey(property.getKey()) && property.getValue() instanceof Document rule) {
          property(property.getKey(), rule, document.get(property.getKey()), properties);
        }
      }
    }
    if (!properties.isEmpty()) {
      rules.add(new Document("operatorName", "properties").append("propertiesNotSatisfied", properties));
    }
    if (rules.isEmpty()) {
      for (Map.Entry<String, Object> keyword : schema.entrySet()) {
        boolean told = List.of("required", "properties", "title", "description", "bsonType").contains(keyword.getKey());
        if (!told && !satisfies(new Document(keyword.getKey(), keyword.getValue()), document)) {
          rules.add(rule(keyword, document, false));
        }
      }
    }
    return rules;
  }

  private static boolean satisfies(Document schema, Document document) {
    return Filter.of(new Document("$jsonSchema", schema), Values.SIMPLE).matches(document);
  }

  private static void property(String name, Document schema, @Nullable Object value, List<Document> into) {
    List<Document> details = new ArrayList<>();
    for (Map.Entry<String, Object> keyword : schema.entrySet()) {
      boolean text = keyword.getKey().equals("description") || keyword.getKey().equals("title");
      if (text) {
        continue;
      }
      Document one = new Document("properties", new Document(name, new Document(keyword.getKey(), keyword.getValue())));
      if (!satisfies(one, new Document(name, value))) {
        boolean inner = keyword.getKey().equals("properties") || keyword.getKey().equals("required");
        if (inner && value instanceof Document document) {
          details.addAll(of(new Document(keyword.getKey(), keyword.getValue()), document));
        } else {
          details.add(rule(keyword, value, true));
        }
      }
    }
    if (!details.isEmpty()) {
      Document shown = new Document("propertyName", name);
      if (schema.get("description") instanceof String description) {
        shown.append("description", description);
      }
      into.add(shown.append("details", details));
    }
  }

  private static Document rule(Map.Entry<String, Object> keyword, @Nullable Object value, boolean considered) {
    Document rule =
        new Document("operatorName", keyword.getKey())
            .append("specifiedAs", new Document(keyword.getKey(), keyword.getValue()));
    boolean type = keyword.getKey().equals("bsonType") || keyword.getKey().equals("type");
    rule.append("reason", type ? "type did not match" : reason(keyword.getKey()));
    if (considered) {
      rule.append("consideredValue", value);
      if (type) {
        rule.append("consideredType", Types.name(value));
      }
    }
    return rule;
  }

  private static String reason(String keyword) {
    return switch (keyword) {
      case "enum" -> "value was not found in enum";
      case "pattern" -> "regular expression did not match";
      case "minLength", "maxLength" -> "specified string length was not satisfied";
      case "minItems", "maxItems" -> "array did not match specified length";
      case "uniqueItems" -> "found a duplicate item";
      default -> "comparison failed";
    };
  }
}
