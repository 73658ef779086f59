package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the description of an index must be. Runs on the server's thread. */
final class IndexRules {

  private static final Set<String> KINDS = Set.of("text", "2d", "2dsphere", "hashed");
  private static final Set<String> OPTIONS =
      Set.of(
          "v", "key", "name", "unique", "sparse", "background", "expireAfterSeconds", "partialFilterExpression",
          "collation", "hidden", "storageEngine", "weights", "default_language", "language_override",
          "textIndexVersion", "2dsphereIndexVersion", "bits", "min", "max", "wildcardProjection", "ns", "dropDups",
          "prepareUnique", "clustered");
  private static final double MOST_SECONDS = 2_147_483_647.0;

  private IndexRules() {}

  /** The index that a description means; {@code standard} is the collation of the collection. */
  static IndexSpec checked(Document given, Collation standard) {
    for (String option : given.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw Errors.of(
            197,
            "Error in specification " + Shown.value(given) + " :: caused by :: The field '" + option
                + "' is not valid for an index specification. Specification: " + Shown.value(given));
      }
    }
    if (!(given.get("key") instanceof Document key)) {
      throw Errors.failedToParse("The 'key' field is a required property of an index specification");
    }
    if (!(given.get("name") instanceof String name)) {
      throw Errors.failedToParse("The 'name' field is a required property of an index specification");
    }
    if (name.isEmpty()) {
      throw Errors.of(
          67, "Error in specification " + Shown.value(given) + " :: caused by :: index name cannot be empty");
    }
    key(key, given);
    if (name.equals("*") || name.equals("_id_") && !isId(key)) {
      throw Errors.badValue("The index name '" + name + "' is not valid");
    }
    if (given.containsKey("wildcardProjection")) {
      throw Errors.unsupported("wildcardProjection");
    }
    expiry(given, key);
    return described(given, key, standard);
  }

  private static boolean isId(Document key) {
    return key.size() == 1 && key.get("_id") instanceof Number n && n.doubleValue() == 1;
  }

  private static void key(Document key, Document given) {
    if (key.isEmpty()) {
      throw Errors.of(
          67, "Error in specification " + Shown.value(given) + " :: caused by :: Index keys cannot be empty.");
    }
    for (Map.Entry<String, Object> field : key.entrySet()) {
      Object kind = field.getValue();
      String context = "Error in specification " + Shown.value(given) + " :: caused by :: ";
      if (field.getKey().isEmpty() || field.getKey().startsWith(".") || field.getKey().endsWith(".")) {
        throw Errors.of(67, context + "Index keys cannot be an empty field.");
      }
      if (kind instanceof Number number && (number.doubleValue() == 0 || Double.isNaN(number.doubleValue()))) {
        throw Errors.of(67, context + "Values in the index key pattern cannot be 0.");
      }
      if (kind instanceof String text && !KINDS.contains(text)) {
        throw Errors.of(67, context + "Unknown index plugin '" + text + "'");
      }
      if (!(kind instanceof Number) && !(kind instanceof String)) {
        throw Errors.of(
            14,
            context + "Values in v:2 index key pattern cannot be of type " + Types.name(kind)
                + ". Only numbers > 0, numbers < 0, and strings are allowed.");
      }
      if (field.getKey().startsWith("$") && !field.getKey().equals("$**")) {
        throw Errors.of(67, context + "Index key contains an illegal field name: field name starts with '$'.");
      }
    }
  }

  private static void expiry(Document given, Document key) {
    Object seconds = given.get("expireAfterSeconds");
    if (seconds == null) {
      return;
    }
    if (!(seconds instanceof Number number) || number.doubleValue() < 0 || number.doubleValue() > MOST_SECONDS) {
      throw Errors.of(
          67,
          "TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than "
              + Shown.value(seconds));
    }
    if (key.size() > 1) {
      throw Errors.of(
          67,
          "TTL indexes are single-field indexes, compound indexes do not support TTL. Index spec: "
              + Shown.value(given));
    }
    if (key.containsKey("_id")) {
      throw Errors.of(
          197,
          "The field 'expireAfterSeconds' is not valid for an _id index specification. Specification: "
              + Shown.value(given));
    }
  }

  private static IndexSpec described(Document given, Document key, Collation standard) {
    Collation collation = given.containsKey("collation") ? Collation.of(given) : standard;
    Document spec = new Document("v", 2).append("key", key).append("name", given.get("name"));
    for (Map.Entry<String, Object> option : given.entrySet()) {
      boolean told = Set.of("v", "key", "name", "ns", "collation", "dropDups").contains(option.getKey());
      if (!told && !isOff(option.getValue())) {
        spec.put(option.getKey(), option.getValue());
      }
    }
    if (!collation.isSimple()) {
      spec.put("collation", collation.description());
    }
    if (spec.get("partialFilterExpression") instanceof Document filter) {
      if (spec.containsKey("sparse")) {
        throw Errors.of(67, "cannot mix \"partialFilterExpression\" and \"sparse\" options");
      }
      Filter.of(filter, Values.of(collation));
    } else if (spec.containsKey("partialFilterExpression")) {
      throw Errors.typeMismatch("The field 'partialFilterExpression' must be an object");
    }
    IndexSpec plain = new IndexSpec(spec);
    return switch (plain.kind()) {
      case TEXT -> TextIndexes.described(plain);
      case SPHERE -> geo(plain.with("2dsphereIndexVersion", spec.getOrDefault("2dsphereIndexVersion", 3)));
      case PLANE -> geo(plain);
      case WILDCARD -> wildcard(plain);
      case HASHED -> hashed(plain);
      case ORDERED -> plain;
    };
  }

  private static IndexSpec wildcard(IndexSpec spec) {
    if (spec.key().size() > 1) {
      throw Errors.unsupported("a compound wildcard index");
    }
    if (spec.unique() || spec.description().containsKey("expireAfterSeconds")) {
      throw Errors.of(67, "Index type 'wildcard' does not support the unique option");
    }
    return spec;
  }

  private static IndexSpec geo(IndexSpec spec) {
    if (spec.unique()) {
      throw Errors.of(67, "Index type '2dsphere' does not support the unique option");
    }
    return spec;
  }

  private static IndexSpec hashed(IndexSpec spec) {
    if (spec.unique()) {
      throw Errors.of(16764, "Currently hashed indexes cannot guarantee uniqueness. Use a regular index.");
    }
    return spec;
  }

  private static boolean isOff(@Nullable Object value) {
    return value == null || Boolean.FALSE.equals(value);
  }
}
