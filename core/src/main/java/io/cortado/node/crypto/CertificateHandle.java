package io.cortado.node.crypto;

import io.cortado.node.buffer.Bytes;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A certificate for {@code X509Certificate}. Runs on the loop. */
public final class CertificateHandle {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss uuuu 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
  private static final Pattern NUMERIC = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int AUTHORITY_KEY = 0x80;

  private final byte[] der;
  private final CertificateParts parts;

  CertificateHandle(byte[] der) {
    this.der = der;
    this.parts = CertificateParts.of(der);
  }

  /** The first certificate of a PEM text, or one in DER; a text for why there is none. */
  static Object of(byte[] bytes) {
    for (Pem block : Pem.blocks(new String(bytes, StandardCharsets.ISO_8859_1))) {
      if (block.label().matches("(X509 |TRUSTED )?CERTIFICATE")) {
        return read(block.bytes(), "header too long");
      }
    }
    return bytes.length > 0 && bytes[0] == Der.SEQUENCE ? read(bytes, "no start line") : "no start line";
  }

  private static Object read(byte[] bytes, String otherwise) {
    try {
      return new CertificateHandle(Der.read(bytes).encoded());
    } catch (RuntimeException e) {
      return otherwise;
    }
  }

  /**
   * Subject, issuer, subjectAltName, infoAccess, validFrom, validTo, the three fingerprints and serialNumber; null for what it
   * has not.
   */
  public @Nullable String[] texts() throws GeneralSecurityException {
    List<Der> names = parts.listed(CertificateParts.ALTERNATIVES);
    List<Der> access = parts.listed(CertificateParts.ACCESS);
    return new @Nullable String[] {
      Names.lines(parts.subject()),
      Names.lines(parts.issuer()),
      names == null ? null : GeneralNames.alternatives(names),
      access == null ? null : GeneralNames.access(access),
      TIME.format(parts.from()),
      TIME.format(parts.to()),
      fingerprint("SHA-1"),
      fingerprint("SHA-256"),
      fingerprint("SHA-512"),
      serial()
    };
  }

  private String fingerprint(String algorithm) throws GeneralSecurityException {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(MessageDigest.getInstance(algorithm).digest(der));
  }

  private String serial() {
    String hex = parts.serial().abs().toString(16).toUpperCase(Locale.ROOT);
    String even = hex.length() % 2 == 0 || hex.equals("0") ? hex : "0" + hex;
    return parts.serial().signum() < 0 ? "-" + even : even;
  }

  /** Object ids of the extended key usage, or null. */
  public String @Nullable [] uses() {
    List<Der> uses = parts.listed(CertificateParts.EXTENDED_KEY_USAGE);
    return uses == null ? null : uses.stream().map(Der::objectId).toArray(String[]::new);
  }

  /** Milliseconds since 1970 of the start and the end. */
  public double[] times() {
    return new double[] {millis(parts.from()), millis(parts.to())};
  }

  private static double millis(Instant time) {
    return time.toEpochMilli();
  }

  public Object raw() {
    return Bytes.out(der.clone());
  }

  public String pem() {
    return Pem.text("CERTIFICATE", der);
  }

  public boolean authority() {
    return parts.authority();
  }

  /** A text where the key is of a kind that is not known. */
  public Object publicKey() {
    try {
      return new KeyHandle(key());
    } catch (Exception e) {
      return "unsupported";
    }
  }

  private PublicKey key() throws Exception {
    return KeyFiles.publicKey(parts.key(), "spki");
  }

  /** Keys and values in turn, of the subject or the issuer. */
  public String[] name(boolean ofSubject) {
    List<String> flat = new ArrayList<>();
    for (Names.Part part : Names.parts(ofSubject ? parts.subject() : parts.issuer())) {
      flat.add(part.key());
      flat.add(part.value());
    }
    return flat.toArray(String[]::new);
  }

  /** What the legacy object tells of a key: bits; then modulus and exponent, or OpenSSL's and NIST's curve; or nothing. */
  public String[] keyFacts() {
    try {
      return switch (key()) {
        case RSAPublicKey rsa -> new String[] {
          "" + rsa.getModulus().bitLength(), hex(rsa.getModulus()).toUpperCase(Locale.ROOT), "0x" + rsa.getPublicExponent().toString(16)
        };
        case ECPublicKey ec -> {
          int bits = ec.getParams().getOrder().bitLength();
          yield new String[] {"" + bits, Curves.opensslName(ec.getParams()), "P-" + bits};
        }
        default -> new String[0];
      };
    } catch (Exception e) {
      return new String[0];
    }
  }

  private static String hex(BigInteger number) {
    return HexFormat.of().formatHex(Curves.fixed(number, (number.bitLength() + 7) / 8));
  }

  /** The key as the legacy object has it: a curve's point, or all of RSA's. */
  public Object keyBytes() {
    List<Der> info = Der.read(parts.key()).elements();
    boolean point = info.get(0).elements().get(0).objectId().equals("1.2.840.10045.2.1");
    return Bytes.out(point ? info.get(1).bits() : parts.key());
  }

  /** The name that a host has in the certificate, or null. */
  public @Nullable String host(String host, int flags) {
    return find(host, flags, GeneralNames.DNS, "CN", (name, wanted) -> HostNames.host(name, wanted, flags));
  }

  public @Nullable String email(String email, int flags) {
    return find(email, flags, GeneralNames.EMAIL, "emailAddress", HostNames::email);
  }

  private @Nullable String find(String wanted, int flags, int kind, String attribute, BiPredicate<String, String> same) {
    boolean present = false;
    List<Der> names = parts.listed(CertificateParts.ALTERNATIVES);
    for (Der name : names == null ? List.<Der>of() : names) {
      String text = text(name, kind);
      present |= text != null;
      if (text != null && !text.isEmpty() && same.test(text, wanted)) {
        return text;
      }
    }
    if (present && (flags & HostNames.ALWAYS_SUBJECT) == 0 || (flags & HostNames.NEVER_SUBJECT) != 0) {
      return null;
    }
    for (Names.Part part : Names.parts(parts.subject())) {
      if (part.key().equals(attribute) && !part.value().isEmpty() && same.test(part.value(), wanted)) {
        return part.value();
      }
    }
    return null;
  }

  private static @Nullable String text(Der name, int kind) {
    if (name.tag() == kind) {
      return new String(name.value(), StandardCharsets.ISO_8859_1);
    }
    boolean mailbox = kind == GeneralNames.EMAIL && name.tag() == GeneralNames.OTHER
        && name.elements().get(0).objectId().equals(GeneralNames.SMTP_MAILBOX);
    return mailbox ? Names.text(name.elements().get(1).elements().get(0)) : null;
  }

  /** Whether an address is one of the certificate's: 1 or 0, and -1 where it is no address. */
  public int address(String address) {
    if (!NUMERIC.matcher(address).matches()) {
      return -1;
    }
    try {
      // numbers alone are asked of no resolver
      byte[] bytes = InetAddress.getByName(address).getAddress();
      List<Der> names = parts.listed(CertificateParts.ALTERNATIVES);
      return names != null && names.stream().anyMatch(e -> e.tag() == GeneralNames.IP && Arrays.equals(e.value(), bytes))
          ? 1 : 0;
    } catch (UnknownHostException e) {
      return -1;
    }
  }

  /** Whether the other one's subject is the issuer of this, by names and key ids. */
  public boolean issuedBy(CertificateHandle other) {
    CertificateParts issuer = other.parts;
    X500Principal wanted = new X500Principal(parts.issuer().encoded());
    if (!wanted.equals(new X500Principal(issuer.subject().encoded())) || !issuer.mayCertify()) {
      return false;
    }
    Der keyId = issuer.extensions().get(CertificateParts.SUBJECT_KEY_ID);
    List<Der> authority = parts.listed(CertificateParts.AUTHORITY_KEY_ID);
    return keyId == null || authority == null
        || authority.stream().noneMatch(e -> e.tag() == AUTHORITY_KEY && !Arrays.equals(e.value(), keyId.value()));
  }

  public boolean verify(KeyHandle key) {
    try {
      Certificate parsed = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
      parsed.verify((PublicKey) key.key());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Whether the private key is that of the certificate. */
  public boolean isOf(KeyHandle key) {
    try {
      return key.key() instanceof PrivateKey
          && Arrays.equals(PublicKeys.of(key.key()).getEncoded(), key().getEncoded());
    } catch (Exception e) {
      return false;
    }
  }
}
