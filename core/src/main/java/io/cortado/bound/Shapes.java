package io.cortado.bound;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The shapes of the classes whose objects JavaScript has seen, with a number for each. Any thread. */
final class Shapes {
  private final Json json;
  private final ConcurrentMap<Class<?>, Shape> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<Class<?>, Shape> statics = new ConcurrentHashMap<>();
  private final List<Shape> numbered = new CopyOnWriteArrayList<>();

  Shapes(Json json) {
    this.json = json;
  }

  /** Of an object that is of its class, of a class its own: what is static. */
  Shape of(Object object) {
    if (object instanceof Class<?> type) {
      return statics.computeIfAbsent(type, key -> added(key, true));
    }
    Shape shape = known.get(object.getClass());
    return shape == null ? known.computeIfAbsent(object.getClass(), key -> added(key, false)) : shape;
  }

  private synchronized Shape added(Class<?> type, boolean ofClass) {
    Shape shape = new Shape(type, numbered.size(), json, ofClass);
    numbered.add(shape);
    return shape;
  }

  Shape of(int number) {
    return numbered.get(number);
  }
}
