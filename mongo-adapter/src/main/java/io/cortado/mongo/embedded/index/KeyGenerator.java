package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A document's values at the paths of an index: a tuple for each element of an array. Called from any thread. */
final class KeyGenerator {

  private final String[][] paths;

  KeyGenerator(List<String> paths) {
    this.paths = paths.stream().map(path -> path.split("\\.", -1)).toArray(String[][]::new);
  }

  /** What was met on the way. */
  static final class Found {
    boolean array;
    boolean present;
  }

  private static final class State {
    final @Nullable Object[] values;
    final int[] depths;
    final boolean[] ended;

    State(int size, Document document) {
      values = new Object[size];
      depths = new int[size];
      ended = new boolean[size];
      java.util.Arrays.fill(values, document);
    }

    State(State other) {
      values = other.values.clone();
      depths = other.depths.clone();
      ended = other.ended.clone();
    }
  }

  /** Hands each tuple to {@code out}; what is missing is null in it. */
  void generate(Document document, Found found, Consumer<@Nullable Object[]> out) {
    walk(new State(paths.length, document), found, out);
  }

  private void walk(State state, Found found, Consumer<@Nullable Object[]> out) {
    Collection<?> array = null;
    int arrayField = -1;
    for (int i = 0; i < paths.length; i++) {
      Collection<?> met = state.ended[i] ? null : advance(state, i);
      if (met == null) {
        found.present |= !(state.values[i] instanceof Missing);
      } else if (array == null) {
        array = met;
        arrayField = i;
      } else if (array != met) {
        throw Errors.of(
            171, "cannot index parallel arrays [" + last(i, state) + "] [" + last(arrayField, state) + "]");
      }
    }
    if (array == null) {
      emit(state, out);
    } else {
      found.array = true;
      expand(state, array, found, out);
    }
  }

  private String last(int field, State state) {
    return paths[field][Math.max(0, Math.min(state.depths[field], paths[field].length) - 1)];
  }

  private static void emit(State state, Consumer<@Nullable Object[]> out) {
    for (int i = 0; i < state.values.length; i++) {
      if (state.values[i] instanceof Missing) {
        state.values[i] = null;
      }
    }
    out.accept(state.values);
  }

  /** Goes along a path until its end, or to the array that is returned. */
  private @Nullable Collection<?> advance(State state, int field) {
    String[] names = paths[field];
    Object value = state.values[field];
    int depth = state.depths[field];
    Collection<?> array = null;
    while (depth < names.length) {
      if (value instanceof Document document) {
        value = document.getOrMissing(names[depth++]);
      } else if (value instanceof List<?> list) {
        int index = Numbers.index(names[depth]);
        if (index < 0 || index >= list.size()) {
          array = list;
          break;
        }
        value = list.get(index);
        depth++;
      } else {
        value = Missing.getInstance();
        depth = names.length;
      }
    }
    state.values[field] = value;
    state.depths[field] = depth;
    if (array == null && value instanceof Collection<?> list) {
      array = list;
    }
    state.ended[field] = array == null;
    return array;
  }

  @SuppressWarnings("ReferenceEquality")
  private void expand(State state, Collection<?> array, Found found, Consumer<@Nullable Object[]> out) {
    Collection<?> elements = array.isEmpty() ? List.of(KeyWriter.Undefined.VALUE) : array;
    for (Object element : elements) {
      State next = new State(state);
      for (int i = 0; i < paths.length; i++) {
        if (!next.ended[i] && next.values[i] == array) {
          boolean atEnd = next.depths[i] == paths[i].length;
          boolean deeper = !atEnd && element instanceof Document;
          next.values[i] = atEnd || deeper ? element : Missing.getInstance();
          next.ended[i] = !deeper;
          found.present |= atEnd;
        }
      }
      walk(next, found, out);
    }
  }
}
