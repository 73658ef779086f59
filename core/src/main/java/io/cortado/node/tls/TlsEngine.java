package io.cortado.node.tls;

import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * TLS as a filter over any byte stream that JavaScript holds: what came from the peer goes in, what is for it comes out.
 * Runs on the loop; the slow steps of the handshake run off it.
 */
public final class TlsEngine {
  private final ModuleContext context;
  private final SSLEngine engine;
  private final TlsPeer peer;
  private ByteBuffer in = ByteBuffer.allocate(32768);
  private ByteBuffer plain;
  private ByteBuffer out;
  private boolean begun;
  private boolean secure;
  private boolean ended;
  private @Nullable String failure;

  TlsEngine(ModuleContext context, SSLEngine engine, TlsPeer peer) {
    this.context = context;
    this.engine = engine;
    this.peer = peer;
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    this.out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
  }

  /** Takes bytes of the peer and works until it needs more, or must wait for {@link #runTasks}. */
  public void receive(Value arrayBuffer, int offset, int length) {
    byte[] bytes = Bytes.of(arrayBuffer, offset, length);
    in = room(in, bytes.length);
    in.put(bytes);
    advance();
  }

  /** Goes on with the handshake; the first call starts it. */
  public void advance() {
    try {
      if (!begun) {
        begun = true;
        engine.beginHandshake();
      }
      boolean more = failure == null;
      while (more) {
        more = switch (engine.getHandshakeStatus()) {
          case NEED_TASK -> false;
          case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
          default -> unwrap();
        };
      }
    } catch (SSLException e) {
      fail(e);
    }
  }

  private void fail(SSLException e) {
    failure = ServerIdentity.reason(e);
    try {
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrap(ByteBuffer.allocate(0))) {
        // the alert that tells the peer
      }
    } catch (SSLException again) {
      // the peer learns it from the end of the connection
    }
  }

  private boolean wrap(ByteBuffer source) throws SSLException {
    out = room(out, engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(source, out);
    note(result);
    return result.getStatus() == Status.OK;
  }

  private boolean unwrap() throws SSLException {
    if (engine.isInboundDone()) {
      ended = true;
      return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }
    if (in.position() == 0) {
      return false;
    }
    plain = room(plain, engine.getSession().getApplicationBufferSize());
    in.flip();
    SSLEngineResult result = engine.unwrap(in, plain);
    in.compact();
    note(result);
    if (result.getStatus() == Status.CLOSED) {
      ended = true;
      return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }
    return result.getStatus() == Status.OK
        && (result.bytesConsumed() > 0 || result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING);
  }

  private void note(SSLEngineResult result) {
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED
        || (!secure && result.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING)) {
      secure = true;
    }
  }

  private static ByteBuffer room(ByteBuffer buffer, int needed) {
    if (buffer.remaining() >= needed) {
      return buffer;
    }
    ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + needed));
    buffer.flip();
    return larger.put(buffer);
  }

  /** Whether the handshake waits for {@link #runTasks}. */
  public boolean needsTasks() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
  }

  /** Checks certificates and the like off the loop, then calls back. */
  public void runTasks(Value callback) {
    context.settle(
        context.blocking(
            () -> {
              for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
              }
              return 0;
            }),
        callback);
  }

  /** Encrypts bytes for the peer. */
  public void send(Value arrayBuffer, int offset, int length) {
    ByteBuffer source = ByteBuffer.wrap(Bytes.of(arrayBuffer, offset, length));
    try {
      while (source.hasRemaining() && wrap(source)) {
        // record by record
      }
    } catch (SSLException e) {
      fail(e);
    }
  }

  /** What is to go to the peer, or null. */
  public @Nullable ByteBuffer output() {
    return taken(out);
  }

  /** What the peer has sent, or null. */
  public @Nullable ByteBuffer received() {
    return taken(plain);
  }

  private static @Nullable ByteBuffer taken(ByteBuffer buffer) {
    if (buffer.position() == 0) {
      return null;
    }
    ByteBuffer bytes = Bytes.out(Arrays.copyOf(buffer.array(), buffer.position()));
    buffer.clear();
    return bytes;
  }

  /** Says good-bye; {@link #output} has it. */
  public void close() {
    engine.closeOutbound();
    advance();
  }

  public boolean secure() {
    return secure;
  }

  /** Whether the peer has said good-bye. */
  public boolean ended() {
    return ended;
  }

  /** What went wrong, or null. */
  public @Nullable String failure() {
    return failure;
  }

  /** Who the other side is, once {@link #secure}. */
  public TlsPeer peer() {
    return peer;
  }
}
