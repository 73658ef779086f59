package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.bson.Document;

/** Copies of documents, whose values are shared. Called from any thread. */
public final class Copies {

  private Copies() {}

  /** Copies the fields once; {@code Document.clone} does it twice. */
  public static Document of(Document document) {
    Document copy = new Document();
    copy.putAll(document);
    return copy;
  }
}
