package io.cortado.engine;

import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.builtins.JSCollectionIteratorObject;
import com.oracle.truffle.js.runtime.builtins.JSSetIteratorObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import com.oracle.truffle.js.runtime.util.JSHashMap;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What {@code util.inspect} must know and JavaScript cannot tell: the state of a promise, and what an iterator has left. The
 * engine shows a promise's state to Java only as text, and its value not at all, so such things are fetched from the
 * engine's own objects where the class path allows that. Runs on the loop.
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
      Object guest = guest(promise);
      return context.asValue(guest.getClass().getMethod("getPromiseResult").invoke(guest));
    } catch (ReflectiveOperationException | RuntimeException e) {
      String text = promise.toString();
      String label = "[[PromiseValue]]: ";
      return text.substring(text.indexOf(label) + label.length(), text.length() - 1);
    }
  }

  /**
   * What a Map's or a Set's iterator has not given yet: whether it gives pairs, then what it gives, keys and values in turn.
   * Null for anything else.
   */
  public Object @Nullable [] iteratorEntries(Value iterator) {
    if (!(guestOrNull(iterator) instanceof JSCollectionIteratorObject found)) {
      return null;
    }
    boolean set = found instanceof JSSetIteratorObject;
    int kind = found.getIterationKind();
    boolean paired = kind == JSRuntime.ITERATION_KIND_KEY_PLUS_VALUE;
    List<Object> left = new ArrayList<>(List.of(paired));
    if (found.getIteratedObject() != Undefined.instance) {
      for (JSHashMap.Cursor cursor = found.getNextIndex().copy(); cursor.advance(); ) {
        Object key = context.asValue(cursor.getKey());
        Object value = set ? key : context.asValue(cursor.getValue());
        if (paired) {
          left.add(key);
        }
        left.add(kind == JSRuntime.ITERATION_KIND_KEY ? key : value);
      }
    }
    return left.toArray();
  }

  private static @Nullable Object guestOrNull(Value value) {
    try {
      return guest(value);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** The engine's own object. */
  private static Object guest(Value value) throws ReflectiveOperationException {
    Field receiver = Value.class.getSuperclass().getDeclaredField("receiver");
    receiver.setAccessible(true);
    return receiver.get(value);
  }
}
