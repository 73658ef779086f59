package io.cortado.node.tls;

import io.cortado.node.buffer.Bytes;
import io.cortado.node.crypto.KeyFiles;
import io.cortado.node.crypto.Pem;
import io.cortado.spi.ModuleContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** TLS for {@code tls} and {@code https}. Runs on the loop. */
public final class TlsBinding {

  /** Keys stand beside certificates in files that are made for both. */
  private static final Pattern KEYS =
      Pattern.compile("-----BEGIN [A-Z ]*KEY-----.*?-----END [A-Z ]*KEY-----", Pattern.DOTALL);

  private static final char[] NO_PASSWORD = {};

  static {
    // A client could have the server do the costly part of a handshake again and again. Node counts how often; nobody needs it.
    String renegotiation = "jdk.tls.rejectClientInitiatedRenegotiation";
    if (System.getProperty(renegotiation) == null) {
      System.setProperty(renegotiation, "true");
    }
  }

  private final ModuleContext context;

  public TlsBinding(ModuleContext context) {
    this.context = context;
  }

  /** Keys and certificates put together; a text for what is wrong with them. */
  public Object secureContext(
      String authorities, String certificates, String key, @Nullable String passphrase, @Nullable Value pfx) {
    try {
      KeyManager[] keys = null;
      if (pfx != null && !pfx.isNull()) {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = passphrase == null ? NO_PASSWORD : passphrase.toCharArray();
        store.load(new ByteArrayInputStream(Bytes.of(pfx)), password);
        keys = managers(store, password);
      } else if (!key.isEmpty()) {
        keys = managers(store(certificates, key, passphrase), NO_PASSWORD);
      }
      return new TlsContext(keys, authorities.isEmpty() ? null : trusted(authorities));
    } catch (KeyFiles.MissingPassphrase e) {
      return "missing passphrase";
    } catch (Exception e) {
      return "invalid key or certificate: " + e.getMessage();
    }
  }

  private static KeyManager[] managers(KeyStore store, char[] password) throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyStore store(String certificates, String key, @Nullable String passphrase) throws Exception {
    Pem block =
        Pem.blocks(key).stream().filter(each -> each.label().endsWith("PRIVATE KEY")).findFirst().orElseThrow();
    byte[] phrase = passphrase == null ? null : passphrase.getBytes(StandardCharsets.UTF_8);
    PrivateKey secret = KeyFiles.privateKey(block, phrase);
    KeyStore store = empty();
    store.setKeyEntry("key", secret, NO_PASSWORD, chain(certificates).toArray(Certificate[]::new));
    return store;
  }

  private static KeyStore trusted(String authorities) throws Exception {
    KeyStore store = empty();
    int count = 0;
    for (Certificate each : chain(authorities)) {
      store.setCertificateEntry("ca" + count++, each);
    }
    return store;
  }

  private static List<? extends Certificate> chain(String pem) throws Exception {
    return List.copyOf(
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(KEYS.matcher(pem).replaceAll("").getBytes(StandardCharsets.US_ASCII))));
  }

  /** What a server shows: {@code base} where no name says otherwise. A text for what is wrong. */
  public Object identity(TlsContext base) {
    try {
      return new ServerIdentity(context, base);
    } catch (java.security.GeneralSecurityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A server's engine for one connection. */
  public TlsEngine serverEngine(ServerIdentity identity) {
    SSLEngine engine = identity.sslContext().createSSLEngine();
    identity.configure(engine);
    return new TlsEngine(context, engine, TlsPeer.client(engine, identity));
  }

  /** A client's engine; {@code name} is the server's. A text for what is wrong. */
  public Object clientEngine(TlsContext secure, String name, String[] alpn, String[] protocols, String[] suites) {
    try {
      TlsTrust trust = new TlsTrust(secure.authorities());
      SSLContext ssl = SSLContext.getInstance("TLS");
      X509ExtendedKeyManager keys = secure.keyManager();
      ssl.init(keys == null ? null : new KeyManager[] {new ClientKeys(keys)}, new TrustManager[] {trust}, null);
      SSLEngine engine = ssl.createSSLEngine(name.isEmpty() ? null : name, name.isEmpty() ? -1 : 443);
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      if (!name.isEmpty()) {
        parameters.setServerNames(List.of(new SNIHostName(name)));
      }
      if (alpn.length > 0) {
        parameters.setApplicationProtocols(alpn);
      }
      if (protocols.length > 0) {
        parameters.setProtocols(protocols);
      }
      if (suites.length > 0) {
        parameters.setCipherSuites(suites);
      }
      engine.setSSLParameters(parameters);
      return new TlsEngine(context, engine, new TlsPeer(engine, session -> trust.problem()));
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Certificates of a PEM text or in DER, each in DER. */
  public Object certificate(Value bytes) {
    try {
      return Bytes.out(
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Bytes.of(bytes)))
              .getEncoded());
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The certificates trusted when no others are given, in PEM. */
  public String[] rootCertificates() {
    try {
      return java.util.Arrays.stream(new TlsTrust(null).getAcceptedIssuers())
          .map(Certificates::pem)
          .toArray(String[]::new);
    } catch (Exception e) {
      return new String[0];
    }
  }

  /** OpenSSL's list of cipher suites as their standard names; none where nothing matches. */
  public String[] suites(String list) {
    return Ciphers.suites(list);
  }

  /** OpenSSL's name for a cipher suite. */
  public String cipherName(String standard) {
    return Ciphers.name(standard);
  }

  /** Cipher suites by their standard names. */
  public String[] ciphers() {
    try {
      return SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites();
    } catch (java.security.NoSuchAlgorithmException e) {
      return new String[0];
    }
  }
}
