package io.cortado.node.tls;

import io.cortado.spi.ModuleContext;
import java.lang.ref.WeakReference;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * What a TLS server shows to its clients and asks of them: a certificate for each name, protocols, cipher suites. It is
 * made and changed on the loop; handshakes read it on threads of their own, and what was changed counts for those that
 * begin afterwards. Sessions may be resumed for as long as it lives.
 */
public final class ServerIdentity {
  private static final String CHOSEN = "io.cortado.context";
  private static final int SEEN = 16;

  private record Named(Pattern name, TlsContext context) {}

  private final ModuleContext context;
  private final SSLContext ssl;
  private final List<Named> named = new CopyOnWriteArrayList<>();
  private final Map<String, WeakReference<TlsContext>> seen = new ConcurrentHashMap<>();
  private volatile TlsContext base;
  private volatile X509Certificate @Nullable [] issuers;
  private @Nullable Value sni;
  private volatile boolean asksByName;
  private @Nullable Value alpnChoice;
  private String[] alpn = {};
  private String[] protocols = {};
  private String[] suites = {};
  private boolean ownOrder = true;
  private boolean asksPeer;
  private boolean rejects;
  private long handshakeMillis = 120_000;

  ServerIdentity(ModuleContext context, TlsContext base) throws java.security.GeneralSecurityException {
    this.context = context;
    this.base = base;
    remember(base);
    ssl = SSLContext.getInstance("TLS");
    ssl.init(new KeyManager[] {new SniKeys(this)}, new TrustManager[] {new AnyClient(this)}, null);
  }

  /** Sets what is shown to who asks for no name, or for one that is not known. */
  public void base(TlsContext shown) {
    remember(shown);
    issuers = null;
    base = shown;
  }

  /** Adds what is shown to who asks for a name; the last that matches counts, and {@code *} stands for one label. */
  public void add(String name, TlsContext shown) {
    StringBuilder pattern = new StringBuilder();
    for (String part : name.split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[^.]*").append(Pattern.quote(part));
    }
    remember(shown);
    named.addFirst(new Named(Pattern.compile(pattern.toString()), shown));
  }

  /** Sets a function (name, callback(problem, context)) that chooses in place of the names. */
  public void choose(Value function) {
    sni = function;
    asksByName = true;
  }

  /** Sets a function (name, protocols, callback(protocol)) that chooses among what a client speaks; null for none. */
  public void chooseProtocol(Value function) {
    alpnChoice = function;
  }

  /** Protocols that are spoken, the preferred one first. */
  public void alpn(String[] names) {
    alpn = names;
  }

  /** Versions and cipher suites by their standard names; none for the JDK's. */
  public void allow(String[] versions, String[] cipherSuites, boolean serverOrder) {
    protocols = versions;
    suites = cipherSuites;
    ownOrder = serverOrder;
  }

  /** Whether clients are asked for a certificate, and those without one that is trusted are turned away. */
  public void askPeer(boolean asks, boolean turnsAway) {
    asksPeer = asks;
    rejects = asks && turnsAway;
  }

  public void handshakeTimeout(double millis) {
    handshakeMillis = (long) millis;
  }

  /** Seconds for which a session may be resumed. */
  public void sessionTimeout(int seconds) {
    ssl.getServerSessionContext().setSessionTimeout(seconds);
  }

  /** How long a handshake may take, in milliseconds. */
  public long handshakeMillis() {
    return handshakeMillis;
  }

  /** Whether clients that are not trusted are turned away. */
  public boolean rejectsStrangers() {
    return rejects;
  }

  /** For {@link #configure}. */
  public SSLContext sslContext() {
    return ssl;
  }

  /** Sets an engine of {@link #sslContext} up as a server's. */
  public void configure(SSLEngine engine) {
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    if (alpn.length > 0) {
      parameters.setApplicationProtocols(alpn);
    }
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    if (suites.length > 0) {
      parameters.setCipherSuites(suites);
    }
    parameters.setUseCipherSuitesOrder(ownOrder);
    parameters.setWantClientAuth(asksPeer);
    if (rejects) {
      parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    Value choice = alpnChoice;
    if (choice != null) {
      engine.setHandshakeApplicationProtocolSelector((asked, offered) -> askForProtocol(choice, asked, offered));
    }
  }

  /** A protocol that the client does not speak, or none, ends the handshake. */
  private @Nullable String askForProtocol(Value choice, SSLEngine engine, List<String> offered) {
    String name = serverName(engine.getHandshakeSession());
    String chosen = onLoop(done -> context.call(choice, name, offered.toArray(String[]::new), done), arguments ->
        arguments[0].isNull() ? null : arguments[0].asString());
    return chosen != null && offered.contains(chosen) ? chosen : null;
  }

  private void remember(TlsContext shown) {
    if (seen.size() > SEEN) {
      seen.values().removeIf(each -> each.get() == null);
    }
    seen.put(shown.id(), new WeakReference<>(shown));
  }

  @Nullable TlsContext known(String id) {
    WeakReference<TlsContext> reference = seen.get(id);
    return reference == null ? null : reference.get();
  }

  X509Certificate[] issuers() {
    X509Certificate[] found = issuers;
    if (found == null) {
      found = certificates(base.authorities());
      issuers = found;
    }
    return found;
  }

  private static X509Certificate[] certificates(@Nullable KeyStore authorities) {
    List<X509Certificate> all = new ArrayList<>();
    if (authorities != null) {
      try {
        for (String alias : Collections.list(authorities.aliases())) {
          if (authorities.getCertificate(alias) instanceof X509Certificate certificate) {
            all.add(certificate);
          }
        }
      } catch (KeyStoreException e) {
        throw new IllegalStateException("tls: the authorities cannot be read", e);
      }
    }
    return all.toArray(X509Certificate[]::new);
  }

  /** The context of a handshake, chosen once. It may wait for the app's own choice; on the thread of the handshake. */
  TlsContext contextOf(SSLEngine engine) {
    SSLSession session = engine.getHandshakeSession();
    if (session == null) {
      return base;
    }
    if (session.getValue(CHOSEN) instanceof TlsContext known) {
      return known;
    }
    TlsContext chosen = chosen(serverName(session));
    session.putValue(CHOSEN, chosen);
    return chosen;
  }

  private TlsContext chosen(String name) {
    if (name.isEmpty()) {
      return base;
    }
    if (asksByName) {
      TlsContext answer = ask(name);
      return answer == null ? base : answer;
    }
    return named.stream().filter(each -> each.name().matcher(name).matches()).map(Named::context).findFirst().orElse(base);
  }

  private @Nullable TlsContext ask(String name) {
    Value function = java.util.Objects.requireNonNull(sni);
    TlsContext shown =
        onLoop(
            done -> context.call(function, name, done),
            arguments -> {
              if (arguments.length > 0 && !arguments[0].isNull()) {
                throw new AppRefusal(arguments[0].asString());
              }
              return arguments.length < 2 || arguments[1].isNull() ? null : arguments[1].<TlsContext>asHostObject();
            });
    if (shown != null) {
      remember(shown);
    }
    return shown;
  }

  /** Lets the app answer by a callback, on the loop, and waits for it; on the thread of the handshake. */
  private <T> @Nullable T onLoop(Consumer<ProxyExecutable> question, Function<Value[], @Nullable T> read) {
    CompletableFuture<@Nullable T> answer = new CompletableFuture<>();
    ProxyExecutable done =
        arguments -> {
          try {
            answer.complete(read.apply(arguments));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
          return null;
        };
    context.post(() -> question.accept(done));
    try {
      return answer.get(handshakeMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppRefusal("interrupted");
    } catch (ExecutionException e) {
      throw new AppRefusal(e.getCause() == null ? e.toString() : String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      throw new AppRefusal("the app has not answered in " + handshakeMillis + " ms");
    }
  }

  /** The app has said no. */
  private static final class AppRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    AppRefusal(String message) {
      super(message);
    }
  }

  /** Why a handshake has failed: the engine's words, or {@code app: } and the app's own where it has refused. */
  public static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AppRefusal) {
        return "app: " + cause.getMessage();
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /** The host name that a client asked for, or empty. */
  static String serverName(SSLSession session) {
    if (session instanceof ExtendedSSLSession extended) {
      for (SNIServerName each : extended.getRequestedServerNames()) {
        if (each instanceof SNIHostName host) {
          return host.getAsciiName();
        }
      }
    }
    return "";
  }

  /** OpenSSL's code for what is wrong with a client's certificates, or empty; also where there are none. */
  String problem(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      X509Certificate[] own = java.util.Arrays.copyOf(chain, chain.length, X509Certificate[].class);
      TlsTrust trust = new TlsTrust(base.authorities());
      trust.checkClientTrusted(own, own[0].getPublicKey().getAlgorithm());
      return trust.problem();
    } catch (SSLPeerUnverifiedException e) {
      return "";
    } catch (Exception e) {
      return "UNABLE_TO_GET_ISSUER_CERT";
    }
  }
}
