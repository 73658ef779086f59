package io.cortado.node.tls;

import io.cortado.node.crypto.Pem;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** Certificates as Node tells them. Called from any thread. */
final class Certificates {
  private Certificates() {}

  static String pem(X509Certificate certificate) {
    try {
      return Pem.text("CERTIFICATE", certificate.getEncoded()).strip();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
