package io.cortado.http.h2;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one end of a connection sends: frames in their order, and what streams have as the peer lets it. On the loop. */
final class Sender {
  private static final int DEFAULT_WINDOW = 65_535;
  /** So much is framed before it is sent. */
  private static final int FRAMED = 128 << 10;
  /** Who lets so much wait is not read from. */
  private static final int CONGESTED = 1 << 20;
  private static final byte[] NOTHING = {};

  private final Link link;
  private final LinkSide side;
  private final Settings remote;
  private final Outbox out = new Outbox();
  private final HpackWriter packer = new HpackWriter();
  private final ArrayDeque<Stream> ready = new ArrayDeque<>();
  private long window = DEFAULT_WINDOW;
  private boolean waking;

  Sender(Link link, LinkSide side, Settings remote) {
    this.link = link;
    this.side = side;
    this.remote = remote;
  }

  long window() {
    return window;
  }

  boolean congested() {
    return out.size() > CONGESTED;
  }

  ByteBuffer output() {
    pump();
    waking = false;
    return out.waiting();
  }

  void sent(int count) {
    out.taken(count);
  }

  private void wake() {
    if (!waking) {
      waking = true;
      side.outputWaits();
    }
  }

  /** Frames what streams have, each in its turn. */
  private void pump() {
    List<Stream> blocked = null;
    while (out.size() < FRAMED) {
      Stream next = ready.poll();
      if (next == null) {
        break;
      }
      if (!next.sendable()) {
        next.queued = false;
      } else if (next.waiting() > 0 && window == 0) {
        blocked = blocked == null ? new ArrayList<>() : blocked;
        blocked.add(next);
      } else {
        frame(next);
      }
    }
    if (blocked != null) {
      ready.addAll(blocked);
    }
  }

  private void frame(Stream stream) {
    long before = stream.waiting();
    window -= stream.frame(out, (int) Math.min(window, remote.frame()));
    List<String> trailers = stream.takeTrailers();
    if (trailers != null) {
      head(stream.id(), trailers, Set.of(), true);
    }
    stream.queued = stream.sendable();
    if (stream.queued) {
      ready.add(stream);
    }
    StreamSide told = stream.side;
    if (told != null && before > 0 && stream.waiting() == 0) {
      told.written();
    }
    link.sideEnded(stream);
  }

  void ready(Stream stream) {
    if (!stream.queued && stream.sendable()) {
      stream.queued = true;
      ready.add(stream);
      wake();
    }
  }

  /** The peer takes more. */
  void grant(int more) throws LinkError {
    window += more;
    if (window > Integer.MAX_VALUE) {
      throw new LinkError(ErrorCode.FLOW_CONTROL_ERROR, "the connection's window is too large");
    }
    wake();
  }

  /** The peer's table of fields has room for so many bytes. */
  void tableSize(long bytes) {
    packer.limit(bytes);
  }

  /** Of these fields {@code secret} no hop may keep the values. */
  void head(int stream, List<String> fields, Set<String> secret, boolean end) {
    int begin = out.frame(0, Frame.HEADERS, end ? Frame.END_STREAM : 0, stream);
    packer.write(fields, secret, out);
    out.close(begin, remote.frame(), stream);
    wake();
  }

  void preface() {
    out.octets(FrameReader.PREFACE);
  }

  void reset(int stream, int code) {
    number(Frame.RST_STREAM, stream, code);
  }

  void windowUpdate(int stream, int more) {
    number(Frame.WINDOW_UPDATE, stream, more);
  }

  private void number(int type, int stream, int value) {
    out.frame(4, type, 0, stream);
    out.number(value);
    wake();
  }

  void settings(byte[] records) {
    payload(Frame.SETTINGS, 0, records);
  }

  void settingsTaken() {
    payload(Frame.SETTINGS, Frame.ACK, NOTHING);
  }

  void ping(byte[] bytes, boolean answer) {
    payload(Frame.PING, answer ? Frame.ACK : 0, bytes);
  }

  private void payload(int type, int flags, byte[] bytes) {
    out.frame(bytes.length, type, flags, 0);
    out.octets(bytes);
    wake();
  }

  void goAway(int code, int last, byte[] debug) {
    out.frame(8 + debug.length, Frame.GOAWAY, 0, 0);
    out.number(last);
    out.number(code);
    out.octets(debug);
    wake();
  }
}
