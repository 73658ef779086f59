package io.cortado.http;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2HeadersStreamSinkChannel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.util.HeaderMap;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** A stream of HTTP/2. Runs on the loop. */
final class Http2Stream implements Carrier {
  private final Http2Channel channel;
  private final Http2StreamSourceChannel source;
  private final Http2HeadersStreamSinkChannel sink;

  Http2Stream(Http2Channel channel, Http2StreamSourceChannel source) {
    this.channel = channel;
    this.source = source;
    this.sink = source.getResponseChannel();
  }

  @Override
  public int streamId() {
    return source.getStreamId();
  }

  @Override
  public @Nullable String method() {
    return fields().getFirst(Http2Channel.METHOD);
  }

  @Override
  public @Nullable String target() {
    return fields().getFirst(Http2Channel.PATH);
  }

  @Override
  public @Nullable String host() {
    String authority = fields().getFirst(Http2Channel.AUTHORITY);
    return authority == null ? fields().getFirst(io.undertow.util.Headers.HOST) : authority;
  }

  @Override
  public HeaderMap fields() {
    return source.getHeaders();
  }

  @Override
  public boolean complete() {
    return !source.isOpen();
  }

  @Override
  public StreamSourceChannel source() {
    return source;
  }

  @Override
  public StreamSinkChannel begin(int status, String reason, HeaderMap fields) {
    sink.getHeaders().add(Http2Channel.STATUS, status);
    fields.forEach(values -> sink.getHeaders().putAll(values.getHeaderName(), values));
    return sink;
  }

  @Override
  public void trailers(HeaderMap fields) {
    sink.setTrailersProducer(() -> fields);
  }

  @Override
  public void whenOver(Runnable listener) {
    sink.setCompletionListener(ignored -> listener.run());
    // A sink that was reset wakes who writes to it, and tells nobody else.
    sink.getWriteSetter()
        .set(
            ignored -> {
              if (!sink.isOpen()) {
                listener.run();
              }
            });
  }

  @Override
  public void reset() {
    channel.sendRstStream(streamId(), Http2Channel.ERROR_CANCEL);
  }

  @Override
  public @Nullable InetSocketAddress remote() {
    return channel.getPeerAddress(InetSocketAddress.class);
  }

  @Override
  public @Nullable InetSocketAddress local() {
    return channel.getLocalAddress(InetSocketAddress.class);
  }
}
