package io.cortado.express.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The Content-Disposition of downloads: a name that every client reads, and where that says less, one in UTF-8. Stateless. */
public final class Attachment {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Attachment() {}

  /**
   * The field for a file name; null for one with half a surrogate pair, which UTF-8 cannot say.
   *
   * @param older whether it is put as Express 4 does: ISO-8859-1 counts as readable, and every name is quoted
   */
  public static @Nullable String field(String name, boolean older) {
    String readable = readable(name, older);
    boolean plain = readable.equals(name) && !hasEscape(name) && !(older && name.isEmpty());
    StringBuilder out = new StringBuilder("attachment");
    if (!older || !name.isEmpty()) {
      out.append("; filename=").append(!older && Characters.isToken(readable) ? readable : Characters.quote(readable));
    }
    if (!plain) {
      if (!ETags.isWellFormed(name)) {
        return null;
      }
      out.append("; filename*=UTF-8''");
      appendEncoded(out, name);
    }
    return out.toString();
  }

  private static String readable(String name, boolean latin1) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c >= ' ' && c <= '~' || latin1 && c >= '\u00a0' && c <= '\u00ff' ? c : '?');
    }
    return out.toString();
  }

  /** Whether a client might take a part of the name for an escape. */
  private static boolean hasEscape(String name) {
    for (int at = name.indexOf('%'); at >= 0; at = name.indexOf('%', at + 1)) {
      if (Urls.isEscape(name, at)) {
        return true;
      }
    }
    return false;
  }

  private static void appendEncoded(StringBuilder out, String name) {
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (Characters.isAlphanumeric(c) || "-_.!~".indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
  }
}
