package io.cortado.engine.start;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/**
 * Adapts one method of each signature that bindings have, as Truffle adapts every method of Java that JavaScript calls. The
 * JDK makes a class for each step of each kind of signature, once: a fiftieth of a second altogether, which the loop spends
 * while it waits for its context. Any thread.
 */
public final class HostShapes {
  private HostShapes() {}

  /** Adapts them all. */
  public static void prepare() {
    try {
      for (Method method : Signatures.class.getDeclaredMethods()) {
        adapt(MethodHandles.lookup().unreflect(method), method.getParameterCount());
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Truffle's HostMethodDesc does. */
  private static void adapt(MethodHandle method, int arguments) {
    MethodHandle adapted = method.asType(method.type().changeReturnType(Object.class));
    adapted = adapted.asType(adapted.type().changeParameterType(0, Object.class));
    adapted.asSpreader(Object[].class, arguments);
  }

  /** The signatures of what a start and a first answer call; a final class as bindings are, and Object for any reference. */
  @SuppressWarnings({"unused", "UnusedVariable"})
  private static final class Signatures {
    Object o() { return this; }

    void v() {}

    int i() { return 0; }

    boolean z() { return true; }

    double d() { return 0; }

    Object o(Object a) { return this; }

    void v(Object a) {}

    boolean z(Object a) { return true; }

    Object o(int a) { return this; }

    Object o(Object a, Object b) { return this; }

    Object o(Object a, boolean b) { return this; }

    void v(Object a, double b) {}

    Object o(Object a, Object b, Object c) { return this; }

    void v(Object a, Object b, Object c) {}

    void v(Object a, int b, int c) {}

    boolean z(Object a, Object b, boolean c) { return true; }

    int i(int a, Object b, Object c) { return 0; }
  }
}
