package io.cortado.node.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * OpenSSL's lists of cipher suites, put into the JDK's. Names of suites, of groups ({@code HIGH}, {@code ECDHE+AESGCM}),
 * and {@code !}, {@code -} and {@code +} before them are understood; a group of which the JDK has nothing is empty, as
 * {@code aNULL} is. Called from any thread.
 */
final class Ciphers {
  /** Suites by OpenSSL's names, in the JDK's order. */
  private static final Map<String, String> KNOWN = known();

  private static final Set<String> EVERYTHING = Set.of("ALL", "HIGH", "DEFAULT");

  private Ciphers() {}

  private static Map<String, String> known() {
    Map<String, String> all = new LinkedHashMap<>();
    try {
      // Those that are on by default: what the JDK has beside them is switched off for good reason.
      for (String suite : SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites()) {
        all.put(name(suite), suite);
      }
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("tls: the JDK has no default context", e);
    }
    all.remove("TLS-EMPTY-RENEGOTIATION-INFO-SCSV");
    return all;
  }

  /** OpenSSL's name for a suite, where it is not the standard's. */
  static String name(String standard) {
    int with = standard.indexOf("_WITH_");
    if (with < 0) {
      return standard.endsWith("_SCSV") ? standard.replace('_', '-') : standard;
    }
    String exchange = standard.substring("TLS_".length(), with);
    String rest = standard.substring(with + "_WITH_".length()).replaceFirst("AES_(\\d+)", "AES$1").replace("_CBC", "");
    return ((exchange.equals("RSA") ? "" : exchange + "-") + rest).replace('_', '-');
  }

  /** The suites of a list by their standard names, in its order; none where nothing matches. */
  static String[] suites(String list) {
    List<String> chosen = new ArrayList<>();
    Set<String> banned = new LinkedHashSet<>();
    for (String token : list.split("[:, ]+")) {
      if (token.isEmpty() || token.startsWith("@")) {
        continue;
      }
      char sign = token.charAt(0);
      boolean signed = sign == '!' || sign == '-' || sign == '+';
      List<String> meant = matching(signed ? token.substring(1) : token);
      switch (sign) {
        case '!' -> {
          banned.addAll(meant);
          chosen.removeAll(meant);
        }
        case '-' -> chosen.removeAll(meant);
        case '+' -> {
          List<String> last = chosen.stream().filter(meant::contains).toList();
          chosen.removeAll(last);
          chosen.addAll(last);
        }
        default -> meant.stream().filter(each -> !chosen.contains(each) && !banned.contains(each)).forEach(chosen::add);
      }
    }
    if (!chosen.isEmpty() && chosen.stream().noneMatch(Ciphers::isModern)) {
      // Groups and older names say nothing of TLS 1.3.
      chosen.addAll(0, KNOWN.keySet().stream().filter(Ciphers::isModern).toList());
    }
    return chosen.stream().map(KNOWN::get).toArray(String[]::new);
  }

  /** Whether a suite is one of TLS 1.3. */
  private static boolean isModern(String name) {
    return name.startsWith("TLS_");
  }

  /** OpenSSL's names of what a token means. */
  private static List<String> matching(String token) {
    if (KNOWN.containsKey(token)) {
      return List.of(token);
    }
    String[] parts = token.split("\\+", -1);
    return KNOWN.keySet().stream()
        .filter(name -> !isModern(name) && Arrays.stream(parts).allMatch(part -> has(name, part)))
        .toList();
  }

  private static boolean has(String name, String part) {
    if (EVERYTHING.contains(part)) {
      return true;
    }
    String dashed = '-' + name.toUpperCase(Locale.ROOT).replace('_', '-') + '-';
    return switch (part) {
      case "TLSv1.2" -> dashed.contains("-GCM-") || dashed.contains("-POLY1305-") || dashed.matches(".*-SHA(256|384)-");
      case "EECDH", "kEECDH", "kECDHE", "ECDHE" -> dashed.startsWith("-ECDHE-");
      case "EDH", "kEDH", "kDHE", "DHE" -> dashed.startsWith("-DHE-");
      case "kRSA" -> dashed.matches("-AES\\d+-.*");
      case "aRSA", "RSA" -> dashed.contains("-RSA-") || dashed.matches("-AES\\d+-.*");
      case "aECDSA", "ECDSA" -> dashed.contains("-ECDSA-");
      case "AES" -> dashed.contains("-AES");
      case "AES128", "AES256" -> dashed.contains('-' + part + '-');
      case "AESGCM" -> dashed.contains("-AES") && dashed.contains("-GCM-");
      case "CHACHA20" -> dashed.contains("-CHACHA20-");
      case "SHA1", "SHA" -> dashed.endsWith("-SHA-");
      case "SHA256", "SHA384" -> dashed.endsWith('-' + part + '-');
      default -> false;
    };
  }
}
