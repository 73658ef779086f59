package io.cortado.mongo.backup;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The names of files for collections, as mongodump makes them; the real name stands within the metadata. */
final class Names {
  static final String DOCUMENTS = ".bson";
  static final String METADATA = ".metadata.json";
  static final String COMPRESSED = ".gz";

  private static final int LONGEST = 238;
  private static final int KEPT_OF_LONGER = 208;

  private Names() {}

  static String file(String collection) {
    String escaped = URLEncoder.encode(collection, StandardCharsets.UTF_8).replace("+", "%20");
    return escaped.length() <= LONGEST ? escaped : escaped.substring(0, KEPT_OF_LONGER) + "%24" + digest(collection);
  }

  private static String digest(String collection) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(collection.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
