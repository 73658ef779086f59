package io.cortado.http;

import io.cortado.loop.EventLoop;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.graalvm.polyglot.Value;
import org.xnio.ChannelPipe;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/**
 * A handler of Undertow that serves requests of an app's. Each is spoken to over a pair of pipes, in HTTP/1, as to a server
 * behind this one; pipes are kept for the next. The handler runs on the loop, which it must not block, until it dispatches:
 * then on a virtual thread. Public for the border only; runs on the loop.
 */
public final class JavaHandler {
  private static final int IDLE = 16;
  private static final Executor DISPATCHED = Executors.newVirtualThreadPerTaskExecutor();

  private final EventLoop loop;
  private final HttpBinding binding;
  private final HttpHandler handler;
  private final ArrayDeque<HandlerCall> idle = new ArrayDeque<>();

  JavaHandler(EventLoop loop, HttpBinding binding, HttpHandler handler) {
    this.loop = loop;
    this.binding = binding;
    this.handler = handler;
  }

  /**
   * A call of the handler.
   *
   * @param events (name, value): head with lines of status, reason, names and values; data with bytes; end; drain; error with
   *     what was wrong. Nothing follows end or error
   */
  public HandlerCall call(Value events) throws IOException {
    HandlerCall call = idle.poll();
    while (call != null && call.closed()) {
      // Its pipes were ended while it waited.
      call = idle.poll();
    }
    if (call == null) {
      call = open();
    }
    call.begin(events);
    return call;
  }

  private HandlerCall open() throws IOException {
    ChannelPipe<StreamConnection, StreamConnection> pipe = loop.ioThread().createFullDuplexPipeConnection();
    HandlerCall call = new HandlerCall(this, binding, new ChannelWire(pipe.getLeftSide(), false));
    OptionMap options =
        OptionMap.builder()
            // The limits of the server in front have been kept already.
            .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .getMap();
    HttpOpenListener listener = new HttpOpenListener(Handshake.BUFFERS, options);
    listener.setRootHandler(
        exchange -> {
          exchange.setDispatchExecutor(DISPATCHED);
          call.introduce(exchange);
          handler.handleRequest(exchange);
        });
    listener.handleEvent(pipe.getRightSide());
    return call;
  }

  /** A call is over, and its pipes can take another. */
  void keep(HandlerCall call) {
    if (idle.size() < IDLE) {
      idle.push(call);
    } else {
      call.cancel();
    }
  }
}
