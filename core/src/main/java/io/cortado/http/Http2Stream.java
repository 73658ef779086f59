package io.cortado.http;

import io.cortado.http.h2.Stream;
import io.cortado.http.h2.StreamSide;
import io.cortado.node.buffer.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A stream of HTTP/2 as JavaScript holds it. Public for the border only; runs on the loop. */
public final class Http2Stream implements StreamSide {
  private final Http2Session session;
  private @Nullable Stream stream;
  private @Nullable Value owner;
  private boolean told;

  Http2Stream(Http2Session session) {
    this.session = session;
  }

  void of(Stream own) {
    stream = own;
  }

  private Stream own() {
    return Objects.requireNonNull(stream, "a stream without a number");
  }

  /** The object that JavaScript keeps for it. */
  public @Nullable Value owner() {
    return owner;
  }

  public void keep(Value object) {
    owner = object;
  }

  public int id() {
    return own().id();
  }

  /** A head: lines, names and values in turn; {@code secret} as {@link Http2Session#request} has it. */
  public void respond(String fields, String secret, boolean end) {
    own().head(Http2Session.lines(fields), Set.copyOf(Http2Session.lines(secret)), end);
  }

  /** Returns the bytes that wait to be sent. */
  public double write(Value buffer, double offset, double length) {
    own().write(ByteBuffer.wrap(Bytes.of(buffer, offset, length)));
    return own().waiting();
  }

  public double waiting() {
    return own().waiting();
  }

  /** Ends our side, with trailers or, for an empty text, without. */
  public void end(String trailers) {
    own().end(trailers.isEmpty() ? null : Http2Session.lines(trailers));
  }

  public void reset(int code) {
    own().reset(code);
  }

  /** The next bytes that have come, or null. */
  public @Nullable ByteBuffer read() {
    byte[] bytes = own().read();
    told = false;
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  /** Whether all that was to come was read. */
  public boolean readEnded() {
    return own().readEnded();
  }

  public boolean closed() {
    return own().closed();
  }

  /** The windows to receive and to send. */
  public double[] windows() {
    return new double[] {own().receiveWindow(), own().sendWindow()};
  }

  /** One of a peer's whose side has ended, or has not. */
  public boolean remoteEnded() {
    return own().remoteEnded();
  }

  @Override
  public void head(List<String> fields, boolean last) {
    session.tell(last ? "trailers" : "head", this, own().remoteEnded() ? 1 : 0, String.join("\n", fields));
  }

  @Override
  public void readable() {
    if (!told) {
      told = true;
      session.tell("readable", this, 0, "");
    }
  }

  @Override
  public void written() {
    session.tell("written", this, 0, "");
  }

  @Override
  public void closed(int code) {
    session.tell("closed", this, code, "");
  }
}
