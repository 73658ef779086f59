package io.cortado.node.tls;

import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks a peer's certificates but never breaks the handshake: as in Node, it is for the caller to reject. Called from
 * the thread of the handshake.
 */
final class TlsTrust extends X509ExtendedTrustManager {
  private final X509TrustManager checker;
  private volatile String problem = "";

  TlsTrust(@Nullable KeyStore authorities) throws Exception {
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    checker = find(factory.getTrustManagers());
  }

  private static X509TrustManager find(TrustManager[] managers) {
    for (TrustManager manager : managers) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new IllegalStateException("the JDK has no X.509 trust manager");
  }

  /** OpenSSL's code for what is wrong with the certificates, or empty. */
  String problem() {
    return problem;
  }

  private void check(X509Certificate[] chain, String type, boolean server) {
    try {
      if (server) {
        checker.checkServerTrusted(chain, type);
      } else {
        checker.checkClientTrusted(chain, type);
      }
      problem = "";
    } catch (CertificateException | RuntimeException e) {
      problem = code(chain, e);
    }
  }

  private static String code(X509Certificate[] chain, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "CERT_HAS_EXPIRED";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "CERT_NOT_YET_VALID";
      }
      if (cause instanceof CertPathValidatorException path
          && path.getReason() == CertPathValidatorException.BasicReason.REVOKED) {
        return "CERT_REVOKED";
      }
    }
    X509Certificate last = chain[chain.length - 1];
    boolean selfSigned = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    if (selfSigned) {
      return chain.length == 1 ? "DEPTH_ZERO_SELF_SIGNED_CERT" : "SELF_SIGNED_CERT_IN_CHAIN";
    }
    return chain.length == 1 ? "UNABLE_TO_VERIFY_LEAF_SIGNATURE" : "UNABLE_TO_GET_ISSUER_CERT_LOCALLY";
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    check(chain, type, true);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    check(chain, type, false);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
    check(chain, type, true);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
    check(chain, type, false);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {
    check(chain, type, true);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {
    check(chain, type, false);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return checker.getAcceptedIssuers();
  }
}
