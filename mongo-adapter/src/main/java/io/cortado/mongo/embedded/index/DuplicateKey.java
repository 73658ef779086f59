package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Shown;
import java.io.Serial;
import java.util.stream.Collectors;

/** A second document with the same key in a unique index. */
public final class DuplicateKey extends MongoServerError {

  @Serial private static final long serialVersionUID = 1L;

  private static final int CODE = 11000;

  private final transient Document pattern;
  private final transient Document values;

  DuplicateKey(String namespace, IndexSpec spec, Document values) {
    super(
        CODE,
        "DuplicateKey",
        "E11000 duplicate key error collection: " + namespace + " index: " + spec.name() + " dup key: "
            + shown(values));
    this.pattern = spec.key();
    this.values = values;
  }

  private DuplicateKey(String message, DuplicateKey cause) {
    super(CODE, "DuplicateKey", message, cause);
    this.pattern = cause.pattern;
    this.values = cause.values;
  }

  /** The same error, said to be caused within something. */
  public DuplicateKey within(String context) {
    return new DuplicateKey(context + " :: caused by :: " + getMessageWithoutErrorCode(), this);
  }

  private static String shown(Document values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + Shown.value(entry.getValue()))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  /** Adds {@code keyPattern} and {@code keyValue} to the error that a client gets. */
  public void complete(Document error) {
    error.append("keyPattern", pattern).append("keyValue", values);
  }
}
