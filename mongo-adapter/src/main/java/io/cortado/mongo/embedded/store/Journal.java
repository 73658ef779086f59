package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** Is told of each change once it is made. Runs on the server's thread. */
public interface Journal {

  /**
   * A document was written.
   *
   * @param before null for an insert
   * @param after null for a delete
   * @param spec the update, where it was one
   */
  void changed(Table table, @Nullable Record before, @Nullable Record after, @Nullable Object spec);

  /** A collection or index was made, changed or dropped; {@code event} says how a change stream shows it. */
  void event(String database, @Nullable String collection, Document event);
}
