package io.cortado.http;

import io.cortado.http.h2.Link;
import io.cortado.http.h2.LinkSide;
import io.cortado.http.h2.Settings;
import io.cortado.http.h2.Stream;
import io.cortado.http.h2.StreamSide;
import io.cortado.node.buffer.Bytes;
import io.cortado.node.tls.TlsPeer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2 as JavaScript's session holds it. What happens waits in a queue until it is asked for: bytes of a session over a
 * stream of JavaScript's come and go from there. Public for the border only; runs on the loop.
 */
public final class Http2Session implements LinkSide {
  /** What carries the bytes of a server's connection. */
  interface Transport {
    /** Something is to be sent. */
    void outputWaits();

    /** Serves a stream as a request of HTTP/1; null where it was refused. */
    @Nullable StreamSide serve(Stream stream, List<String> fields);

    /** Whether streams are served in that way. */
    boolean servesRequests();

    /** Ends the connection when what waits is sent. */
    void end();

    void close();

    Peer peer();

    @Nullable TlsPeer secure();
  }

  /**
   * Something that has happened.
   *
   * @param type begins, head, trailers, readable, written, closed; settings, settingsTaken, ping, pong, goaway, origins, failed, gone
   * @param text fields, or a reason: lines
   */
  public record Event(String type, @Nullable Http2Stream stream, int code, int last, String text, ByteBuffer bytes) {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final HttpBinding binding;
  private final @Nullable Transport transport;
  private final Link link;
  private final ArrayDeque<Event> events = new ArrayDeque<>(4);
  private @Nullable Value listener;
  private boolean waits;

  Http2Session(HttpBinding binding, @Nullable Transport transport, boolean client, int maxFieldBytes, int maxFields) {
    this.binding = binding;
    this.transport = transport;
    this.link = new Link(client, this, maxFieldBytes, maxFields);
  }

  Link link() {
    return link;
  }

  /** Over a stream of JavaScript's: begins, with what the peer is to keep to as a SETTINGS frame's records. */
  public void begin(Value settings, double offset, double length) {
    link.begin(Bytes.of(settings, offset, length));
  }

  /** Sets who is called when there are events, and is given back as the {@link #owner}. */
  public void listen(Value function) {
    listener = function;
  }

  public @Nullable Value owner() {
    return listener;
  }

  /** Calls JavaScript where it has something to ask for. */
  void deliver() {
    Value told = listener;
    if (told != null && !events.isEmpty()) {
      binding.call(told, "events", null);
    }
  }

  public boolean hasEvents() {
    return listener != null && !events.isEmpty();
  }

  /** The next event, or null. */
  public @Nullable Event next() {
    return events.poll();
  }

  void tell(String type, @Nullable Http2Stream stream, int code, String text) {
    if (listener != null) {
      events.add(new Event(type, stream, code, 0, text, NOTHING));
      if (transport != null) {
        transport.outputWaits();
      }
    }
  }

  private void tell(String type, int code, int last, byte[] bytes) {
    if (listener != null) {
      events.add(new Event(type, null, code, last, "", ByteBuffer.wrap(bytes)));
    }
  }

  /** Bytes of the peer's. */
  public void receive(Value buffer, double offset, double length) {
    byte[] bytes = Bytes.of(buffer, offset, length);
    link.receive(bytes, 0, bytes.length);
  }

  /** Whether there is something to send that {@link #output} was not asked for. */
  public boolean waits() {
    return waits;
  }

  /** What is to be sent, or null. */
  public @Nullable ByteBuffer output() {
    waits = false;
    ByteBuffer data = link.output();
    if (!data.hasRemaining()) {
      return null;
    }
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    link.sent(bytes.length);
    waits = link.output().hasRemaining();
    return ByteBuffer.wrap(bytes);
  }

  /** Asks the peer; {@code fields} are lines, names and values in turn, {@code secret} names whose values no hop may keep. */
  public @Nullable Http2Stream request(String fields, String secret, boolean end) {
    Http2Stream handle = new Http2Stream(this);
    Stream stream = link.request(lines(fields), Set.copyOf(lines(secret)), end, handle);
    if (stream == null) {
      return null;
    }
    handle.of(stream);
    return handle;
  }

  static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  public void settings(Value buffer, double offset, double length) {
    link.settings(Bytes.of(buffer, offset, length));
  }

  public void ping(Value buffer, double offset, double length) {
    link.ping(Bytes.of(buffer, offset, length), false);
  }

  /** {@code last} below 0 stands for the latest stream of the peer's. */
  public void goAway(int code, int last, Value buffer, double offset, double length) {
    link.goAway(code, last, Bytes.of(buffer, offset, length));
  }

  public void window(int bytes) {
    link.connectionWindow(bytes);
  }

  /** The connection below is gone, or is to be: so are its streams. */
  public void over(int code) {
    link.end(code);
  }

  /** Ends a server's connection when what waits is sent. */
  public void end() {
    if (transport != null) {
      transport.end();
    }
  }

  public void close() {
    if (transport != null) {
      transport.close();
    }
  }

  /** Values by their numbers, of what we keep to or the peer does. */
  public double[] values(boolean ours) {
    Settings settings = ours ? link.local() : link.remote();
    double[] all = new double[Settings.ENABLE_CONNECT_PROTOCOL + 1];
    for (int i = 1; i < all.length; i++) {
      all[i] = settings.get(i);
    }
    return all;
  }

  /** Windows of the connection to receive and to send, the number of the next stream of ours, and the peer's latest. */
  public double[] state() {
    return new double[] {link.receiveWindow(), link.sendWindow(), link.nextId(), link.lastPeer()};
  }

  public boolean settingsPending() {
    return link.settingsPending();
  }

  public int streamCount() {
    return link.streams().size();
  }

  /** The addresses of a server's connection. */
  public @Nullable Peer peer() {
    return transport == null ? null : transport.peer();
  }

  /** What a server's handshake has found out, or null. */
  public @Nullable TlsPeer secure() {
    return transport == null ? null : transport.secure();
  }

  @Override
  public void outputWaits() {
    waits = true;
    if (transport != null) {
      transport.outputWaits();
    }
  }

  @Override
  public @Nullable StreamSide begins(Stream stream, List<String> fields) {
    if (transport != null && transport.servesRequests()) {
      return transport.serve(stream, fields);
    }
    if (listener == null) {
      return null;
    }
    Http2Stream handle = new Http2Stream(this);
    handle.of(stream);
    tell("begins", handle, stream.remoteEnded() ? 1 : 0, String.join("\n", fields));
    return handle;
  }

  @Override
  public void settings() {
    tell("settings", null, 0, "");
  }

  @Override
  public void settingsTaken() {
    tell("settingsTaken", null, 0, "");
  }

  @Override
  public void ping(byte[] payload) {
    tell("ping", 0, 0, payload);
  }

  @Override
  public void pong(byte[] payload) {
    tell("pong", 0, 0, payload);
  }

  @Override
  public void goneAway(int code, int last, byte[] debug) {
    tell("goaway", code, last, debug);
  }

  @Override
  public void origins(List<String> origins) {
    tell("origins", null, 0, String.join("\n", origins));
  }

  @Override
  public void streamOver() {
    // Streams tell it themselves.
  }

  @Override
  public void failed(int code, String reason) {
    tell("failed", null, code, reason);
    end();
  }

  /** A server's connection is closed. */
  void gone() {
    tell("gone", null, 0, "");
    if (listener != null) {
      binding.later(this::deliver);
    }
  }
}
