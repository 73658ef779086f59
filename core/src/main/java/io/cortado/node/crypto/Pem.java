package io.cortado.node.crypto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a PEM text (RFC 7468). {@code cipherInfo} is what the line {@code DEK-Info} says of one that is encrypted in
 * OpenSSL's old way. Called from any thread.
 */
public record Pem(String label, byte[] bytes, @Nullable String cipherInfo) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*?\n((?:[A-Za-z-]+:[^\n]*\n)*)([^-]*)-----END \\1-----");
  private static final Pattern CIPHER = Pattern.compile("DEK-Info: *([^\r\n]+)");

  /** Those of a text, in their order. */
  public static List<Pem> blocks(String text) {
    List<Pem> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      Matcher info = CIPHER.matcher(matcher.group(2));
      byte[] body = matcher.group(3).getBytes(StandardCharsets.US_ASCII);
      blocks.add(new Pem(matcher.group(1), Base64.getMimeDecoder().decode(body), info.find() ? info.group(1) : null));
    }
    return blocks;
  }

  /** The text of one block. */
  public static String text(String label, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
