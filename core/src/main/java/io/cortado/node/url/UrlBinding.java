package io.cortado.node.url;

import org.jspecify.annotations.Nullable;

/** URLs as text, for {@code url}: each is read or written in one call. Runs on the loop. */
public final class UrlBinding {
  /**
   * The parts of a URL as {@code url.parse} finds them, in the order of {@link LegacyUrl#parts}; or, as a text, what is wrong:
   * "host", "escape" (an escape in the user's name that is none) or "surrogate" (half a character there). Of a path alone,
   * such as a request has, only where its query begins.
   */
  public Object parseLegacy(String input, boolean slashesDenoteHost) {
    int path = slashesDenoteHost ? -1 : LegacyReader.pathLength(input);
    if (path >= 0) {
      return path;
    }
    try {
      return LegacyReader.read(input, slashesDenoteHost).parts();
    } catch (MalformedUrl e) {
      return e.part();
    }
  }

  /** The URL that such parts make, where empty is what is not there; null when {@code auth} has half a character. */
  public @Nullable String formatLegacy(
      boolean slashes,
      String protocol,
      String auth,
      String host,
      String hostname,
      String port,
      String pathname,
      String search,
      String hash) {
    try {
      String authority = LegacyText.authority(auth, host, hostname, port);
      return LegacyText.of(protocol, slashes, authority, pathname, search, hash);
    } catch (MalformedUrl e) {
      return null;
    }
  }

  /** A name or value of a query, escaped; null when it ends in half a character. */
  public @Nullable String escapeQuery(String text) {
    try {
      return LegacyText.escapeQuery(text);
    } catch (MalformedUrl e) {
      return null;
    }
  }

  /** A domain in the letters of DNS, or null where it is none. */
  public @Nullable String domainToAscii(String domain) {
    return Domains.toAscii(domain);
  }
}
