package io.cortado.bound;

import io.cortado.spi.ModuleContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * Functions of JavaScript as functional interfaces. What calls one from another thread has it run on the loop: without waiting
 * where nothing is returned, else until it has returned.
 */
final class Callbacks {
  private final ModuleContext context;
  private final Results results;
  private final Value invoke;
  private @Nullable Arguments arguments;

  /** {@code invoke(function, deliver, arguments)} calls a function with what {@link Results} gives. */
  Callbacks(ModuleContext context, Results results, Value invoke) {
    this.context = context;
    this.results = results;
    this.invoke = invoke;
  }

  /** Sets what turns returned values into Java's; before the first call. */
  void returnBy(Arguments how) {
    arguments = how;
  }

  static boolean isFunctional(Class<?> type) {
    return type.isInterface()
        && Arrays.stream(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
            .count() == 1;
  }

  private static boolean isOfObject(Method method) {
    return method.getName().equals("equals") && method.getParameterCount() == 1
        || method.getParameterCount() == 0 && (method.getName().equals("hashCode") || method.getName().equals("toString"));
  }

  Object of(Value function, Class<?> type) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
      @Nullable Object[] values = given == null ? new Object[0] : given;
      if (method.isDefault()) {
        return InvocationHandler.invokeDefault(proxy, method, values);
      }
      if (isOfObject(method)) {
        return ofObject(proxy, method, values, function);
      }
      return call(function, method, values);
    });
  }

  private static Object ofObject(Object proxy, Method method, @Nullable Object[] values, Value function) {
    return switch (method.getName()) {
      case "equals" -> proxy == values[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "JavaScript function " + function.getMember("name");
    };
  }

  private @Nullable Object call(Value function, Method method, @Nullable Object[] values) throws Throwable {
    @Nullable Object[] shown = Arrays.stream(values).map(results::shown).toArray();
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    ProxyExecutable deliver =
        outcome -> {
          try {
            answer.complete(returned(outcome[0], method));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
          return true;
        };
    if (isOnLoop()) {
      invoke.execute(function, deliver, shown);
      return answer.getNow(null);
    }
    context.post(() -> {
      try {
        context.call(invoke, function, deliver, shown);
      } finally {
        // The function threw, which is told where everything uncaught is.
        answer.completeExceptionally(new IllegalStateException("a callback of JavaScript has failed"));
      }
    });
    return method.getReturnType() == void.class ? null : answer.get();
  }

  private @Nullable Object returned(Value value, Method method) {
    return method.getReturnType() == void.class || arguments == null
        ? null
        : arguments.of(value.as(Object.class), method.getReturnType(), method.getGenericReturnType());
  }

  private boolean isOnLoop() {
    try {
      context.assertOnLoop();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
