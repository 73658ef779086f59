package io.cortado.cli.types;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the {@code .d.ts} of classes: for each the values it has, the class itself, and its name for {@code Java.type}. */
public final class Declarations {
  /** Names that Java lets a parameter have and JavaScript does not. */
  private static final Set<String> RESERVED =
      Set.of("arguments", "await", "debugger", "delete", "eval", "export", "function", "in", "let", "typeof", "var", "with", "yield");

  private static final Set<String> NEVER = Set.of("wait", "notify", "notifyAll", "getClass");

  /** Of the whole of Java: what Cortado adds to every app. */
  private static final String PRELUDE =
      """
      // Written by `cortado types`; it is written anew, so do not change it.

      /** A value of Java's that has no description here. */
      type JavaObject = any;

      interface JavaIterable<T> extends Iterable<T> { [member: string]: any; }
      interface JavaArray<T> extends Iterable<T> { readonly length: number; [index: number]: T; }
      interface JavaMap<K, V> extends Iterable<[K, V]> { get(key: K): V; put(key: K, value: V): V; [member: string]: any; }
      interface JavaOptional<T> { isPresent(): boolean; isEmpty(): boolean; get(): T; orElse(other: T): T; [member: string]: any; }

      declare const Java: {
        /** The class of that name, as a constructor with its static members. */
        type<N extends keyof JavaTypes>(name: N): JavaTypes[N];
        type(name: string): any;
        from<T>(values: JavaArray<T> | JavaIterable<T>): T[];
        to(values: ArrayLike<any>, type?: any): any;
        extend(...types: any[]): any;
        super(object: any): any;
        isJavaObject(value: any): boolean;
        isType(value: any): boolean;
        typeName(type: any): string | undefined;
        addToClasspath(path: string): void;
      };

      declare module 'java:cortado' {
        /** Runs a method of Java's on a thread of its own. */
        export function offload<A extends any[], R>(method: (...values: A) => R, ...values: A): Promise<R>;
        /** Runs a method of an object's of Java's, by its name, on a thread of its own. */
        export function offload(object: any, method: string, ...values: any[]): Promise<any>;
        /** Java's values as JavaScript's, as Jackson would write them. */
        export function fromJava(value: any): any;
        /** A middleware out of a handler of Undertow's. */
        export function handler(handler: any): (req: any, res: any, next: (error?: any) => void) => void;
      }

      declare module 'java:*' {
        const bound: any;
        export = bound;
      }

      """;

  private final Set<Class<?>> classes;
  private final TypeText types;
  private final StringBuilder out = new StringBuilder(PRELUDE);

  private Declarations(Set<Class<?>> classes) {
    this.classes = classes;
    this.types = new TypeText(classes);
  }

  /** The text for the public ones of some classes; a name that leads nowhere goes into {@code missing}. */
  public static String of(Collection<String> names, ClassLoader loader, Collection<String> missing) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (String name : new TreeSet<>(names)) {
      try {
        Class<?> type = load(name, loader);
        if (isPublic(type)) {
          classes.add(type);
        }
      } catch (ClassNotFoundException | LinkageError e) {
        // A class whose own needs are not there cannot be used either.
        missing.add(name);
      }
    }
    return new Declarations(classes).write();
  }

  /** A class inside another is written with a dot, too. */
  private static Class<?> load(String name, ClassLoader loader) throws ClassNotFoundException {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      int dot = name.lastIndexOf('.');
      if (dot > 0 && Character.isUpperCase(name.charAt(dot + 1)) && name.substring(0, dot).matches(".*\\b[A-Z]\\w*")) {
        return load(name.substring(0, dot) + "$" + name.substring(dot + 1), loader);
      }
      throw e;
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && !type.isSynthetic() && !type.isAnonymousClass() && !type.isLocalClass()
        && (outer == null || isPublic(outer));
  }

  private String write() {
    Map<String, String> known = new TreeMap<>();
    for (Class<?> type : classes) {
      String name = TypeText.name(type);
      describe(type, name);
      known.put(type.getName(), name);
      String canonical = type.getCanonicalName();
      if (canonical != null) {
        known.put(canonical, name);
      }
    }
    out.append("interface JavaTypes {\n");
    known.forEach((written, name) -> out.append("  '").append(written).append("': ").append(name).append("_class;\n"));
    return out.append("}\n").toString();
  }

  private void describe(Class<?> type, String name) {
    List<Method> methods = methods(type);
    String variables = TypeText.variables(type.getTypeParameters());
    out.append("/** ").append(type.getName()).append(" */\n");
    out.append("interface ").append(name).append(variables).append(" {\n");
    members(methods, fields(type, false), false);
    if (Iterable.class.isAssignableFrom(type)) {
      out.append("  [Symbol.iterator](): Iterator<any>;\n");
    }
    out.append("}\n\ninterface ").append(name).append("_class {\n  readonly class: any;\n");
    if (!Modifier.isAbstract(type.getModifiers())) {
      for (Constructor<?> constructor : constructors(type)) {
        out.append("  new ").append(variables).append(parameters(constructor)).append(": ").append(name)
            .append(variables.replace(" = any", "")).append(";\n");
      }
    }
    members(methods, fields(type, true), true);
    out.append("}\n\n");
  }

  private void members(List<Method> methods, List<Field> fields, boolean ofClass) {
    Set<String> written = new HashSet<>();
    for (Method method : methods) {
      if (Modifier.isStatic(method.getModifiers()) == ofClass) {
        written.add(method.getName());
        out.append("  ").append(method.getName()).append(TypeText.variables(method.getTypeParameters()))
            .append(parameters(method)).append(": ").append(types.given(method.getGenericReturnType())).append(";\n");
      }
    }
    for (Field field : fields) {
      if (written.add(field.getName())) {
        out.append(Modifier.isFinal(field.getModifiers()) ? "  readonly " : "  ").append(field.getName()).append(": ")
            .append(types.given(ofClass ? field.getType() : field.getGenericType())).append(";\n");
      }
    }
  }

  private String parameters(Executable executable) {
    List<String> texts = new ArrayList<>();
    Parameter[] parameters = executable.getParameters();
    Type[] all = executable.getGenericParameterTypes();
    for (int i = 0; i < parameters.length; i++) {
      Type type = all.length == parameters.length ? all[i] : parameters[i].getType();
      String known = parameters[i].isNamePresent() ? parameters[i].getName() : "a" + i;
      String name = RESERVED.contains(known) ? known + "_" : known;
      if (executable.isVarArgs() && i == parameters.length - 1) {
        String element = types.taken(parameters[i].getType().getComponentType());
        texts.add("..." + name + ": Array<" + element + ">");
      } else {
        texts.add(name + ": " + types.taken(type));
      }
    }
    return "(" + String.join(", ", texts) + ")";
  }

  private static List<Method> methods(Class<?> type) {
    try {
      return Arrays.stream(type.getMethods())
          .filter(method -> !method.isBridge() && !method.isSynthetic())
          .filter(method -> method.getParameterCount() > 0 || !NEVER.contains(method.getName()))
          .filter(method -> !method.getName().equals("wait"))
          .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString)).toList();
    } catch (LinkageError e) {
      return List.of();
    }
  }

  private static List<Field> fields(Class<?> type, boolean ofClass) {
    try {
      return Arrays.stream(type.getFields()).filter(field -> Modifier.isStatic(field.getModifiers()) == ofClass)
          .sorted(Comparator.comparing(Field::getName)).toList();
    } catch (LinkageError e) {
      return List.of();
    }
  }

  private static List<Constructor<?>> constructors(Class<?> type) {
    try {
      return Arrays.stream(type.getConstructors()).sorted(Comparator.comparing(Constructor::toGenericString)).toList();
    } catch (LinkageError e) {
      return List.of();
    }
  }
}
