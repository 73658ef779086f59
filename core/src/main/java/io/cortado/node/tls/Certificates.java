package io.cortado.node.tls;

import io.cortado.node.crypto.Pem;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/** Certificates as Node tells them. Called from any thread. */
final class Certificates {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

  private Certificates() {}

  static String[] describe(X509Certificate certificate, byte[] der) throws Exception {
    return new String[] {
      name(certificate.getSubjectX500Principal()),
      name(certificate.getIssuerX500Principal()),
      alternatives(certificate),
      time(certificate.getNotBefore()),
      time(certificate.getNotAfter()),
      serial(certificate),
      fingerprint("SHA-1", der),
      fingerprint("SHA-256", der),
      fingerprint("SHA-512", der),
      Boolean.toString(certificate.getBasicConstraints() >= 0)
    };
  }

  /** RFC 2253's order is last first; Node's lines are first to last. */
  private static String name(X500Principal principal) throws Exception {
    List<String> lines = new ArrayList<>();
    javax.naming.ldap.LdapName parsed = new javax.naming.ldap.LdapName(principal.getName());
    parsed.getRdns().forEach(part -> lines.add(part.getType() + "=" + part.getValue()));
    return String.join("\n", lines);
  }

  private static String alternatives(X509Certificate certificate) throws Exception {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (List<?> entry : names) {
      String value = String.valueOf(entry.get(1));
      switch ((Integer) entry.get(0)) {
        case 1 -> parts.add("email:" + value);
        case 2 -> parts.add("DNS:" + value);
        case 6 -> parts.add("URI:" + value);
        case 7 -> parts.add("IP Address:" + value);
        default -> {}
      }
    }
    return String.join(", ", parts);
  }

  private static String time(Date date) {
    return TIME.format(date.toInstant());
  }

  private static String serial(X509Certificate certificate) {
    String hex = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }

  private static String fingerprint(String algorithm, byte[] der) throws Exception {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(MessageDigest.getInstance(algorithm).digest(der));
  }

  static String pem(X509Certificate certificate) {
    try {
      return Pem.text("CERTIFICATE", certificate.getEncoded()).strip();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
