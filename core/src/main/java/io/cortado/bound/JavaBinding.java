package io.cortado.bound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import io.cortado.spi.CodedException;
import io.cortado.spi.ModuleContext;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What {@code java:NAME} modules ask of Java: the bound objects, calls of their methods, and what comes of these. On the loop. */
public final class JavaBinding {
  private final ModuleContext context;
  private final Map<String, Object> bound;
  private final Json json = new Json(JavaBinding.class.getClassLoader());
  private final Shapes shapes = new Shapes(json);
  private final Results results = new Results(json, shapes);
  private @Nullable Arguments arguments;
  private @Nullable Failures failures;

  /** For these objects by name. */
  public JavaBinding(ModuleContext context, Map<String, Object> bound) {
    this.context = context;
    this.bound = bound;
  }

  /** Takes the script's functions, once: {@code stringify}, {@code invoke} and {@code error}. */
  public void functions(Value functions) {
    Callbacks callbacks = new Callbacks(context, results, functions.getMember("invoke"));
    Arguments known = new Arguments(json, callbacks, functions.getMember("stringify"));
    callbacks.returnBy(known);
    arguments = known;
    failures = new Failures(functions.getMember("error"));
  }

  /** The object of a name, as {@link Shown}; the name is bound. */
  public @Nullable Object object(String name) {
    Object object = Objects.requireNonNull(bound.get(name), name);
    return guarded(() -> results.shown(object));
  }

  /** What a value that has come another way would be as a result. */
  public @Nullable Object shown(Value value) {
    return guarded(() -> value.isHostObject() ? results.shown(value.asHostObject())
        : value.isNumber() ? results.shown(value.as(Object.class)) : new Shown(Shown.PLAIN, value));
  }

  /** A class's name, whether its properties are all there is to it, the properties, and the methods, each after a line feed. */
  public String[] shape(int id) {
    Shape shape = shapes.of(id);
    String name = shape.type().getSimpleName();
    return new String[] {
      name.isEmpty() ? "Object" : name,
      shape.isRecord() ? "record" : "",
      String.join("\n", shape.properties()),
      String.join("\n", shape.methods())
    };
  }

  /** A property's value. */
  public @Nullable Object get(Object target, String name) {
    AnnotatedMember property = Objects.requireNonNull(shapes.of(target).property(name), name);
    return guarded(() -> results.shown(property.getValue(target)));
  }

  /** What Jackson writes of an object; see {@link Json#EXACT}. */
  public String json(Object target) {
    return String.valueOf(guarded(() -> {
      try {
        return json.write(target);
      } catch (JsonProcessingException e) {
        // What a getter has thrown says more than where Jackson was.
        throw e.getCause() == null ? e : e.getCause();
      }
    }));
  }

  /** Calls a method here and now. */
  public @Nullable Object call(Object target, String name, @Nullable Object[] given) {
    return guarded(() -> {
      Call call = chosen(target, name, given);
      return results.shown(call.run());
    });
  }

  /** Calls a method on a virtual thread; {@code callback(error, result)} follows. */
  public void offload(Object target, String name, @Nullable Object[] given, Value callback) {
    guarded(() -> {
      Call call = chosen(target, name, given);
      deliver(context.blocking(() -> results.shown(call.run())), callback);
      return null;
    });
  }

  /** Waits for a {@code CompletionStage} or a {@code Future}; {@code callback(error, result)} follows. */
  public void settled(Object promise, Value callback) {
    if (!(promise instanceof CompletionStage<?> stage)) {
      deliver(context.blocking(() -> results.shown(((Future<?>) promise).get())), callback);
      return;
    }
    AutoCloseable hold = context.hold();
    // What it gives is read where it is given: a stream may block.
    stage
        .<@Nullable Object>thenApply(results::shown)
        .whenComplete((result, failure) -> context.post(() -> {
          release(hold);
          answer(callback, result, failure);
        }));
  }

  /** Reads up to {@code size} bytes on a virtual thread; {@code callback(error, buffer)} follows, with null at the end. */
  public void read(InputStream input, int size, Value callback) {
    deliver(
        context.blocking(() -> {
          byte[] bytes = new byte[size];
          int count = input.read(bytes);
          return count < 0 ? null : ByteBuffer.wrap(bytes, 0, count).slice();
        }),
        callback);
  }

  /** Closes a stream on a virtual thread; {@code callback(error)} follows. */
  public void close(InputStream input, Value callback) {
    deliver(
        context.blocking(() -> {
          input.close();
          return null;
        }),
        callback);
  }

  private void deliver(CompletionStage<? extends @Nullable Object> stage, Value callback) {
    stage.whenComplete((result, failure) -> answer(callback, result, failure));
  }

  private void answer(Value callback, @Nullable Object result, @Nullable Throwable failure) {
    Value nothing = Value.asValue(null);
    if (failure == null) {
      context.call(callback, nothing, result == null ? nothing : result);
    } else {
      context.call(callback, Objects.requireNonNull(failures).value(failure), nothing);
    }
  }

  private static void release(AutoCloseable hold) {
    try {
      hold.close();
    } catch (Exception e) {
      throw new IllegalStateException("a keep-alive handle cannot be released", e);
    }
  }

  /** Work of the program's, or of ours for it. */
  private interface Work {
    @Nullable Object run() throws Throwable;
  }

  private @Nullable Object guarded(Work work) {
    try {
      return work.run();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable failure) {
      if (failure instanceof PolyglotException end && (end.isCancelled() || end.isExit())) {
        // The app is over.
        throw end;
      }
      throw Objects.requireNonNull(failures, "java.js has given no functions").thrown(failure);
    }
  }

  /** A method with the arguments for it. */
  private record Call(Object target, Method method, @Nullable Object[] arguments) {
    @Nullable Object run() throws Exception {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  private Call chosen(Object target, String name, @Nullable Object[] given) {
    List<Method> methods = shapes.of(target).methods(name);
    Method best = methods.size() == 1 && suits(methods.getFirst(), given) ? methods.getFirst() : null;
    int bestFit = -1;
    for (Method method : best == null ? methods : List.<Method>of()) {
      int fit = fit(method, given);
      if (fit > bestFit) {
        best = method;
        bestFit = fit;
      }
    }
    if (best == null) {
      throw mismatch(methods, name, given.length, "");
    }
    try {
      return new Call(target, best, values(best, given));
    } catch (IllegalArgumentException | ClassCastException e) {
      throw mismatch(methods, name, given.length, ": " + Json.reason(e));
    }
  }

  /** Whether there is nothing to choose: conversion says what is wrong. */
  private static boolean suits(Method method, @Nullable Object[] given) {
    return !method.isVarArgs() && method.getParameterCount() == given.length;
  }

  /** Whether the last parameters are given one by one. */
  private static boolean isOpen(Method method, @Nullable Object[] given) {
    return method.isVarArgs()
        && !(given.length == method.getParameterCount() && Value.asValue(given[given.length - 1]).hasArrayElements());
  }

  private static int fit(Method method, @Nullable Object[] given) {
    Class<?>[] types = method.getParameterTypes();
    boolean open = isOpen(method, given);
    if (open ? given.length < types.length - 1 : given.length != types.length) {
      return -1;
    }
    int sum = open ? 0 : 1;
    for (int i = 0; i < given.length; i++) {
      boolean rest = open && i >= types.length - 1;
      int fit = Arguments.fit(given[i], rest ? types[types.length - 1].getComponentType() : types[i]);
      if (fit == 0) {
        return -1;
      }
      sum += fit;
    }
    return sum;
  }

  private @Nullable Object[] values(Method method, @Nullable Object[] given) {
    Arguments by = Objects.requireNonNull(arguments);
    Class<?>[] types = method.getParameterTypes();
    Type[] generic = method.getGenericParameterTypes();
    @Nullable Object[] values = new @Nullable Object[types.length];
    int fixed = isOpen(method, given) ? types.length - 1 : types.length;
    for (int i = 0; i < fixed; i++) {
      values[i] = by.of(given[i], types[i], generic[i]);
    }
    if (fixed < types.length) {
      Class<?> element = types[fixed].getComponentType();
      Object rest = Array.newInstance(element, given.length - fixed);
      for (int i = fixed; i < given.length; i++) {
        Array.set(rest, i - fixed, by.of(given[i], element, element));
      }
      values[fixed] = rest;
    }
    return values;
  }

  private static CodedException mismatch(List<Method> methods, String name, int count, String why) {
    String known =
        methods.stream()
            .map(method ->
                name + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(", "));
    return new CodedException(
        "CORTADO_ARGUMENTS", name + ": the " + count + " arguments do not suit the Java method; there is " + known + why);
  }
}
