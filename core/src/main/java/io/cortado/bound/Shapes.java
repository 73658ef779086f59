package io.cortado.bound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shapes of the classes whose objects JavaScript has seen, with a number for each. Any thread. */
final class Shapes {
  private final Json json;
  private final Map<Class<?>, Integer> ids = new HashMap<>();
  private final List<Shape> shapes = new ArrayList<>();

  Shapes(Json json) {
    this.json = json;
  }

  synchronized int idOf(Class<?> type) {
    Integer known = ids.get(type);
    if (known != null) {
      return known;
    }
    shapes.add(new Shape(type, json));
    ids.put(type, shapes.size() - 1);
    return shapes.size() - 1;
  }

  synchronized Shape of(int id) {
    return shapes.get(id);
  }

  Shape of(Object object) {
    return of(idOf(object.getClass()));
  }
}
