package io.cortado.mongo.embedded.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Regex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code $regexMatch}, {@code $regexFind} and {@code $regexFindAll}, which the storage library does not have: their
 * results are put into fields of their own before a stage, which reads them there. Runs on the server's thread.
 */
public final class RegexExpressions {

  private static final Set<String> NAMES = Set.of("$regexMatch", "$regexFind", "$regexFindAll");
  private static final Set<String> ARGUMENTS = Set.of("input", "regex", "options");
  private static final String FIELD = "cortado regex ";

  private record Call(String name, Document arguments) {}

  private final Map<String, Call> calls = new LinkedHashMap<>();

  public boolean isEmpty() {
    return calls.isEmpty();
  }

  /** The body of a stage with these expressions replaced by fields. */
  public @Nullable Object extract(@Nullable Object body) {
    if (body instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      list.forEach(part -> result.add(extract(part)));
      return result;
    }
    if (!(body instanceof Document document) || document.containsKey("$literal")) {
      return body;
    }
    String first = document.isEmpty() ? "" : document.keySet().iterator().next();
    if (document.size() == 1 && NAMES.contains(first)) {
      String field = FIELD + calls.size();
      calls.put(field, new Call(first, checked(first, document.get(first))));
      return "$" + field;
    }
    Document result = new Document();
    document.forEach((name, part) -> result.put(name, extract(part)));
    return result;
  }

  private static Document checked(String name, @Nullable Object given) {
    if (!(given instanceof Document arguments)) {
      throw error(51103, name + " expects an object of named arguments");
    }
    for (String argument : arguments.keySet()) {
      if (!ARGUMENTS.contains(argument)) {
        throw error(31024, name + " found an unknown argument: " + argument);
      }
    }
    if (!arguments.containsKey("input")) {
      throw error(31022, name + " requires 'input' parameter");
    }
    if (!arguments.containsKey("regex")) {
      throw error(31023, name + " requires 'regex' parameter");
    }
    refuseVariables(arguments);
    return arguments;
  }

  /** The fields are filled before the stage, where the variables of $map, $filter, $reduce and $let are not known. */
  private static void refuseVariables(@Nullable Object expression) {
    boolean variable =
        expression instanceof String text && text.startsWith("$$") && !text.matches("\\$\\$(ROOT|CURRENT)(\\..*)?");
    if (variable) {
      throw Errors.unsupported("the variable " + expression + " within a regular expression's operator");
    }
    switch (expression) {
      case Document document -> document.values().forEach(RegexExpressions::refuseVariables);
      case List<?> list -> list.forEach(RegexExpressions::refuseVariables);
      case null, default -> {}
    }
  }

  /** The document with the results in their fields. */
  public Document filled(Document document) {
    if (calls.isEmpty()) {
      return document;
    }
    Document filled = document.clone();
    calls.forEach((field, call) -> filled.put(field, result(call, document)));
    return filled;
  }

  public Stream<Document> before(Stream<Document> input) {
    return input.map(this::filled);
  }

  public Stream<Document> after(Stream<Document> output) {
    return output.map(
        document -> {
          Document cleaned = document.clone();
          calls.keySet().forEach(cleaned::remove);
          return cleaned;
        });
  }

  private static @Nullable Object result(Call call, Document document) {
    String name = call.name();
    Object input = value(call, "input", document);
    Object pattern = value(call, "regex", document);
    Object options = value(call, "options", document);
    if (input != null && !(input instanceof String)) {
      throw error(51104, name + " needs 'input' to be of type string");
    }
    if (pattern != null && !(pattern instanceof String) && !(pattern instanceof BsonRegularExpression)) {
      throw error(51105, name + " needs 'regex' to be of type string or regex");
    }
    if (options != null && !(options instanceof String)) {
      throw error(51106, name + " needs 'options' to be of type string");
    }
    boolean own = pattern instanceof BsonRegularExpression literal && hasOptions(literal);
    if (own && options != null) {
      throw error(51107, name + ": found regex options specified in both 'regex' and 'options' fields");
    }
    List<Document> found = new ArrayList<>();
    if (input instanceof String text && pattern != null) {
      Matcher matcher = Regex.of(pattern, options).matcher(text);
      while (matcher.find()) {
        found.add(match(text, matcher));
        if (!name.equals("$regexFindAll")) {
          break;
        }
      }
    }
    return switch (name) {
      case "$regexMatch" -> !found.isEmpty();
      case "$regexFind" -> found.isEmpty() ? null : found.getFirst();
      default -> found;
    };
  }

  private static boolean hasOptions(BsonRegularExpression regex) {
    return regex.getOptions() != null && !regex.getOptions().isEmpty();
  }

  private static @Nullable Object value(Call call, String argument, Document document) {
    Object expression = call.arguments().get(argument);
    Object value =
        expression == null || expression instanceof BsonRegularExpression
            ? expression
            : Expression.evaluateDocument(expression, document);
    return value instanceof Missing ? null : value;
  }

  private static Document match(String text, Matcher matcher) {
    List<@Nullable String> captures = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      captures.add(matcher.group(group));
    }
    int index = text.codePointCount(0, matcher.start());
    return new Document("match", matcher.group()).append("idx", index).append("captures", captures);
  }

  private static MongoServerError error(int code, String message) {
    return new MongoServerError(code, "Location" + code, message);
  }
}
