package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Regex;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** {@code $regexMatch}, {@code $regexFind} and {@code $regexFindAll}. */
final class RegexExpressions {

  private RegexExpressions() {}

  static void register(Map<String, Expressions.Factory> into) {
    for (String name : List.of("$regexMatch", "$regexFind", "$regexFindAll")) {
      into.put(name, RegexExpressions::create);
    }
  }

  private static Expression create(String name, @Nullable Object operand, Variables variables) {
    if (!(operand instanceof Document given)) {
      throw Errors.of(51103, name + " expects an object of named arguments but found: " + Types.name(operand));
    }
    for (String argument : given.keySet()) {
      if (!Set.of("input", "regex", "options").contains(argument)) {
        throw Errors.of(31024, name + " found an unknown argument: " + argument);
      }
    }
    Operands.Named arguments = Operands.named(name, operand, variables, 51103, 31024, given.keySet());
    Expression input = arguments.required("input", 31022, name + " requires 'input' parameter");
    Expression regex = arguments.required("regex", 31023, name + " requires 'regex' parameter");
    Expression options = arguments.or("options", null);
    Regex known =
        regex.isConstant() && options.isConstant()
            ? regex(name, regex.evaluate(variables.scope()), options.evaluate(variables.scope()))
            : null;
    boolean constant = regex.isConstant() && options.isConstant();
    return scope -> {
      Object text = input.evaluate(scope);
      if (!Types.isNullish(text) && !(text instanceof String)) {
        throw Errors.of(51104, name + " needs 'input' to be of type string");
      }
      Regex compiled = constant ? known : regex(name, regex.evaluate(scope), options.evaluate(scope));
      return result(name, text instanceof String string ? string : null, compiled);
    };
  }

  /** The compiled expression; null where a part of it is null. */
  private static @Nullable Regex regex(String name, @Nullable Object pattern, @Nullable Object options) {
    if (!Types.isNullish(pattern) && !(pattern instanceof String) && !(pattern instanceof BsonRegularExpression)) {
      throw Errors.of(51105, name + " needs 'regex' to be of type string or regex");
    }
    if (!Types.isNullish(options) && !(options instanceof String)) {
      throw Errors.of(51106, name + " needs 'options' to be of type string");
    }
    boolean own =
        pattern instanceof BsonRegularExpression literal
            && literal.getOptions() != null
            && !literal.getOptions().isEmpty();
    if (own && options instanceof String) {
      throw Errors.of(51107, name + ": found regex option(s) specified in both 'regex' and 'option' fields");
    }
    return Types.isNullish(pattern) ? null : Regex.of(pattern, Types.isNullish(options) ? null : options);
  }

  private static @Nullable Object result(String name, @Nullable String text, @Nullable Regex regex) {
    Matcher matcher = text == null || regex == null ? null : regex.matcher(text);
    switch (name) {
      case "$regexMatch" -> {
        return matcher != null && matcher.find();
      }
      case "$regexFind" -> {
        return matcher != null && text != null && matcher.find() ? match(text, matcher) : null;
      }
      default -> {
        List<@Nullable Object> found = new ArrayList<>();
        while (matcher != null && text != null && matcher.find()) {
          found.add(match(text, matcher));
        }
        return found;
      }
    }
  }

  private static Document match(String text, Matcher matcher) {
    List<@Nullable String> captures = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      captures.add(matcher.group(group));
    }
    int index = text.codePointCount(0, matcher.start());
    return new Document("match", matcher.group()).append("idx", index).append("captures", captures);
  }
}
