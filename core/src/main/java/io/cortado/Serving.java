package io.cortado;

import io.cortado.engine.JsRuntime;
import io.cortado.http.HttpServer;
import io.cortado.management.Operations;
import io.cortado.node.net.Ports;
import io.undertow.server.HttpHandler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How a program takes part in what its app's servers do.
 *
 * @param inside completed with the first server of an app that serves a program's own listeners, which then does not listen
 * @param mounted handlers by path
 * @param ports where servers get the sockets that they listen on
 * @param listening takes what the app writes; null for this JVM's own streams
 * @param thread what a thread beside an app's main one is, or null
 * @param operations who is told about several apps, or null where each has its own
 */
record Serving(@Nullable CompletableFuture<HttpServer> inside, Map<String, HttpHandler> mounted, Ports ports,
    @Nullable Listening listening, @Nullable AppThread thread, @Nullable Operations operations) {
  /** For servers with sockets of their own. */
  Serving(@Nullable CompletableFuture<HttpServer> inside, Map<String, HttpHandler> mounted) {
    this(inside, mounted, Ports.OWN, null, null, null);
  }

  /** For an app whose output somebody takes. */
  Serving(Listening listening) {
    this(null, Map.of(), Ports.OWN, listening, null, null);
  }

  /** Takes part; on the loop, before the app runs. */
  void begin(JsRuntime js) {
    js.listenOn(ports);
    if (inside != null) {
      js.http().serveInside(inside);
    }
    mounted.forEach((path, handler) -> js.http().mount(path, handler));
  }
}
