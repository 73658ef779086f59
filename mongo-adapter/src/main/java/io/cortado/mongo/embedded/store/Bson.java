package io.cortado.mongo.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document as the file has it: its bytes, and the document of them once somebody has looked. One thread. */
public final class Bson {

  private final byte[] bytes;
  private @Nullable Document document;

  public Bson(byte[] bytes, @Nullable Document document) {
    this.bytes = bytes;
    this.document = document;
  }

  public static Bson of(Document document) {
    return new Bson(BsonWriter.bytesOf(document), document);
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The document, which is everybody's: who wants to change it makes a {@link #copy}. */
  public Document document() {
    Document known = document;
    if (known == null) {
      known = BsonReader.read(bytes);
      document = known;
    }
    return known;
  }

  /** A document of the caller's own. */
  public Document copy() {
    return BsonReader.read(bytes);
  }

  @Override
  public String toString() {
    return document().toString();
  }
}
