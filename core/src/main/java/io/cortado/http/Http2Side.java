package io.cortado.http;

import io.cortado.node.tls.TlsPeer;
import io.undertow.UndertowOptions;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** The connections of a server that speak HTTP/2: frames, header compression and flow control are Undertow's. On the loop. */
final class Http2Side {
  private static final int MAX_STREAMS = 100;
  private static final int MAX_RESETS = 200;
  private static final int RESETS_MILLIS = 30_000;

  /** The streams of a connection, and how many were given up since when. */
  private static final class Open {
    final StreamConnection connection;
    final Set<CarriedWire> streams = new HashSet<>();
    boolean leaving;
    int resets;
    long since;

    Open(StreamConnection connection) {
      this.connection = connection;
    }

    /** Whether one more is too many. */
    boolean floods(long now) {
      if (now - since > RESETS_MILLIS) {
        since = now;
        resets = 0;
      }
      resets++;
      return resets > MAX_RESETS;
    }
  }

  private final HttpServer server;
  private final Map<Http2Channel, Open> channels = new LinkedHashMap<>();

  Http2Side(HttpServer server) {
    this.server = server;
  }

  private OptionMap options() {
    return OptionMap.builder()
        .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MAX_STREAMS)
        .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
        .set(UndertowOptions.MAX_HEADER_SIZE, server.limits().maxHeadBytes)
        .set(UndertowOptions.MAX_HEADERS, server.limits().maxFields)
        .getMap();
  }

  /** Serves a connection whose client speaks HTTP/2 from its first byte on. */
  void open(StreamConnection connection, @Nullable TlsPeer client) {
    OptionMap options = options();
    Http2Channel channel = new Http2Channel(connection, null, Handshake.BUFFERS, null, false, false, options);
    channels.put(channel, new Open(connection));
    server.keepProcess(true);
    channel.getReceiveSetter().set(ignored -> receive(channel, client));
    channel.addCloseTask(ignored -> server.post(() -> closed(channel)));
    channel.resumeReceives();
  }

  /** Takes a stream that has begun; frames of others are Undertow's own affair. */
  private void receive(Http2Channel channel, @Nullable TlsPeer client) {
    try {
      Open open = channels.get(channel);
      if (!(channel.receive() instanceof Http2StreamSourceChannel source) || open == null) {
        return;
      }
      if (open.leaving) {
        channel.sendRstStream(source.getStreamId(), Http2Channel.ERROR_REFUSED_STREAM);
      } else {
        CarriedWire wire = CarriedWire.of(server, new Http2Stream(channel, source), over -> streamEnded(channel, over));
        if (wire != null) {
          open.streams.add(wire);
          server.serve(wire, client);
        }
      }
    } catch (IOException e) {
      IoUtils.safeClose(channel);
    }
  }

  private void streamEnded(Http2Channel channel, CarriedWire wire) {
    Open open = channels.get(channel);
    if (open == null || !open.streams.remove(wire)) {
      return;
    }
    if (wire.gone() && open.floods(System.nanoTime() / 1_000_000)) {
      leave(channel, Http2Channel.ERROR_ENHANCE_YOUR_CALM);
    } else if (open.streams.isEmpty() && open.leaving) {
      leave(channel, Http2Channel.ERROR_NO_ERROR);
    }
  }

  /** Undertow sends nothing behind this frame, so it is the last. */
  private void leave(Http2Channel channel, int error) {
    channel.sendGoAway(error);
    server.post(() -> IoUtils.safeClose(channel));
  }

  private void closed(Http2Channel channel) {
    Open open = channels.remove(channel);
    if (open != null) {
      // Undertow's own end of it may leave the socket open.
      IoUtils.safeClose(open.connection);
      open.streams.forEach(CarriedWire::over);
      server.keepProcess(false);
      server.left();
    }
  }

  boolean isEmpty() {
    return channels.isEmpty();
  }

  /** Leaves who has no stream open, and the others after their last; what they still ask for they may ask elsewhere. */
  void leave() {
    channels.forEach((channel, open) -> open.leaving = true);
    channels.entrySet().stream().filter(each -> each.getValue().streams.isEmpty()).map(Map.Entry::getKey).toList()
        .forEach(channel -> leave(channel, Http2Channel.ERROR_NO_ERROR));
  }

  void cut() {
    List.copyOf(channels.keySet()).forEach(IoUtils::safeClose);
  }
}
