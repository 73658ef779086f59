package io.cortado.bound;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The shapes of the classes whose objects JavaScript has seen, with a number for each. Any thread. */
final class Shapes {
  private final Json json;
  private final ConcurrentMap<Class<?>, Shape> known = new ConcurrentHashMap<>();
  private final List<Shape> numbered = new CopyOnWriteArrayList<>();

  Shapes(Json json) {
    this.json = json;
  }

  Shape of(Object object) {
    Shape shape = known.get(object.getClass());
    return shape == null ? known.computeIfAbsent(object.getClass(), this::added) : shape;
  }

  private synchronized Shape added(Class<?> type) {
    Shape shape = new Shape(type, numbered.size(), json);
    numbered.add(shape);
    return shape;
  }

  Shape of(int number) {
    return numbered.get(number);
  }
}
