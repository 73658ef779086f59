package io.cortado.cli.types;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What TypeScript calls a type of Java's, as JavaScript sees its values. */
final class TypeText {
  private static final Map<Class<?>, String> SIMPLE =
      Map.ofEntries(
          Map.entry(void.class, "void"), Map.entry(Void.class, "void"), Map.entry(boolean.class, "boolean"),
          Map.entry(Boolean.class, "boolean"), Map.entry(char.class, "string"), Map.entry(Character.class, "string"),
          Map.entry(String.class, "string"), Map.entry(CharSequence.class, "string"), Map.entry(byte.class, "number"),
          Map.entry(Byte.class, "number"), Map.entry(short.class, "number"), Map.entry(Short.class, "number"),
          Map.entry(int.class, "number"), Map.entry(Integer.class, "number"), Map.entry(long.class, "number"),
          Map.entry(Long.class, "number"), Map.entry(float.class, "number"), Map.entry(Float.class, "number"),
          Map.entry(double.class, "number"), Map.entry(Double.class, "number"), Map.entry(Number.class, "number"));

  private final Set<Class<?>> described;

  /** {@code described}: the classes that have a description of their own. */
  TypeText(Set<Class<?>> described) {
    this.described = described;
  }

  /** The name of a class's description. */
  static String name(Class<?> type) {
    return type.getName().replaceAll("[.]", "_");
  }

  /** A value that comes from Java. */
  String given(Type type) {
    return text(type, false);
  }

  /** A value that Java takes: also what is made into one on the way. */
  String taken(Type type) {
    return text(type, true);
  }

  private String text(Type type, boolean taken) {
    return switch (type) {
      case Class<?> plain -> plain(plain, List.of(), taken);
      case ParameterizedType generic -> plain((Class<?>) generic.getRawType(), List.of(generic.getActualTypeArguments()), taken);
      case GenericArrayType array -> array(array.getGenericComponentType(), taken);
      case WildcardType wildcard -> text(wildcard.getUpperBounds()[0], taken);
      case TypeVariable<?> variable ->
          variable.getGenericDeclaration() instanceof Class<?> owner && !described.contains(owner) ? "any" : variable.getName();
      default -> "any";
    };
  }

  private String array(Type component, boolean taken) {
    String element = text(component, taken);
    return taken ? "ReadonlyArray<" + element + "> | JavaArray<" + element + ">" : "JavaArray<" + element + ">";
  }

  private String plain(Class<?> type, List<Type> arguments, boolean taken) {
    String simple = SIMPLE.get(type);
    if (simple != null) {
      return simple;
    }
    if (type.isArray()) {
      return array(type.getComponentType(), taken);
    }
    String function = taken && type.isInterface() ? function(type, arguments) : null;
    if (described.contains(type)) {
      int count = type.getTypeParameters().length;
      List<String> texts = new ArrayList<>(arguments.stream().map(this::given).toList());
      while (texts.size() < count) {
        texts.add("any");
      }
      String name = name(type) + (count == 0 ? "" : "<" + String.join(", ", texts.subList(0, count)) + ">");
      return function == null ? name : name + " | (" + function + ")";
    }
    return function == null ? known(type, arguments, taken) : "(" + function + ")";
  }

  private String known(Class<?> type, List<Type> arguments, boolean taken) {
    if (Map.class.isAssignableFrom(type)) {
      return "JavaMap<" + argument(arguments, 0, 2) + ", " + argument(arguments, 1, 2) + ">" + (taken ? " | object" : "");
    }
    if (Iterable.class.isAssignableFrom(type)) {
      String element = argument(arguments, 0, 1);
      return taken ? "JavaIterable<" + element + "> | ReadonlyArray<" + element + ">" : "JavaIterable<" + element + ">";
    }
    if (type == Optional.class) {
      return "JavaOptional<" + argument(arguments, 0, 1) + ">";
    }
    if (CompletionStage.class.isAssignableFrom(type)) {
      return "PromiseLike<" + argument(arguments, 0, 1) + ">";
    }
    return type == Object.class || type == Class.class ? "any" : "JavaObject";
  }

  private String argument(List<Type> arguments, int place, int count) {
    return arguments.size() == count ? given(arguments.get(place)) : "any";
  }

  /** A function's type, for an interface that one stands for. */
  private @Nullable String function(Class<?> type, List<Type> arguments) {
    List<Method> open =
        Arrays.stream(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)).toList();
    if (open.size() != 1) {
      return null;
    }
    Method only = open.getFirst();
    List<TypeVariable<?>> variables = List.of(type.getTypeParameters());
    List<String> parameters = new ArrayList<>();
    for (Type parameter : only.getGenericParameterTypes()) {
      parameters.add("a" + parameters.size() + ": " + argued(parameter, variables, arguments));
    }
    return "(" + String.join(", ", parameters) + ") => " + argued(only.getGenericReturnType(), variables, arguments);
  }

  private String argued(Type type, List<TypeVariable<?>> variables, List<Type> arguments) {
    int place = type instanceof TypeVariable<?> variable ? variables.indexOf(variable) : -1;
    if (place >= 0) {
      return place < arguments.size() ? lower(arguments.get(place)) : "any";
    }
    return type instanceof TypeVariable<?> || !(type instanceof Class<?>) ? "any" : given(type);
  }

  /** Of {@code ? super T} a function gets a T. */
  private String lower(Type type) {
    return type instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 1 ? given(wildcard.getLowerBounds()[0]) : given(type);
  }

  private static boolean isOfObject(Method method) {
    return Stream.of(Object.class.getMethods())
        .anyMatch(own -> own.getName().equals(method.getName()) && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  /** The variables that a class or a method declares. */
  static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables).map(variable -> variable.getName() + " = any").collect(Collectors.joining(", ", "<", ">"));
  }
}
