package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;

/**
 * A stored document.
 *
 * @param id the number that is its place in the collection's natural order
 */
@SuppressWarnings("JavaLangClash") // the field's term
public record Record(long id, Bson bson) {

  /** The document, which is everybody's and must not be changed. */
  public Document document() {
    return bson.document();
  }
}
