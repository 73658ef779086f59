package io.cortado.management;

import io.cortado.loop.EventLoop;
import io.cortado.spi.CodedException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is told about an app while it runs: its health and figures on the management port, its requests in the access log. Scripts tell
 * it of requests on the loop; everything else may be called from any thread.
 */
public final class Operations implements AutoCloseable {
  private final Metrics metrics = new Metrics();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final @Nullable AccessLog log;
  private final @Nullable ManagementServer server;
  private volatile boolean over;

  private Operations(OperationsOptions options, OutputStream standard) throws IOException {
    log = options.accessLog() ? new AccessLog(options.accessLogFile(), standard, options.json(), metrics::lost) : null;
    Integer port = options.managementPort();
    server = port == null ? null : new ManagementServer(options.managementHost(), port, metrics, () -> !over, ready::get);
  }

  /**
   * Begins what the options ask for; null where that is nothing.
   *
   * @throws CodedException {@code CORTADO_MANAGEMENT} where the port is taken or the log cannot be written
   */
  public static @Nullable Operations begin(OperationsOptions options, OutputStream standard) {
    if (!options.observes()) {
      return null;
    }
    try {
      return new Operations(options, standard);
    } catch (IOException e) {
      throw new CodedException("CORTADO_MANAGEMENT", "the access log " + options.accessLogFile() + " cannot be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CodedException(
          "CORTADO_MANAGEMENT",
          "the management port " + options.managementHost() + ":" + options.managementPort() + " cannot be opened: " + cause.getMessage(), e);
    }
  }

  /** The management port, or 0. */
  public int port() {
    return server == null ? 0 : server.port();
  }

  /** Looks at the loop of an app that starts. */
  public void watch(EventLoop loop) {
    metrics.watch(new LoopLag(loop));
  }

  /** Says whether the app takes requests: it listens, and has not been told to end. */
  public void ready(boolean value) {
    ready.set(value);
  }

  /** Whether requests are logged, of which more has to be told then. */
  public boolean logs() {
    return log != null;
  }

  /** A request has come; answers a moment for {@link #ended}. Called by scripts. */
  public double began() {
    metrics.began();
    return System.nanoTime();
  }

  /** The response to a request is over; {@code status} is 0 where none was sent. Called by scripts. */
  public void ended(double began, String method, @Nullable String route, int status) {
    metrics.ended(handled(began, method, route, status, "", -1, "", "", null, null, "-"));
  }

  /** The same where requests are logged. Called by scripts. */
  public void logged(
      double began, String method, @Nullable String route, int status, String url, double bytes, String version, String remote,
      @Nullable String referrer, @Nullable String agent, @Nullable String id) {
    Handled request = handled(began, method, route, status, url, (long) bytes, version, remote, referrer, agent, id);
    metrics.ended(request);
    if (log != null) {
      log.add(request);
    }
  }

  private static Handled handled(
      double began, String method, @Nullable String route, int status, String url, long bytes, String version, String remote,
      @Nullable String referrer, @Nullable String agent, @Nullable String id) {
    long nanos = System.nanoTime() - (long) began;
    String known = id == null || id.isEmpty() ? UUID.randomUUID().toString() : id;
    return new Handled(
        Instant.now().minusNanos(nanos), nanos, method, url, route, status, bytes, version, remote, referrer, agent, known);
  }

  @Override
  public void close() {
    over = true;
    ready.set(false);
    if (server != null) {
      server.close();
    }
    if (log != null) {
      log.close();
    }
    metrics.close();
  }
}
