package io.cortado.http.h2;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One exchange of a request and its response. On the loop. */
public final class Stream {
  /** Who is read from steadily may send so much ahead: there and back costs a turn of both sides. */
  private static final int MAX_WINDOW = 512 << 10;

  private final Link link;
  private final int id;
  private final ArrayDeque<byte[]> incoming = new ArrayDeque<>(2);
  private final ArrayDeque<ByteBuffer> outgoing = new ArrayDeque<>(2);
  @Nullable StreamSide side;
  /** Bytes that may be sent, and be received. */
  long sendWindow;
  long receiveWindow;
  /** Taken by the reader, which the peer does not know yet. */
  private int consumed;
  /** What its window has become larger by. */
  private int grown;
  private long waiting;
  private boolean ending;
  private @Nullable List<String> trailers;
  /** Its head has been sent. */
  boolean opened;
  /** A final head has come. */
  boolean answered;
  boolean remoteEnded;
  private boolean localEnded;
  private boolean closed;
  /** What the peer may still send is refused when our side has ended. */
  private boolean unwanted;
  boolean queued;
  /** It is one of those that the peer may have open. */
  boolean counted;
  private int code;

  Stream(Link link, int id, long sendWindow, long receiveWindow) {
    this.link = link;
    this.id = id;
    this.sendWindow = sendWindow;
    this.receiveWindow = receiveWindow;
  }

  public int id() {
    return id;
  }

  /** Whether nothing more is to come. */
  public boolean remoteEnded() {
    return remoteEnded;
  }

  /** Whether all that is to come has come and was read. */
  public boolean readEnded() {
    return (remoteEnded || closed) && incoming.isEmpty();
  }

  public boolean closed() {
    return closed;
  }

  /** Why it is closed. */
  public int code() {
    return code;
  }

  /** Bytes that wait for the window or the connection. */
  public long waiting() {
    return waiting;
  }

  public long receiveWindow() {
    return receiveWindow;
  }

  public long sendWindow() {
    return sendWindow;
  }

  public Link link() {
    return link;
  }

  /** Sends a head: of a response, or an interim one; of these {@code secret} no hop may keep the values. */
  public void head(List<String> fields, Set<String> secret, boolean end) {
    if (!closed && !localEnded && !ending) {
      link.sendHead(this, fields, secret, end);
    }
  }

  /** Bytes to send, which stay as they are. */
  public void write(ByteBuffer data) {
    if (closed || ending || !data.hasRemaining()) {
      return;
    }
    outgoing.add(data);
    waiting += data.remaining();
    link.ready(this);
  }

  /** Ends this side, with trailers where there are any. */
  public void end(@Nullable List<String> fields) {
    if (!closed && !ending && !localEnded) {
      ending = true;
      trailers = fields;
      link.ready(this);
    }
  }

  /** Gives it up; without an error, what our side has ended with is sent before. */
  public void reset(int reason) {
    if (reason == ErrorCode.NO_ERROR && ending && !localEnded) {
      unwanted = true;
    } else {
      link.reset(this, reason);
    }
  }

  /** The next bytes, or null where there are none. */
  public byte @Nullable [] read() {
    byte[] bytes = incoming.poll();
    if (bytes != null) {
      consumed(bytes.length);
    }
    return bytes;
  }

  /** The peer may send as much again. */
  void consumed(int count) {
    consumed += count;
    int window = link.localWindow() + grown;
    if (!remoteEnded && !closed && consumed >= Math.max(1, window / 2)) {
      int more = link.growsWindows() ? Math.min(window, Math.max(0, MAX_WINDOW - window)) : 0;
      grown += more;
      receiveWindow += consumed + more;
      link.window(id, consumed + more);
      consumed = 0;
    }
  }

  void receive(byte[] bytes) {
    if (bytes.length > 0) {
      incoming.add(bytes);
    }
  }

  boolean sendable() {
    return opened && !closed && (waiting > 0 ? sendWindow > 0 : ending && !localEnded);
  }

  boolean localEnded() {
    return localEnded;
  }

  boolean unwanted() {
    return unwanted;
  }

  void localEnd() {
    localEnded = true;
  }

  /** Frames as much as it may, up to {@code most} bytes; returns how many. */
  int frame(Outbox out, int most) {
    int count = (int) Math.min(waiting, Math.min(most, sendWindow));
    boolean last = ending && trailers == null && count == waiting;
    if (count > 0 || last) {
      out.frame(count, Frame.DATA, last ? Frame.END_STREAM : 0, id);
      for (int left = count; left > 0; ) {
        ByteBuffer first = outgoing.getFirst();
        int part = Math.min(left, first.remaining());
        out.octets(first, part);
        left -= part;
        if (!first.hasRemaining()) {
          outgoing.removeFirst();
        }
      }
    }
    waiting -= count;
    sendWindow -= count;
    if (last) {
      localEnded = true;
    }
    return count;
  }

  /** The trailers that follow now, once. */
  @Nullable List<String> takeTrailers() {
    List<String> fields = waiting == 0 && ending ? trailers : null;
    if (fields != null) {
      trailers = null;
      localEnded = true;
    }
    return fields;
  }

  /** Nothing more is sent or comes; what has come whole can still be read. */
  void close(int reason) {
    closed = true;
    code = reason;
    outgoing.clear();
    waiting = 0;
    if (reason != ErrorCode.NO_ERROR && !remoteEnded) {
      incoming.clear();
    }
  }
}
