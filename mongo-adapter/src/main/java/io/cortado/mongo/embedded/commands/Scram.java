package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Errors;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A conversation by SCRAM-SHA-256, in which a client proves that it knows a password. Runs on the server's thread. */
final class Scram {

  static final String MECHANISM = "SCRAM-SHA-256";

  private static final int ITERATIONS = 15_000;
  private static final int SALT_BYTES = 28;
  private static final int KEY_BITS = 256;
  private static final int NONCE_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String user;
  private final Document credentials;
  private final String nonce;
  private final String firstMessages;
  private boolean proven;

  private Scram(String user, Document credentials, String nonce, String firstMessages) {
    this.user = user;
    this.credentials = credentials;
    this.nonce = nonce;
    this.firstMessages = firstMessages;
  }

  /** The credentials of a user with his {@code db.name}; made up where there is none, so that nobody sees that. */
  interface Known {
    Document credentials(String user);
  }

  /** Begins with a client's first message. */
  static Scram start(String database, String message, Known known) {
    if (!message.startsWith("n,,") && !message.startsWith("y,,")) {
      throw failed();
    }
    String bare = message.substring(3);
    Map<Character, String> fields = fields(bare);
    String name = fields.getOrDefault('n', "").replace("=2C", ",").replace("=3D", "=");
    String theirs = fields.getOrDefault('r', "");
    if (name.isEmpty() || theirs.isEmpty()) {
      throw failed();
    }
    byte[] random = new byte[NONCE_BYTES];
    RANDOM.nextBytes(random);
    String nonce = theirs + Base64.getEncoder().encodeToString(random);
    String user = database + "." + name;
    Document credentials = known.credentials(user);
    String first = "r=" + nonce + ",s=" + credentials.get("salt") + ",i=" + credentials.get("iterationCount");
    return new Scram(user, credentials, nonce, bare + "," + first);
  }

  private static Map<Character, String> fields(String message) {
    Map<Character, String> fields = new HashMap<>();
    for (String part : message.split(",")) {
      if (part.length() > 2 && part.charAt(1) == '=') {
        fields.put(part.charAt(0), part.substring(2));
      }
    }
    return fields;
  }

  static de.bwaldvogel.mongo.exception.MongoServerError failed() {
    return Errors.of(18, "Authentication failed.");
  }

  /** The user as {@code database.name}. */
  String user() {
    return user;
  }

  boolean proven() {
    return proven;
  }

  /** What the server says first. */
  String firstMessage() {
    return firstMessages.substring(firstMessages.indexOf(",r=", firstMessages.indexOf(",r=") + 1) + 1);
  }

  /** Looks at the client's proof and returns the server's own; throws when it is wrong. */
  String prove(String message) {
    Map<Character, String> fields = fields(message);
    int end = message.lastIndexOf(",p=");
    if (end < 0 || !nonce.equals(fields.get('r'))) {
      throw failed();
    }
    try {
      byte[] proof = Base64.getDecoder().decode(message.substring(end + 3));
      byte[] auth = (firstMessages + "," + message.substring(0, end)).getBytes(StandardCharsets.UTF_8);
      byte[] storedKey = Base64.getDecoder().decode(String.valueOf(credentials.get("storedKey")));
      byte[] signature = hmac(storedKey, auth);
      byte[] clientKey = new byte[signature.length];
      for (int i = 0; i < clientKey.length; i++) {
        clientKey[i] = (byte) (signature[i] ^ (i < proof.length ? proof[i] : 0));
      }
      if (proof.length != signature.length || !MessageDigest.isEqual(hash(clientKey), storedKey)) {
        throw failed();
      }
      proven = true;
      byte[] serverKey = Base64.getDecoder().decode(String.valueOf(credentials.get("serverKey")));
      return "v=" + Base64.getEncoder().encodeToString(hmac(serverKey, auth));
    } catch (IllegalArgumentException e) {
      throw failed();
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is kept of a password. */
  static Document credentials(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    try {
      char[] prepared = Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
      PBEKeySpec spec = new PBEKeySpec(prepared, salt, ITERATIONS, KEY_BITS);
      byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] clientKey = hmac(salted, "Client Key".getBytes(StandardCharsets.UTF_8));
      byte[] serverKey = hmac(salted, "Server Key".getBytes(StandardCharsets.UTF_8));
      Base64.Encoder text = Base64.getEncoder();
      return new Document("iterationCount", ITERATIONS)
          .append("salt", text.encodeToString(salt))
          .append("storedKey", text.encodeToString(hash(clientKey)))
          .append("serverKey", text.encodeToString(serverKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static BinData payload(String text) {
    return new BinData(text.getBytes(StandardCharsets.UTF_8));
  }
}
