package io.cortado.node.tls;

import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** What a secure context holds; opaque to JavaScript. Immutable. */
public final class TlsContext {
  private static final AtomicLong COUNT = new AtomicLong();

  private final String id = Long.toString(COUNT.incrementAndGet());
  private final KeyManager @Nullable [] keys;
  private final @Nullable KeyStore authorities;

  TlsContext(KeyManager @Nullable [] keys, @Nullable KeyStore authorities) {
    this.keys = keys;
    this.authorities = authorities;
  }

  /** Of this context alone, without a colon. */
  String id() {
    return id;
  }

  /** The keys as a handshake asks for them, or null where there are none. */
  @Nullable X509ExtendedKeyManager keyManager() {
    if (keys != null) {
      for (KeyManager each : keys) {
        if (each instanceof X509ExtendedKeyManager found) {
          return found;
        }
      }
    }
    return null;
  }

  @Nullable KeyStore authorities() {
    return authorities;
  }
}
