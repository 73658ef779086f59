package io.cortado.node.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a server by the name that its client asks for. An alias is the id of the context, a colon, and the alias
 * there: of key and certificates the JDK asks by alias alone. On the thread of the handshake, which may wait.
 */
final class SniKeys extends X509ExtendedKeyManager {
  private static final String[] NONE = {};

  private final ServerIdentity identity;

  SniKeys(ServerIdentity identity) {
    this.identity = identity;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    TlsContext chosen = identity.contextOf(engine);
    X509ExtendedKeyManager keys = chosen.keyManager();
    String alias = keys == null ? null : keys.chooseEngineServerAlias(keyType, issuers, engine);
    return alias == null ? null : chosen.id() + ':' + alias;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    X509ExtendedKeyManager keys = keysOf(alias);
    return keys == null ? null : keys.getCertificateChain(alias.substring(alias.indexOf(':') + 1));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    X509ExtendedKeyManager keys = keysOf(alias);
    return keys == null ? null : keys.getPrivateKey(alias.substring(alias.indexOf(':') + 1));
  }

  private @Nullable X509ExtendedKeyManager keysOf(String alias) {
    TlsContext known = identity.known(alias.substring(0, alias.indexOf(':')));
    return known == null ? null : known.keyManager();
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return NONE;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return NONE;
  }
}
