package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code $a.b} and {@code $$variable.a.b}: a path goes into each document of an array. */
public final class Paths {

  private static final String[] NONE = {};

  private Paths() {}

  static Expression compile(String text, Variables variables) {
    if (text.equals("$")) {
      throw Errors.of(16872, "'$' by itself is not a valid FieldPath");
    }
    if (!text.startsWith("$$")) {
      Integer current = variables.find("CURRENT");
      String[] names = names(text.substring(1));
      return current == null ? ofRoot(names) : ofVariable(current, names);
    }
    String path = text.substring(2);
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    String[] names = dot < 0 ? NONE : names(path.substring(dot + 1));
    Integer slot = variables.find(name);
    if (slot != null) {
      return ofVariable(slot, names);
    }
    return switch (name) {
      case "" -> throw Errors.failedToParse("empty variable names are not allowed");
      case "ROOT", "CURRENT" -> ofRoot(names);
      case "REMOVE" -> new Expression.Constant(Missing.getInstance());
      case "NOW" -> new Expression.Constant(value(variables.now(), names, 0));
      case "CLUSTER_TIME", "SEARCH_META", "USER_ROLES" -> throw Errors.unsupported("the variable $$" + name);
      case "KEEP", "PRUNE", "DESCEND" -> throw undefined(name);
      default -> {
        if (!Character.isUpperCase(name.charAt(0))) {
          Variables.requireUserName(name);
        }
        throw undefined(name);
      }
    };
  }

  private static MongoServerError undefined(String name) {
    return Errors.of(17276, "Use of undefined variable: " + name);
  }

  /** The parts of a path, checked as MongoDB checks them. */
  public static String[] names(String path) {
    if (path.isEmpty()) {
      throw Errors.of(40352, "FieldPath cannot be constructed with empty string");
    }
    if (path.endsWith(".")) {
      throw Errors.of(40353, "FieldPath must not end with a '.'.");
    }
    String[] names = path.split("\\.", -1);
    for (String name : names) {
      if (name.isEmpty()) {
        throw Errors.of(15998, "FieldPath field names may not be empty strings.");
      }
      if (name.startsWith("$")) {
        throw Errors.of(
            16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
      }
    }
    return names;
  }

  private static Expression ofRoot(String[] names) {
    if (names.length == 0) {
      return Scope::root;
    }
    if (names.length == 1) {
      String name = names[0];
      return scope ->
          scope.root() instanceof Document document ? document.getOrMissing(name) : Missing.getInstance();
    }
    return scope -> value(scope.root(), names, 0);
  }

  private static Expression ofVariable(int slot, String[] names) {
    return names.length == 0 ? scope -> scope.value(slot) : scope -> value(scope.value(slot), names, 0, true);
  }

  private static @Nullable Object value(@Nullable Object start, String[] names, int from, boolean variable) {
    return variable && start instanceof Collection<?> list
        ? values(list, names, from)
        : value(start, names, from);
  }

  /** The value at a path below one; {@code Missing} where there is none. */
  public static @Nullable Object value(@Nullable Object start, String[] names, int from) {
    Object value = start;
    for (int depth = from; depth < names.length; depth++) {
      if (value instanceof Document document) {
        value = document.getOrMissing(names[depth]);
      } else if (value instanceof Collection<?> list && depth > from) {
        return values(list, names, depth);
      } else {
        return Missing.getInstance();
      }
    }
    return value;
  }

  private static List<@Nullable Object> values(Collection<?> list, String[] names, int depth) {
    List<@Nullable Object> result = new ArrayList<>(list.size());
    for (Object element : list) {
      if (element instanceof Document) {
        Object found = value(element, names, depth);
        if (!(found instanceof Missing)) {
          result.add(found);
        }
      }
    }
    return result;
  }

  /** Whether an expression is the plain path of a field, and which. */
  public static String @Nullable [] ofField(@Nullable Object spec) {
    return spec instanceof String text && text.startsWith("$") && !text.startsWith("$$") && text.length() > 1
        ? Arrays.stream(names(text.substring(1))).toArray(String[]::new)
        : null;
  }
}
