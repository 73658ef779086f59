package io.cortado.node.tls;

import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import org.jspecify.annotations.Nullable;

/** What a secure context holds; opaque to JavaScript. */
public final class TlsContext {
  private final KeyManager @Nullable [] keys;
  private final @Nullable KeyStore authorities;

  TlsContext(KeyManager @Nullable [] keys, @Nullable KeyStore authorities) {
    this.keys = keys;
    this.authorities = authorities;
  }

  KeyManager @Nullable [] keys() {
    return keys;
  }

  @Nullable KeyStore authorities() {
    return authorities;
  }
}
