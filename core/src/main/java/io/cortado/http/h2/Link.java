package io.cortado.http.h2;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection of HTTP/2, of a server or a client: what is received goes in, what is to be sent comes out, and who owns
 * it is told. On the loop.
 */
public final class Link {
  /** What a connection may have under way, beside what each stream may. */
  public static final int CONNECTION_WINDOW = 1 << 20;

  private static final int DEFAULT_WINDOW = 65_535;

  private final boolean client;
  private final LinkSide side;
  private final Settings local = new Settings();
  private final Settings remote = Settings.unknown();
  private final Sender sender;
  private final LinkInput input;
  private final Map<Integer, Stream> streams = new HashMap<>();
  private final ArrayDeque<byte[]> unacknowledged = new ArrayDeque<>(1);
  /** Streams of ours that the peer has no room for yet. */
  private final ArrayDeque<Runnable> unopened = new ArrayDeque<>();
  private int receiveWindow = CONNECTION_WINDOW;
  private int wantedWindow = CONNECTION_WINDOW;
  private int lastPeer;
  private int nextOwn;
  private int ownOpen;
  private boolean leaving;
  private boolean peerLeaving;
  private boolean dead;

  /** {@code maxFieldBytes} and {@code maxFields} are what one head may have. */
  public Link(boolean client, LinkSide side, int maxFieldBytes, int maxFields) {
    this.client = client;
    this.nextOwn = client ? 1 : 2;
    this.side = side;
    this.sender = new Sender(this, side, remote);
    this.input = new LinkInput(this, side, maxFieldBytes, maxFields);
  }

  /** Begins; {@code settings} are a SETTINGS frame's records. */
  public void begin(byte[] settings) {
    if (client) {
      sender.preface();
    }
    settings(settings);
    sender.windowUpdate(0, CONNECTION_WINDOW - DEFAULT_WINDOW);
  }

  /** Takes bytes of the peer's. */
  public void receive(byte[] bytes, int from, int to) {
    if (!dead) {
      try {
        input.read(bytes, from, to);
      } catch (LinkError e) {
        fail(e.code(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** What is to be sent now; {@link #sent} says how much was. */
  public ByteBuffer output() {
    return sender.output();
  }

  public void sent(int count) {
    sender.sent(count);
  }

  /** Whether the peer takes so little that nothing more should be read from it. */
  public boolean congested() {
    return sender.congested();
  }

  /** Whether a frame, a head or the very beginning has come in part. */
  public boolean midway() {
    return !input.idle();
  }

  void ready(Stream stream) {
    sender.ready(stream);
  }

  void sendHead(Stream stream, List<String> fields, Set<String> secret, boolean end) {
    sender.head(stream.id(), fields, secret, end);
    stream.opened = true;
    if (end) {
      stream.localEnd();
      closeIfEnded(stream);
    }
  }

  /** Our side of a stream may have ended. */
  void sideEnded(Stream stream) {
    if (stream.localEnded() && !stream.closed()) {
      if (stream.unwanted() && !stream.remoteEnded) {
        reset(stream, ErrorCode.NO_ERROR);
      } else {
        closeIfEnded(stream);
      }
    }
  }

  /** Asks the peer; null where it takes no more requests. */
  public @Nullable Stream request(List<String> fields, Set<String> secret, boolean end, StreamSide told) {
    if (dead || leaving || peerLeaving || nextOwn < 0) {
      return null;
    }
    Stream stream = new Stream(this, nextOwn, remote.window(), local.window());
    stream.side = told;
    nextOwn += 2;
    streams.put(stream.id(), stream);
    if (ownOpen < remote.get(Settings.MAX_CONCURRENT_STREAMS)) {
      begin(stream, fields, secret, end);
    } else {
      unopened.add(() -> begin(stream, fields, secret, end));
    }
    return stream;
  }

  private void begin(Stream stream, List<String> fields, Set<String> secret, boolean end) {
    if (!stream.closed()) {
      ownOpen++;
      stream.sendWindow = remote.window();
      sendHead(stream, fields, secret, end);
      ready(stream);
    }
  }

  void openWaiting() {
    while (!unopened.isEmpty() && ownOpen < remote.get(Settings.MAX_CONCURRENT_STREAMS)) {
      unopened.remove().run();
    }
  }

  void reset(Stream stream, int code) {
    if (!stream.closed()) {
      if (stream.opened || isPeers(stream.id())) {
        sender.reset(stream.id(), code);
      }
      close(stream, code);
    }
  }

  void closeIfEnded(Stream stream) {
    if (stream.localEnded() && stream.remoteEnded && !stream.closed()) {
      close(stream, ErrorCode.NO_ERROR);
    }
  }

  void close(Stream stream, int code) {
    streams.remove(stream.id());
    boolean own = !isPeers(stream.id());
    stream.close(code);
    input.over(stream);
    if (own && stream.opened) {
      ownOpen--;
      openWaiting();
    }
    StreamSide told = stream.side;
    if (told != null) {
      told.closed(code);
    }
    side.streamOver();
  }

  boolean isPeers(int stream) {
    return (stream & 1) == (client ? 0 : 1);
  }

  /** A stream of the peer's, which is the latest. */
  Stream accept(int id) {
    lastPeer = id;
    Stream stream = new Stream(this, id, remote.window(), local.window());
    streams.put(id, stream);
    return stream;
  }

  @Nullable Stream stream(int id) {
    return streams.get(id);
  }

  /** Whether there was never such a stream. */
  boolean unused(int id) {
    return isPeers(id) ? id > lastPeer : id >= nextOwn;
  }

  /** Asks the peer to keep to what a SETTINGS frame's records say. */
  public void settings(byte[] records) {
    unacknowledged.add(records);
    sender.settings(records);
  }

  /** The peer has taken the oldest settings that it was sent. */
  void settingsTaken() throws LinkError {
    byte[] records = unacknowledged.poll();
    if (records == null) {
      throw new LinkError(ErrorCode.PROTOCOL_ERROR, "settings were acknowledged that nobody sent");
    }
    int before = local.window();
    local.take(records, 0, records.length);
    streams.values().forEach(stream -> stream.receiveWindow += local.window() - before);
    input.keepTo(local);
    side.settingsTaken();
  }

  void settingsReceived(byte[] bytes, int from, int to, boolean first) throws LinkError {
    if (first) {
      remote.known();
    }
    int before = remote.window();
    remote.take(bytes, from, to);
    int more = remote.window() - before;
    for (Stream stream : streams.values()) {
      stream.sendWindow += more;
      if (stream.sendWindow > Integer.MAX_VALUE) {
        throw new LinkError(ErrorCode.FLOW_CONTROL_ERROR, "a window is too large");
      }
    }
    sender.tableSize(remote.get(Settings.HEADER_TABLE_SIZE));
    sender.settingsTaken();
    if (more > 0) {
      List.copyOf(streams.values()).forEach(this::ready);
    }
    openWaiting();
    side.settings();
  }

  /** Lets the peer send more of a stream. */
  void window(int stream, int more) {
    sender.windowUpdate(stream, more);
  }

  void received(int count) throws LinkError {
    receiveWindow -= count;
    if (receiveWindow < 0) {
      throw new LinkError(ErrorCode.FLOW_CONTROL_ERROR, "the peer has sent more than it may");
    }
    if (receiveWindow < wantedWindow / 2) {
      sender.windowUpdate(0, wantedWindow - receiveWindow);
      receiveWindow = wantedWindow;
    }
  }

  void grant(int more) throws LinkError {
    sender.grant(more);
  }

  /** What the peer may have under way on the connection, from now on. */
  public void connectionWindow(int bytes) {
    wantedWindow = bytes;
    if (bytes > receiveWindow) {
      sender.windowUpdate(0, bytes - receiveWindow);
      receiveWindow = bytes;
    }
  }

  public void ping(byte[] payload, boolean answer) {
    sender.ping(payload, answer);
  }

  /** Says that no streams beyond {@code last} are taken; the peer's latest where it is negative. */
  public void goAway(int code, int last, byte[] debug) {
    leaving = true;
    sender.goAway(code, last < 0 ? lastPeer : last, debug);
  }

  /** The peer takes no more streams; those that it has not seen are refused. */
  void peerLeaves(int last) {
    peerLeaving = true;
    for (Stream stream : List.copyOf(streams.values())) {
      if (!isPeers(stream.id()) && stream.id() > last) {
        close(stream, ErrorCode.REFUSED_STREAM);
      }
    }
    unopened.clear();
  }

  void fail(int code, String reason) {
    if (!dead) {
      goAway(code, -1, new byte[0]);
      dead = true;
      side.failed(code, reason);
      end(code);
    }
  }

  /** The connection is gone: so are its streams. */
  public void end(int code) {
    dead = true;
    unopened.clear();
    List.copyOf(streams.values()).forEach(stream -> close(stream, code));
  }

  /** Whether streams of the peer's are refused. */
  public boolean leaving() {
    return leaving;
  }

  public boolean dead() {
    return dead;
  }

  public Collection<Stream> streams() {
    return streams.values();
  }

  public Settings local() {
    return local;
  }

  public Settings remote() {
    return remote;
  }

  /** Whether windows may become larger than the app has said, which has said nothing. */
  boolean growsWindows() {
    return local.window() == DEFAULT_WINDOW;
  }

  int localWindow() {
    return local.window();
  }

  public boolean settingsPending() {
    return !unacknowledged.isEmpty();
  }

  public int nextId() {
    return nextOwn;
  }

  public int lastPeer() {
    return lastPeer;
  }

  public long sendWindow() {
    return sender.window();
  }

  public int receiveWindow() {
    return receiveWindow;
  }
}
