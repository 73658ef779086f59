package io.cortado.node.tls;

import io.cortado.node.buffer.Bytes;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What a handshake has found out about the other side. Runs on the loop. */
public final class TlsPeer {
  private final Supplier<SSLSession> session;
  private final Supplier<@Nullable String> protocol;
  private final Function<SSLSession, String> judge;
  private @Nullable String problem;

  /** {@code judge} gives OpenSSL's code for what is wrong with the certificates, or empty. */
  TlsPeer(SSLEngine engine, Function<SSLSession, String> judge) {
    this(engine::getSession, engine::getApplicationProtocol, judge);
  }

  private TlsPeer(
      Supplier<SSLSession> session, Supplier<@Nullable String> protocol, Function<SSLSession, String> judge) {
    this.session = session;
    this.protocol = protocol;
    this.judge = judge;
  }

  /** A client of a server that is not ours, which has let it in. */
  public static TlsPeer of(SSLSession session) {
    return new TlsPeer(() -> session, () -> null, ignored -> "");
  }

  /** A client that has shaken hands with a server. */
  public static TlsPeer client(SSLEngine engine, ServerIdentity identity) {
    return new TlsPeer(engine, identity::problem);
  }

  /** Protocol, cipher suite, ALPN protocol, what is wrong with the certificates or empty, and the name asked for. */
  public String[] facts() {
    String alpn = protocol.get();
    SSLSession now = session.get();
    return new String[] {
      now.getProtocol(), now.getCipherSuite(), alpn == null ? "" : alpn, problem(), ServerIdentity.serverName(now)
    };
  }

  private String problem() {
    String known = problem;
    if (known == null) {
      known = judge.apply(session.get());
      problem = known;
    }
    return known;
  }

  /** Whether there are certificates, and all is well with them. */
  public boolean trusted() {
    try {
      return session.get().getPeerCertificates().length > 0 && problem().isEmpty();
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  /** The certificates in DER, its own first. */
  public ByteBuffer[] certificates() {
    try {
      Certificate[] chain = session.get().getPeerCertificates();
      ByteBuffer[] all = new ByteBuffer[chain.length];
      for (int i = 0; i < chain.length; i++) {
        all[i] = Bytes.out(chain[i].getEncoded());
      }
      return all;
    } catch (SSLPeerUnverifiedException | java.security.cert.CertificateEncodingException e) {
      return new ByteBuffer[0];
    }
  }
}
