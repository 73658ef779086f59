package io.cortado.management;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The figures of an app and its JVM, in Prometheus' words. Any thread. */
final class Metrics implements AutoCloseable {
  /** Routers can be mounted at paths with parameters, so that there may be more routes than an app has written down. */
  private static final int MAX_ROUTES = 500;

  private static final String OTHER = "(other)";
  private static final String NONE = "(none)";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE", "QUERY");
  private static final Duration[] BUCKETS =
      java.util.stream.Stream.of(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000).map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record Kind(String method, String route, String status) {}

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();
  private final Set<String> routes = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final List<LoopLag> lag = new CopyOnWriteArrayList<>();
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Counter dropped;

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("http.server.requests.active", open, AtomicInteger::get)
        .description("Requests whose response is not over").register(registry);
    Gauge.builder("cortado.loop.lag.seconds", lag, held -> of(held, false))
        .description("How long the last task that was given to the loop has waited, looked at once a second").register(registry);
    Gauge.builder("cortado.loop.lag.max.seconds", lag, held -> of(held, true))
        .description("The longest of these since the last scrape").register(registry);
    dropped = Counter.builder("cortado.access.log.dropped").description("Lines that the access log has lost").register(registry);
  }

  /** Of the loop that lags most. */
  private static double of(List<LoopLag> held, boolean longest) {
    held.removeIf(LoopLag::isOver);
    return held.stream().mapToDouble(lag -> longest ? lag.longestSeconds() : lag.seconds()).max().orElse(0);
  }

  void watch(LoopLag of) {
    lag.add(of);
  }

  void began() {
    open.incrementAndGet();
  }

  void lost() {
    dropped.increment();
  }

  void ended(Handled request) {
    open.decrementAndGet();
    String method = request.method().toUpperCase(Locale.ROOT);
    String status = request.status() == 0 ? "aborted" : Integer.toString(request.status());
    Kind kind = new Kind(METHODS.contains(method) ? method : OTHER, route(request.route()), status);
    requests.computeIfAbsent(kind, this::timer).record(request.nanos(), TimeUnit.NANOSECONDS);
  }

  private String route(@Nullable String route) {
    if (route == null) {
      return NONE;
    }
    if (routes.contains(route)) {
      return route;
    }
    return routes.size() < MAX_ROUTES && routes.add(route) ? route : OTHER;
  }

  private Timer timer(Kind kind) {
    return Timer.builder("http.server.requests")
        .description("Requests by method, route and status")
        .tags("method", kind.method(), "route", kind.route(), "status", kind.status())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** All of it, in Prometheus' text format. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
