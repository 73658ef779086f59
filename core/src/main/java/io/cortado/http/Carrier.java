package io.cortado.http;

import io.undertow.util.HeaderMap;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** What a message comes with and goes out on where Undertow has read it. On the loop. */
interface Carrier {
  @Nullable String method();

  /** As it was sent. */
  @Nullable String target();

  /** {@code Host}, or what the exchange has in its place. */
  @Nullable String host();

  /** The request's. */
  HeaderMap fields();

  /** Whether the request has no body, or none that is still to come. */
  boolean complete();

  /** The body; once, where the request is not {@link #complete}. Who waits to be told to send it is told so. */
  @Nullable StreamSourceChannel source() throws IOException;

  /** Begins the response; once. */
  StreamSinkChannel begin(int status, String reason, HeaderMap fields);

  /** Fields that follow the body. */
  void trailers(HeaderMap fields);

  /** Sets who is told when the client has given up, or all is done. */
  void whenOver(Runnable listener);

  /** Gives the message up; what was not sent is not. */
  void reset();

  @Nullable InetSocketAddress remote();

  @Nullable InetSocketAddress local();
}
