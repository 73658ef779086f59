package io.cortado.node.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A certificate taken apart (RFC 5280), with no opinion about what is in it. {@code extensions} are what their octet strings
 * hold, by object id. Called from any thread.
 */
record CertificateParts(
    BigInteger serial, Der issuer, Instant from, Instant to, Der subject, byte[] key, Map<String, Der> extensions) {
  static final String SUBJECT_KEY_ID = "2.5.29.14";
  static final String KEY_USAGE = "2.5.29.15";
  static final String ALTERNATIVES = "2.5.29.17";
  static final String BASIC_CONSTRAINTS = "2.5.29.19";
  static final String AUTHORITY_KEY_ID = "2.5.29.35";
  static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  static final String ACCESS = "1.3.6.1.5.5.7.1.1";

  private static final int UTC_TIME = 0x17;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final int BOOLEAN = 0x01;
  private static final int CERTIFICATE_SIGNING = 0x04;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  static CertificateParts of(byte[] der) {
    List<Der> all = Der.read(der).elements().get(0).elements();
    List<Der> parts = all.get(0).tag() == VERSION ? all.subList(1, all.size()) : all;
    List<Der> validity = parts.get(3).elements();
    return new CertificateParts(
        parts.get(0).integer(),
        parts.get(2),
        time(validity.get(0)),
        time(validity.get(1)),
        parts.get(4),
        parts.get(5).encoded(),
        extensions(parts));
  }

  private static Map<String, Der> extensions(List<Der> parts) {
    Map<String, Der> found = new TreeMap<>();
    for (Der part : parts) {
      if (part.tag() == EXTENSIONS) {
        for (Der extension : part.elements().get(0).elements()) {
          List<Der> of = extension.elements();
          found.put(of.get(0).objectId(), Der.read(of.getLast().value()));
        }
      }
    }
    return found;
  }

  private static Instant time(Der time) {
    String digits = new String(time.value(), StandardCharsets.US_ASCII).replace("Z", "");
    String century = time.tag() != UTC_TIME ? "" : digits.charAt(0) < '5' ? "20" : "19";
    return LocalDateTime.parse(century + digits, TIME).toInstant(ZoneOffset.UTC);
  }

  /** What is in an extension's sequence, or null where there is no such extension. */
  @Nullable List<Der> listed(String id) {
    Der found = extensions.get(id);
    return found == null ? null : found.elementsOrNone();
  }

  /** Whether it may sign others: it says that it is an authority, and does not say that its key is for other things. */
  boolean authority() {
    List<Der> constraints = listed(BASIC_CONSTRAINTS);
    boolean says = constraints != null && !constraints.isEmpty() && constraints.get(0).tag() == BOOLEAN
        && constraints.get(0).value()[0] != 0;
    return says && mayCertify();
  }

  boolean mayCertify() {
    Der usage = extensions.get(KEY_USAGE);
    return usage == null || usage.bits().length > 0 && (usage.bits()[0] & CERTIFICATE_SIGNING) != 0;
  }
}
