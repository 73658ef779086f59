package io.cortado.engine;

import java.lang.reflect.Field;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What {@code util.inspect} must know and JavaScript cannot tell: the state of a promise. The engine shows the state to
 * Java only as text, and its value not at all, so the value is fetched from the engine's own object where the class
 * path allows that. Runs on the loop.
 */
public final class InspectBinding {
  private static final String MARK = "Promise{[[PromiseStatus]]: \"";

  private final Context context;

  InspectBinding(Context context) {
    this.context = context;
  }

  /** {@code pending}, {@code resolved} or {@code rejected}; null for anything but a promise. */
  public @Nullable String promiseState(Value promise) {
    String text = promise.toString();
    if (!text.startsWith(MARK)) {
      return null;
    }
    return text.substring(MARK.length(), text.indexOf('"', MARK.length()));
  }

  /** The value or reason of a settled promise, or the text the engine shows for it. */
  public @Nullable Object promiseValue(Value promise) {
    try {
      Field receiver = Value.class.getSuperclass().getDeclaredField("receiver");
      receiver.setAccessible(true);
      Object guest = receiver.get(promise);
      return context.asValue(guest.getClass().getMethod("getPromiseResult").invoke(guest));
    } catch (ReflectiveOperationException | RuntimeException e) {
      String text = promise.toString();
      String label = "[[PromiseValue]]: ";
      return text.substring(text.indexOf(label) + label.length(), text.length() - 1);
    }
  }
}
