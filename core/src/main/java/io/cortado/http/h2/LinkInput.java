package io.cortado.http.h2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Understands the frames of the peer: what is against the rules ends a stream or the connection here. On the loop. */
final class LinkInput implements FrameReader.Taker {
  private static final byte[] NONE = {};
  /** A block of fields is no longer than this, and in no more parts. */
  private static final int MAX_PARTS = 32;

  private final Link link;
  private final LinkSide side;
  private final FrameReader frames;
  private final HpackReader fields = new HpackReader(4096);
  private final int maxFieldBytes;
  private final int maxFields;
  private final Flood control = new Flood(1000);
  private final Flood resets = new Flood(200);
  private long maxStreams = Long.MAX_VALUE;
  private int peerOpen;
  private boolean begun;
  /** The stream whose block of fields is not complete, or 0; its bytes so far. */
  private int open;
  private int openFlags;
  private byte[] block = NONE;
  private int parts;

  LinkInput(Link link, LinkSide side, int maxFieldBytes, int maxFields) {
    this.link = link;
    this.side = side;
    this.frames = new FrameReader(this, link.isPeers(1));
    this.maxFieldBytes = maxFieldBytes;
    this.maxFields = maxFields;
  }

  void read(byte[] bytes, int from, int to) throws LinkError {
    frames.read(bytes, from, to);
  }

  boolean idle() {
    return frames.idle() && begun && open == 0;
  }

  void keepTo(Settings local) {
    frames.maxFrame(local.frame());
    fields.maxTable((int) Math.min(local.get(Settings.HEADER_TABLE_SIZE), 1 << 16));
    maxStreams = local.get(Settings.MAX_CONCURRENT_STREAMS);
  }

  private static LinkError wrong(String reason) {
    return new LinkError(ErrorCode.PROTOCOL_ERROR, reason);
  }

  private static LinkError wrongSize() {
    return new LinkError(ErrorCode.FRAME_SIZE_ERROR, "a frame has the wrong size");
  }

  @Override
  public boolean frame(int type, int flags, int stream, byte[] bytes, int from, int to) throws LinkError {
    if (open != 0 && (type != Frame.CONTINUATION || stream != open)) {
      throw wrong("a block of fields is not complete");
    }
    if (!begun && (type != Frame.SETTINGS || (flags & Frame.ACK) != 0)) {
      throw wrong("the first frame is not SETTINGS");
    }
    boolean ofStream = type == Frame.DATA || type == Frame.HEADERS || type == Frame.RST_STREAM || type == Frame.PRIORITY;
    if (ofStream && stream == 0 || stream != 0 && (type == Frame.SETTINGS || type == Frame.PING || type == Frame.GOAWAY)) {
      throw wrong("a frame is on the wrong stream");
    }
    switch (type) {
      case Frame.DATA -> data(flags, stream, bytes, from, to);
      case Frame.HEADERS -> headers(flags, stream, bytes, from, to);
      case Frame.CONTINUATION -> continuation(flags, bytes, from, to);
      case Frame.RST_STREAM -> reset(stream, bytes, from, to);
      case Frame.SETTINGS -> settings(flags, bytes, from, to);
      case Frame.PUSH_PROMISE -> throw wrong("push was refused");
      case Frame.PING -> ping(flags, bytes, from, to);
      case Frame.GOAWAY -> goAway(bytes, from, to);
      case Frame.WINDOW_UPDATE -> window(stream, bytes, from, to);
      case Frame.PRIORITY -> {
        control.count("PRIORITY frames");
        if (to - from != 5) {
          throw wrongSize();
        }
      }
      case Frame.ORIGIN -> origins(stream, bytes, from, to);
      default -> control.count("frames of unknown types");
    }
    return !link.dead();
  }

  private static int padding(int flags, byte[] bytes, int from, int to) throws LinkError {
    if ((flags & Frame.PADDED) == 0) {
      return 0;
    }
    if (from == to) {
      throw wrongSize();
    }
    int count = bytes[from] & 0xff;
    if (count >= to - from) {
      throw wrong("there is more padding than frame");
    }
    return count;
  }

  private void data(int flags, int id, byte[] bytes, int from, int to) throws LinkError {
    int padding = padding(flags, bytes, from, to);
    int start = from + ((flags & Frame.PADDED) == 0 ? 0 : 1);
    boolean end = (flags & Frame.END_STREAM) != 0;
    if (start == to - padding && !end) {
      control.count("empty DATA frames");
    }
    link.received(to - from);
    Stream stream = link.stream(id);
    if (stream == null || stream.remoteEnded) {
      astray(id, stream);
      return;
    }
    stream.receiveWindow -= to - from;
    if (stream.receiveWindow < 0) {
      broken(stream, ErrorCode.FLOW_CONTROL_ERROR);
      return;
    }
    if (!link.isPeers(id) && !stream.answered) {
      broken(stream, ErrorCode.PROTOCOL_ERROR);
      return;
    }
    stream.remoteEnded = end;
    stream.receive(Arrays.copyOfRange(bytes, start, to - padding));
    if (to - from > to - padding - start) {
      stream.consumed(to - from - (to - padding - start));
    }
    StreamSide told = stream.side;
    if (told != null) {
      told.readable();
    }
    link.closeIfEnded(stream);
  }

  /** A frame for a stream that takes none: it may have been under way when the stream was given up. */
  private void astray(int id, @Nullable Stream stream) throws LinkError {
    if (link.unused(id)) {
      throw wrong("a frame is on a stream that was not begun");
    }
    if (stream != null) {
      broken(stream, ErrorCode.STREAM_CLOSED);
    } else {
      control.count("frames for streams that are over");
    }
  }

  /** Ends a stream whose peer breaks rules; whoever does so on purpose is sent away. */
  private void broken(Stream stream, int code) throws LinkError {
    link.reset(stream, code);
    resets.count("broken streams");
  }

  private void headers(int flags, int id, byte[] bytes, int from, int to) throws LinkError {
    int padding = padding(flags, bytes, from, to);
    int start = from + ((flags & Frame.PADDED) == 0 ? 0 : 1) + ((flags & Frame.WITH_PRIORITY) == 0 ? 0 : 5);
    if (start > to - padding) {
      throw wrongSize();
    }
    if (!link.isPeers(id) && link.unused(id)) {
      throw wrong("a head is on a stream that was not begun");
    }
    if ((flags & Frame.END_HEADERS) != 0) {
      block(id, flags, bytes, start, to - padding);
    } else {
      open = id;
      openFlags = flags;
      block = Arrays.copyOfRange(bytes, start, to - padding);
      parts = 1;
    }
  }

  private void continuation(int flags, byte[] bytes, int from, int to) throws LinkError {
    if (open == 0) {
      throw wrong("there is no block of fields to continue");
    }
    int length = block.length;
    if (++parts > MAX_PARTS || length + to - from > 2 * maxFieldBytes) {
      throw new LinkError(ErrorCode.ENHANCE_YOUR_CALM, "a block of fields is too long");
    }
    block = Arrays.copyOf(block, length + to - from);
    System.arraycopy(bytes, from, block, length, to - from);
    if ((flags & Frame.END_HEADERS) != 0) {
      byte[] whole = block;
      int id = open;
      open = 0;
      block = NONE;
      block(id, openFlags, whole, 0, whole.length);
    }
  }

  /** What there is of a block: more than is allowed is read, because later blocks refer to it, and not kept. */
  private static final class Fields implements HpackReader.Taker {
    final List<String> list = new ArrayList<>(24);
    private final int maxBytes;
    private final int maxCount;
    private int bytes;
    boolean tooMany;

    Fields(int maxBytes, int maxCount) {
      this.maxBytes = maxBytes;
      this.maxCount = maxCount;
    }

    @Override
    public void field(String name, String value) {
      bytes += name.length() + value.length() + HpackTable.ENTRY_BYTES;
      tooMany |= bytes > maxBytes || list.size() >= 2 * maxCount;
      if (!tooMany) {
        list.add(name);
        list.add(value);
      }
    }
  }

  private void block(int id, int flags, byte[] bytes, int from, int to) throws LinkError {
    Fields taken = new Fields(maxFieldBytes, maxFields);
    fields.read(bytes, from, to, taken);
    boolean end = (flags & Frame.END_STREAM) != 0;
    Stream stream = link.stream(id);
    if (stream != null) {
      next(stream, taken, end);
    } else if (!link.unused(id)) {
      astray(id, null);
    } else if (link.isPeers(id) && link.isPeers(1)) {
      request(id, taken, end);
    } else {
      throw wrong("a server does not ask");
    }
  }

  private void request(int id, Fields taken, boolean end) throws LinkError {
    Stream stream = link.accept(id);
    int refused =
        taken.tooMany ? ErrorCode.ENHANCE_YOUR_CALM
            : !FieldRules.isRequest(taken.list) ? ErrorCode.PROTOCOL_ERROR
            : link.leaving() || peerOpen >= maxStreams ? ErrorCode.REFUSED_STREAM : ErrorCode.NO_ERROR;
    if (refused != ErrorCode.NO_ERROR) {
      broken(stream, refused);
      return;
    }
    stream.remoteEnded = end;
    stream.answered = true;
    stream.counted = true;
    peerOpen++;
    StreamSide told = side.begins(stream, taken.list);
    if (told == null) {
      link.reset(stream, ErrorCode.REFUSED_STREAM);
    } else {
      stream.side = told;
      if (stream.closed()) {
        told.closed(stream.code());
      }
    }
  }

  void over(Stream stream) {
    if (stream.counted) {
      stream.counted = false;
      peerOpen--;
    }
  }

  /** Another head on a stream: a response, or trailers. */
  private void next(Stream stream, Fields taken, boolean end) throws LinkError {
    boolean trailers = stream.answered;
    boolean well = trailers ? end && FieldRules.areFields(taken.list, 0) : FieldRules.isResponse(taken.list);
    if (stream.remoteEnded || taken.tooMany || !well) {
      broken(stream, stream.remoteEnded ? ErrorCode.STREAM_CLOSED : taken.tooMany ? ErrorCode.ENHANCE_YOUR_CALM : ErrorCode.PROTOCOL_ERROR);
      return;
    }
    boolean interim = !trailers && taken.list.get(1).charAt(0) == '1';
    if (interim) {
      control.count("interim responses");
    }
    stream.answered |= !interim;
    stream.remoteEnded = end;
    StreamSide told = stream.side;
    if (told != null) {
      told.head(taken.list, trailers);
      if (end) {
        told.readable();
      }
    }
    link.closeIfEnded(stream);
  }

  private void reset(int id, byte[] bytes, int from, int to) throws LinkError {
    if (to - from != 4) {
      throw wrongSize();
    }
    Stream stream = link.stream(id);
    if (stream == null) {
      astray(id, null);
      return;
    }
    link.close(stream, FrameReader.number(bytes, from));
    if (link.isPeers(id)) {
      resets.count("streams that were given up");
    }
  }

  private void settings(int flags, byte[] bytes, int from, int to) throws LinkError {
    if ((flags & Frame.ACK) != 0) {
      if (from != to) {
        throw wrongSize();
      }
      link.settingsTaken();
      return;
    }
    if ((to - from) % Settings.RECORD != 0) {
      throw wrongSize();
    }
    control.count("SETTINGS frames");
    link.settingsReceived(bytes, from, to, !begun);
    begun = true;
  }

  private void ping(int flags, byte[] bytes, int from, int to) throws LinkError {
    if (to - from != 8) {
      throw wrongSize();
    }
    byte[] payload = Arrays.copyOfRange(bytes, from, to);
    if ((flags & Frame.ACK) != 0) {
      side.pong(payload);
    } else {
      control.count("PING frames");
      link.ping(payload, true);
      side.ping(payload);
    }
  }

  private void goAway(byte[] bytes, int from, int to) throws LinkError {
    if (to - from < 8) {
      throw wrongSize();
    }
    control.count("GOAWAY frames");
    int last = FrameReader.number(bytes, from) & Integer.MAX_VALUE;
    link.peerLeaves(last);
    side.goneAway(FrameReader.number(bytes, from + 4), last, Arrays.copyOfRange(bytes, from + 8, to));
  }

  private void window(int id, byte[] bytes, int from, int to) throws LinkError {
    if (to - from != 4) {
      throw wrongSize();
    }
    int more = FrameReader.number(bytes, from) & Integer.MAX_VALUE;
    Stream stream = id == 0 ? null : link.stream(id);
    if (id != 0 && stream == null) {
      if (link.unused(id)) {
        throw wrong("a window is opened on a stream that was not begun");
      }
      return;
    }
    if (stream == null) {
      if (more == 0) {
        throw wrong("a window is opened by nothing");
      }
      link.grant(more);
    } else if (more == 0 || stream.sendWindow + more > Integer.MAX_VALUE) {
      broken(stream, more == 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FLOW_CONTROL_ERROR);
    } else {
      stream.sendWindow += more;
      link.ready(stream);
    }
  }

  /** RFC 8336, 2. */
  private void origins(int id, byte[] bytes, int from, int to) throws LinkError {
    control.count("ORIGIN frames");
    List<String> origins = new ArrayList<>();
    for (int at = from; id == 0 && at + 2 <= to; ) {
      int length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
      at += 2;
      if (at + length > to) {
        return;
      }
      origins.add(new String(bytes, at, length, StandardCharsets.US_ASCII));
      at += length;
    }
    if (!origins.isEmpty()) {
      side.origins(origins);
    }
  }
}
