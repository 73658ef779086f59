package io.cortado.http;

import io.cortado.loop.EventLoop;
import io.cortado.node.net.Ports;
import io.cortado.spi.ModuleContext;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The border of {@code http}: servers are made here, and everything they tell JavaScript goes out here. On the loop. */
public final class HttpBinding {
  private static final long DRAIN_BOUND_MILLIS = 10_000;
  private static final long DRAIN_LOOK_MILLIS = 20;

  /** Beside {@link RequestHead#flags()}: another request follows in what has come. */
  private static final int MORE = 16;

  /** The request is one of HTTP/2. */
  private static final int HTTP_2 = 64;

  /** A handler of Java's is mounted where it is to go. */
  private static final int MOUNTED = 128;

  private final ModuleContext context;
  private final EventLoop loop;
  private final Runnable afterEntry;
  private final Ports ports;
  private final Set<HttpServer> servers = new LinkedHashSet<>();
  /** Those whose connections come as streams of JavaScript's. */
  private final Set<HttpServer> carrying = Collections.newSetFromMap(new WeakHashMap<>());
  private final Mounts mounts = new Mounts();
  private @Nullable HttpCallbacks callbacks;
  private @Nullable CompletableFuture<HttpServer> inside;

  /** {@code afterEntry} runs the ticks that microtasks queued, after each call into JavaScript. */
  public HttpBinding(ModuleContext context, EventLoop loop, Runnable afterEntry, Ports ports) {
    this.context = context;
    this.loop = loop;
    this.afterEntry = afterEntry;
    this.ports = ports;
  }

  /** The first server that is to listen does not, but is given away in place of it. */
  public void serveInside(CompletableFuture<HttpServer> taker) {
    inside = taker;
  }

  /** Who takes the next server that is to listen, once; or null. */
  @Nullable CompletableFuture<HttpServer> takeInside() {
    CompletableFuture<HttpServer> taker = inside;
    inside = null;
    return taker;
  }

  Ports ports() {
    return ports;
  }

  /** Sets the functions of internal/http, once. */
  public void callbacks(Value functions) {
    callbacks = HttpCallbacks.of(functions);
  }

  /** A server that is not listening yet; {@code handle} is its JavaScript side. */
  public HttpServer createServer(Value handle) {
    return new HttpServer(loop, this, handle);
  }

  /** A handler of Undertow to call; null where the object is none. */
  public @Nullable JavaHandler handler(Value object) {
    Object host = object.isHostObject() ? object.asHostObject() : null;
    return host instanceof HttpHandler handler ? new JavaHandler(loop, this, handler) : null;
  }

  /** Lets a handler answer what is asked below a path. */
  public void mount(String path, HttpHandler handler) {
    mounts.add(path, new JavaHandler(loop, this, handler));
  }

  /** The path below which a handler answers a target that was told to be mounted. */
  public String mountPath(String target) {
    return mounts.path(target);
  }

  /** The handler that is mounted at a path. */
  public JavaHandler mounted(String path) {
    return mounts.handler(path);
  }

  public String[] methods() {
    return Methods.ALL.clone();
  }

  /** A status and its reason in each line. */
  public String statuses() {
    return Statuses.ALL;
  }

  /** For the client; both are checked. */
  public ResponseReader responseReader(String method, int maxHeaderSize) {
    return new ResponseReader(method, maxHeaderSize);
  }

  private HttpCallbacks functions() {
    return Objects.requireNonNull(callbacks, "internal/http is not loaded");
  }

  /** {@code previous} is the request before it on a connection that pipelines; {@code more}, that another one follows. */
  void request(HttpServer server, Exchange exchange, @Nullable Exchange previous, boolean more) {
    RequestHead head = exchange.head();
    int flags =
        head.flags() | (more ? MORE : 0) | (exchange.http2() ? HTTP_2 : 0) | (mounts.has(head.target()) ? MOUNTED : 0);
    try {
      Value response =
          functions()
              .request()
              .execute(
                  server.handle(),
                  exchange,
                  head.method(),
                  head.target(),
                  flags,
                  previous == null ? null : previous.response());
      exchange.response(response);
      afterEntry.run();
    } catch (RuntimeException | Error failure) {
      exchange.abandon();
      throw failure;
    }
  }

  void body(Exchange exchange) {
    tell(functions().body(), exchange);
  }

  void drain(Exchange exchange) {
    tell(functions().drain(), exchange);
  }

  void finish(Exchange exchange) {
    tell(functions().finish(), exchange);
  }

  private void tell(Value function, Exchange exchange) {
    if (exchange.response() != null) {
      try {
        function.executeVoid(exchange.response());
        afterEntry.run();
      } catch (RuntimeException | Error failure) {
        exchange.abandon();
        throw failure;
      }
    }
  }

  /** Tells what has become of a connection: data, end, error (with its code) or close. */
  void event(ConnectionHandle connection, String name, @Nullable Object value) {
    functions().event().executeVoid(connection, name, value);
    afterEntry.run();
  }

  void dropped(HttpServer server, Peer peer) {
    functions().drop().executeVoid(server.handle(), peer);
    afterEntry.run();
  }

  void tlsError(HttpServer server, Peer peer, @Nullable String reason) {
    functions().tlsError().executeVoid(server.handle(), peer, reason);
    afterEntry.run();
  }

  boolean clientError(HttpServer server, HttpConnection connection, BadMessage refused, Input input) {
    byte[] bytes = java.util.Arrays.copyOfRange(input.bytes(), input.from(), input.to());
    boolean handled =
        functions()
            .clientError()
            .execute(server.handle(), connection.handle(), refused.code(), refused.getMessage(), ByteBuffer.wrap(bytes))
            .asBoolean();
    afterEntry.run();
    return handled;
  }

  void connection(HttpServer server, HttpConnection connection) {
    functions().connection().executeVoid(server.handle(), connection.handle());
    afterEntry.run();
  }

  /** A connection of HTTP/2 has begun. */
  void session(HttpServer server, Http2Session session) {
    functions().session().executeVoid(server.handle(), session);
    afterEntry.run();
  }

  /** A session of HTTP/2 over a stream of JavaScript's; heads may have so many bytes and fields. */
  public Http2Session http2Session(boolean client, int maxFieldBytes, int maxFields) {
    return new Http2Session(this, null, client, maxFieldBytes, maxFields);
  }

  void later(Runnable task) {
    loop.post(task);
  }

  void connectionClosed(HttpServer server) {
    // A connection may be closed by JavaScript itself; its close event comes in a later turn, as in Node.
    loop.post(() -> {});
  }

  void call(Value function, String name, @Nullable Object value) {
    context.call(function, name, value == null ? Value.asValue(null) : value);
  }

  void opened(HttpServer server) {
    servers.add(server);
  }

  void carries(HttpServer server) {
    carrying.add(server);
  }

  void closed(HttpServer server) {
    if (servers.remove(server)) {
      loop.post(
          () -> {
            functions().close().executeVoid(server.handle());
            afterEntry.run();
          });
    }
  }

  RuntimeException listenError(IOException cause, @Nullable String host, int port) {
    String where = (host == null ? "::" : host) + ":" + port;
    String code = code(cause);
    String what =
        switch (code) {
          case "EADDRINUSE" -> "address already in use " + where;
          case "EACCES" -> "permission denied " + where;
          case "ENOTFOUND", "EAI_AGAIN" -> "getaddrinfo " + code + " " + host;
          default -> "address not available " + where;
        };
    return context.error(code, what.startsWith("getaddrinfo") ? what : "listen " + code + ": " + what);
  }

  private static String code(IOException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof java.net.UnknownHostException) {
      return message.endsWith("temporary failure in name resolution") ? "EAI_AGAIN" : "ENOTFOUND";
    }
    if (message.contains("permission")) {
      return "EACCES";
    }
    return cause instanceof BindException && message.contains("in use") ? "EADDRINUSE" : "EADDRNOTAVAIL";
  }

  /** The connections that are open, of all servers. */
  public ConnectionHandle[] connections() {
    return servers.stream().flatMap(server -> server.connections().stream()).map(HttpConnection::handle).toArray(ConnectionHandle[]::new);
  }

  /** Stops accepting and runs {@code done} when open requests are finished or the bound is reached. */
  public void drain(Runnable done) {
    Set<HttpServer> draining = new LinkedHashSet<>(servers);
    draining.addAll(carrying);
    draining.forEach(HttpServer::drain);
    waitForEnd(draining, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_BOUND_MILLIS), done);
  }

  private void waitForEnd(Set<HttpServer> draining, long deadline, Runnable done) {
    if (draining.stream().allMatch(HttpServer::drained) || System.nanoTime() - deadline > 0) {
      done.run();
    } else {
      loop.ioThread()
          .executeAfter(() -> loop.guard(() -> waitForEnd(draining, deadline, done)), DRAIN_LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
