package io.cortado.bound;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What JavaScript sees of a class: the properties that Jackson would write, and the public methods. Immutable; any thread. */
final class Shape {
  /** What every object has and nobody asks JavaScript for. */
  private static final Set<String> COMMON =
      Set.of("getClass", "hashCode", "equals", "toString", "wait", "notify", "notifyAll");

  private final Class<?> type;
  private final int number;
  private final Map<String, AnnotatedMember> properties = new LinkedHashMap<>();
  private final Map<String, List<Method>> methods = new LinkedHashMap<>();

  /** {@code ofClass} asks for what is static of it. */
  Shape(Class<?> type, int number, Json json, boolean ofClass) {
    this.type = type;
    this.number = number;
    try {
      findProperties(ofClass ? List.of() : json.properties(type));
    } catch (IllegalArgumentException e) {
      // Jackson can make nothing of it, or may not look into it.
      properties.clear();
    }
    for (Method method : type.getMethods()) {
      if (!COMMON.contains(method.getName()) && !method.isBridge() && Modifier.isStatic(method.getModifiers()) == ofClass) {
        Method callable = callable(method);
        if (callable != null) {
          methods.computeIfAbsent(method.getName(), name -> new ArrayList<>()).add(callable);
        }
      }
    }
  }

  private void findProperties(List<BeanPropertyDefinition> found) {
    for (BeanPropertyDefinition property : found) {
      AnnotatedMember accessor = property.getAccessor();
      if (accessor != null) {
        accessor.fixAccess(false);
        properties.put(property.getName(), accessor);
      }
    }
  }

  /** The method where it may be called: a class that is not public has it from an interface or a class that is. */
  private static @Nullable Method callable(Method method) {
    if (Modifier.isPublic(method.getDeclaringClass().getModifiers()) || method.trySetAccessible()) {
      return method;
    }
    return declared(method.getDeclaringClass(), method);
  }

  private static @Nullable Method declared(@Nullable Class<?> type, Method method) {
    if (type == null) {
      return null;
    }
    if (Modifier.isPublic(type.getModifiers())) {
      try {
        return type.getMethod(method.getName(), method.getParameterTypes());
      } catch (NoSuchMethodException e) {
        return null;
      }
    }
    for (Class<?> each : type.getInterfaces()) {
      Method found = declared(each, method);
      if (found != null) {
        return found;
      }
    }
    return declared(type.getSuperclass(), method);
  }

  /** By which JavaScript asks for it. */
  int number() {
    return number;
  }

  Class<?> type() {
    return type;
  }

  Set<String> properties() {
    return properties.keySet();
  }

  Set<String> methods() {
    return methods.keySet();
  }

  List<Method> methods(String name) {
    return methods.getOrDefault(name, List.of());
  }

  /** Null for a name that is no property. */
  @Nullable AnnotatedMember property(String name) {
    return properties.get(name);
  }

  /** Whether it is data, whose properties are all there is to it. */
  boolean isRecord() {
    return type.isRecord();
  }
}
