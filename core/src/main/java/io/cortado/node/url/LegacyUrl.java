package io.cortado.node.url;

import org.jspecify.annotations.Nullable;

/** What {@code url.parse} finds in a text; null is what is not there. */
record LegacyUrl(
    @Nullable String protocol,
    boolean slashes,
    @Nullable Authority authority,
    @Nullable String pathname,
    @Nullable String search,
    @Nullable String hash,
    String href) {

  /** {@code user:password@host:port}, where {@code host} is the name as it is written with the port behind it. */
  record Authority(@Nullable String auth, String host, String hostname, @Nullable String port, boolean oddPort) {}

  /** protocol, slashes, auth, host, port, hostname, hash, search, pathname, path, href, and whether a port is no number. */
  @Nullable String[] parts() {
    Authority at = authority;
    return new @Nullable String[] {
      protocol,
      slashes ? "//" : null,
      at == null ? null : at.auth,
      at == null ? null : at.host,
      at == null ? null : at.port,
      at == null ? null : at.hostname,
      hash,
      search,
      pathname,
      path(),
      href,
      at != null && at.oddPort ? ":" : null,
    };
  }

  private @Nullable String path() {
    if (pathname == null) {
      return search;
    }
    return search == null ? pathname : pathname + search;
  }
}
