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

  /** See {@link Queries#read}; a {@code most} that is not positive is no limit. */
  public String[] readQuery(String query, String separator, String equals, double most, boolean decoded) {
    return Queries.read(query, separator, equals, most, decoded);
  }

  /** The bytes that a text with escapes stands for, each a character. */
  public String unescapeBytes(String text, boolean spaces) {
    return Queries.bytes(text, spaces);
  }

  /** The parts of a URL, as {@link UrlRecord#lines}; null when it or its base is none. */
  public @Nullable String parse(String input, @Nullable String base) {
    try {
      UrlRecord relativeTo = base == null ? null : UrlReader.read(base, null);
      return UrlReader.read(input, relativeTo).lines();
    } catch (MalformedUrl e) {
      return null;
    }
  }

  /** The parts of a URL of which the accessor {@code part} is given a value. */
  public String change(String href, String part, String value) throws MalformedUrl {
    UrlRecord url = UrlReader.read(href, null);
    new UrlChange(url).set(part, value);
    return url.lines();
  }

  /** Names and values of a query in turn. */
  public String[] readForm(String query) {
    return FormPairs.read(query);
  }

  /** A query of names and values in turn. */
  public String writeForm(String[] pairs) {
    return FormPairs.write(pairs);
  }

  /** The host that a URL such as "http:" has of this name, or null where it is none. */
  public @Nullable String host(String name) {
    try {
      return Hosts.parse(name, true);
    } catch (MalformedUrl e) {
      return null;
    }
  }

  /** What a label of punycode says: nothing and the text, or what is wrong with it. */
  public String[] decodeLabel(String label) {
    try {
      return new String[] {"", Punycode.decode(label)};
    } catch (Punycode.BadLabel e) {
      return new String[] {String.valueOf(e.getMessage()), ""};
    }
  }

  /** A label in punycode, or what is wrong with it, likewise. */
  public String[] encodeLabel(String text) {
    try {
      return new String[] {"", Punycode.encode(text)};
    } catch (Punycode.BadLabel e) {
      return new String[] {String.valueOf(e.getMessage()), ""};
    }
  }
}
