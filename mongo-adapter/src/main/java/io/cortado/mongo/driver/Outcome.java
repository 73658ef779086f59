package io.cortado.mongo.driver;

import java.nio.ByteBuffer;

/**
 * What JavaScript gets from an operation: text whose first character tells its kind, or raw BSON. {@code T} plain text,
 * {@code P} a packed reply, {@code S} the packed reply of a server error, {@code F} another failure as JSON.
 */
public final class Outcome {

  private Outcome() {}

  /** Plain text. */
  public static String text(String value) {
    return "T" + value;
  }

  /** The failure of a client that has been closed. */
  public static String closed() {
    return failure("MongoClientClosedError", "Operation interrupted because client was closed", "", "");
  }

  static String packed(byte[] reply) {
    return new ReplyPacker(reply).pack('P');
  }

  static String serverError(byte[] reply) {
    return new ReplyPacker(reply).pack('S');
  }

  static ByteBuffer raw(byte[] reply) {
    return ByteBuffer.wrap(reply);
  }

  static String failure(String name, String message, String code, String cause) {
    StringBuilder json = new StringBuilder(message.length() + 80).append("F{\"name\":");
    JsonText.string(json, name);
    JsonText.string(json.append(",\"message\":"), message);
    JsonText.string(json.append(",\"code\":"), code);
    JsonText.string(json.append(",\"cause\":"), cause);
    return json.append('}').toString();
  }
}
