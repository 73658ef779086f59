package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.store.Bson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results that a client fetches in batches. Runs on the server's thread. */
abstract class OpenCursor {

  /** What a batch may be at most; the reply's other fields have room beside it. */
  static final int MAX_BATCH_BYTES = 16 * 1024 * 1024;

  private final String namespace;
  private long id;
  private long lastUse = System.nanoTime();
  private boolean timeless;
  private @Nullable Object session;
  private @Nullable Bson peeked;

  OpenCursor(String namespace) {
    this.namespace = namespace;
  }

  /** The next document, encoded; null at the end, or at what is the end as yet. */
  abstract @Nullable Bson next();

  /** Lets go of the file until the next batch. */
  abstract void pause();

  /** True when what comes later is waited for. */
  boolean isTailable() {
    return false;
  }

  /** True when a getMore may be put off until there is something. */
  boolean awaitsData() {
    return false;
  }

  /** True when nothing can come any more, though it is waited for. */
  boolean isClosed() {
    return false;
  }

  /** Fields that the reply has beside the batch. */
  void addTo(Document cursor, List<Bson> batch) {}

  final String namespace() {
    return namespace;
  }

  final long id() {
    return id;
  }

  final void opened(long number) {
    id = number;
  }

  final void timeless() {
    timeless = true;
  }

  final @Nullable Object session() {
    return session;
  }

  final void session(@Nullable Object owner) {
    session = owner;
  }

  final boolean isOverdue(long now, long nanos) {
    return !timeless && now - lastUse > nanos;
  }

  /** A batch of at most so many documents, which is less where they are large. */
  final List<Bson> batch(long most) {
    lastUse = System.nanoTime();
    List<Bson> batch = new ArrayList<>();
    long bytes = 0;
    while (batch.size() < most) {
      Bson one = peeked == null ? next() : peeked;
      peeked = null;
      if (one == null) {
        break;
      }
      bytes += one.bytes().length + 12;
      if (bytes > MAX_BATCH_BYTES && !batch.isEmpty()) {
        peeked = one;
        break;
      }
      batch.add(one);
    }
    pause();
    return batch;
  }

  /** True when nothing is left. */
  final boolean isSpent() {
    if (isTailable()) {
      return false;
    }
    if (peeked == null) {
      peeked = next();
      pause();
    }
    return peeked == null;
  }
}
