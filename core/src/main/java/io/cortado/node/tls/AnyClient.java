package io.cortado.node.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets a handshake end whatever certificate the client has: whether it is trusted is looked at afterwards
 * ({@link ServerIdentity#problem}), as a resumed session has no such step, and Node leaves it to the server's owner what
 * becomes of who is not. On the thread of the handshake.
 */
final class AnyClient extends X509ExtendedTrustManager {
  private final ServerIdentity identity;

  AnyClient(ServerIdentity identity) {
    this.identity = identity;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  /** Those whose certificates a client is asked for. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return identity.issuers();
  }
}
