package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.expression.Paths;
import io.cortado.mongo.embedded.expression.Scope;
import io.cortado.mongo.embedded.value.Copies;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** {@code $unwind}. */
final class UnwindStage {

  private final String[] path;
  private final String @Nullable [] index;
  private final boolean preserve;
  private final Scope scope;

  private UnwindStage(String[] path, String @Nullable [] index, boolean preserve, Scope scope) {
    this.path = path;
    this.index = index;
    this.preserve = preserve;
    this.scope = scope;
  }

  static Stage create(@Nullable Object body, Context context) {
    Object path = body;
    Object index = null;
    boolean preserve = false;
    if (body instanceof Document document) {
      path = document.get("path");
      for (String name : document.keySet()) {
        Object value = document.get(name);
        switch (name) {
          case "path" -> {
            if (!(value instanceof String)) {
              throw Errors.of(28808, "expected a string as the path for $unwind stage, got " + Types.name(value));
            }
          }
          case "preserveNullAndEmptyArrays" -> {
            if (!(value instanceof Boolean bool)) {
              throw Errors.of(
                  28809,
                  "expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got "
                      + Types.name(value));
            }
            preserve = bool;
          }
          case "includeArrayIndex" -> {
            if (!(value instanceof String text) || text.isEmpty()) {
              throw Errors.of(
                  28810,
                  "expected a non-empty string for the includeArrayIndex  option to $unwind stage, got "
                      + Types.name(value));
            }
            if (text.startsWith("$")) {
              throw Errors.of(
                  28822, "includeArrayIndex option to $unwind stage should not be prefixed with a '$': " + text);
            }
            index = text;
          }
          default -> throw Errors.of(28811, "unrecognized option to $unwind stage: " + name);
        }
      }
    } else if (!(body instanceof String)) {
      throw Errors.of(
          15981, "expected either a string or an object as specification for $unwind stage, got " + Types.name(body));
    }
    if (!(path instanceof String text) || text.isEmpty()) {
      throw Errors.of(28812, "no path specified to $unwind stage");
    }
    if (!text.startsWith("$")) {
      throw Errors.of(28818, "path option to $unwind stage should be prefixed with a '$': " + text);
    }
    String[] indexPath = index instanceof String name ? Paths.names(name) : null;
    UnwindStage stage = new UnwindStage(Paths.names(text.substring(1)), indexPath, preserve, context.scope());
    return stage::unwound;
  }

  private Iterator<Document> unwound(Iterator<Document> input) {
    return new Iterator<>() {
      private Iterator<Document> parts = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!parts.hasNext() && input.hasNext()) {
          parts = parts(input.next());
        }
        return parts.hasNext();
      }

      @Override
      public Document next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return parts.next();
      }
    };
  }

  private Iterator<Document> parts(Document document) {
    Object value = document;
    for (String name : path) {
      value = value instanceof Document inner ? inner.getOrMissing(name) : Missing.getInstance();
    }
    boolean nothing = Types.isNullish(value);
    if (value instanceof Collection<?> list && !list.isEmpty()) {
      Iterator<?> elements = list.iterator();
      return new Iterator<>() {
        private long at;

        @Override
        public boolean hasNext() {
          return elements.hasNext();
        }

        @Override
        public Document next() {
          return with(document, elements.next(), at++);
        }
      };
    }
    if (nothing || value instanceof Collection<?>) {
      if (!preserve) {
        return Collections.emptyIterator();
      }
      Object kept = value instanceof Collection<?> ? Missing.getInstance() : value;
      return List.of(with(document, kept, null)).iterator();
    }
    return List.of(with(document, value, null)).iterator();
  }

  private Document with(Document document, @Nullable Object value, @Nullable Long at) {
    Document result = replaced(document, path, 0, value);
    result = index == null ? result : replaced(result, index, 0, at);
    scope.inherit(document, result);
    return result;
  }

  /** A copy of the document with another value at a path. */
  static Document replaced(Document document, String[] path, int depth, @Nullable Object value) {
    Document copy = Copies.of(document);
    String name = path[depth];
    if (depth < path.length - 1) {
      Document inner = copy.get(name) instanceof Document nested ? nested : new Document();
      if (!(value instanceof Missing) || copy.get(name) instanceof Document) {
        copy.put(name, replaced(inner, path, depth + 1, value));
      }
    } else if (value instanceof Missing) {
      copy.remove(name);
    } else {
      copy.put(name, value);
    }
    return copy;
  }
}
