package io.cortado.mongo.embedded.projection;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Expression;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages that make one document of one: they are all that an update's pipeline may have. */
public interface Transform {

  Document apply(Document document);

  /** Compiles such a stage; null for the name of another one. */
  static @Nullable Transform of(String name, @Nullable Object body, Variables variables) {
    return switch (name) {
      case "$project" -> invalid(name, () -> Projection.ofStage(object(name, 15969, body), variables)::apply);
      case "$addFields", "$set" ->
          invalid(name, () -> Projection.ofAddition(object(name, 40272, body), variables)::apply);
      case "$unset" -> removal(body, variables);
      case "$replaceRoot" -> root(newRoot(body), variables);
      case "$replaceWith" -> root(body, variables);
      default -> null;
    };
  }

  /** Something whose errors say which stage they are about. */
  interface Compilation {
    Transform compile();
  }

  private static Transform invalid(String name, Compilation compilation) {
    try {
      return compilation.compile();
    } catch (de.bwaldvogel.mongo.exception.MongoServerError e) {
      boolean refused = e.getCode() == 115 || e.getMessageWithoutErrorCode().contains("specification");
      throw refused && e.getCode() != 51272 ? e : Errors.within("Invalid " + name, e);
    }
  }

  private static Document object(String name, int code, @Nullable Object body) {
    if (body instanceof Document document) {
      return document;
    }
    String shown =
        code == 15969
            ? name + " specification must be an object"
            : name + " specification stage must be an object, got " + Types.name(body);
    throw Errors.of(code, shown);
  }

  private static Transform removal(@Nullable Object body, Variables variables) {
    List<String> paths = new ArrayList<>();
    if (body instanceof String path) {
      paths.add(path);
    } else if (body instanceof List<?> list) {
      if (list.isEmpty()) {
        throw Errors.of(31119, "$unset specification must be a string or an array with at least one field");
      }
      for (Object path : list) {
        if (!(path instanceof String text)) {
          throw Errors.of(31120, "$unset specification must be a string or an array containing only string values");
        }
        paths.add(text);
      }
    } else {
      throw Errors.of(31002, "$unset specification must be a string or an array");
    }
    return invalid("$unset", () -> Projection.ofRemoval(paths, variables)::apply);
  }

  private static @Nullable Object newRoot(@Nullable Object body) {
    if (!(body instanceof Document document)) {
      throw Errors.of(
          40229, "expected an object as specification for $replaceRoot stage, got " + Types.name(body));
    }
    for (String name : document.keySet()) {
      if (!name.equals("newRoot")) {
        throw Errors.of(40415, "BSON field '$replaceRoot." + name + "' is an unknown field.");
      }
    }
    if (!document.containsKey("newRoot")) {
      throw Errors.of(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
    }
    return document.get("newRoot");
  }

  private static Transform root(@Nullable Object spec, Variables variables) {
    Expression expression = Expressions.compile(spec, variables);
    Scope scope = variables.scope();
    return document -> {
      Object result = expression.evaluate(scope.of(document));
      if (!(result instanceof Document made)) {
        String shown = result instanceof Missing ? "MISSING" : Shown.value(result);
        throw Errors.of(
            40228,
            "'newRoot' expression must evaluate to an object, but resulting value was: " + shown
                + ". Type of resulting value: '" + Types.name(result) + "'. Input document: "
                + Shown.value(document));
      }
      scope.inherit(document, made);
      return made;
    };
  }
}
