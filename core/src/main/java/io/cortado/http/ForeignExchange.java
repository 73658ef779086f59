package io.cortado.http;

import io.cortado.node.tls.TlsPeer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * An exchange of a server of Undertow that is not ours, dispatched to the loop; its events come on threads of that server. Public
 * for {@code io.cortado} only.
 */
public final class ForeignExchange implements Carrier {
  /** Who is told when a connection closes: the one exchange that is open on it. */
  private static final AttachmentKey<Runnable[]> OPEN = AttachmentKey.create(Runnable[].class);

  private final HttpServerExchange exchange;

  private ForeignExchange(HttpServerExchange exchange) {
    this.exchange = exchange;
  }

  /** Lets a server of an app's answer an exchange that was dispatched to its loop. */
  public static void serve(HttpServer server, HttpServerExchange exchange) {
    ForeignExchange carrier = new ForeignExchange(exchange);
    try {
      CarriedWire wire = CarriedWire.of(server, carrier, over -> {});
      if (wire != null) {
        server.serve(wire, carrier.client());
      }
    } catch (IOException e) {
      carrier.reset();
    }
  }

  /** What a handshake has found out about the client, or null. */
  @Nullable TlsPeer client() {
    SSLSession session = exchange.getConnection().getSslSession();
    return session == null ? null : TlsPeer.of(session);
  }

  @Override
  public String method() {
    return exchange.getRequestMethod().toString();
  }

  /** What is left of it below the prefixes that were resolved. */
  @Override
  public String target() {
    String path = exchange.isHostIncludedInRequestURI() ? exchange.getRequestPath() : exchange.getRequestURI();
    String prefix = exchange.getResolvedPath();
    // A prefix that was sent otherwise than it reads has nothing below it that could be given as it was sent.
    String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : exchange.getRelativePath();
    String query = exchange.getQueryString();
    return (rest.startsWith("/") ? rest : '/' + rest) + (query.isEmpty() ? "" : '?' + query);
  }

  @Override
  public @Nullable String host() {
    return exchange.getRequestHeaders().getFirst(Headers.HOST);
  }

  @Override
  public HeaderMap fields() {
    return exchange.getRequestHeaders();
  }

  @Override
  public boolean complete() {
    return exchange.isRequestComplete();
  }

  @Override
  public @Nullable StreamSourceChannel source() throws IOException {
    if (HttpContinue.requiresContinueResponse(exchange)) {
      HttpContinue.ContinueResponseSender sender = HttpContinue.createResponseSender(exchange);
      while (!sender.send()) {
        sender.awaitWritable();
      }
    }
    return exchange.getRequestChannel();
  }

  @Override
  public StreamSinkChannel begin(int status, String reason, HeaderMap fields) {
    exchange.setStatusCode(status).setReasonPhrase(reason);
    fields.forEach(values -> exchange.getResponseHeaders().putAll(values.getHeaderName(), values));
    return exchange.getResponseChannel();
  }

  @Override
  public void trailers(HeaderMap fields) {
    exchange.putAttachment(HttpAttachments.RESPONSE_TRAILERS, fields);
  }

  @Override
  public void whenOver(Runnable listener) {
    ServerConnection connection = exchange.getConnection();
    Runnable[] open = connection.getAttachment(OPEN);
    if (open == null) {
      Runnable[] made = {listener};
      connection.putAttachment(OPEN, made);
      connection.addCloseListener(closed -> made[0].run());
    } else {
      open[0] = listener;
    }
    exchange.addExchangeCompleteListener(
        (ended, next) -> {
          listener.run();
          next.proceed();
        });
  }

  @Override
  public void reset() {
    IoUtils.safeClose(exchange.getConnection());
  }

  @Override
  public InetSocketAddress remote() {
    return exchange.getSourceAddress();
  }

  @Override
  public InetSocketAddress local() {
    return exchange.getDestinationAddress();
  }
}
