package io.cortado.loop;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** What timers and ticks ask of the loop. Runs on the loop. */
public final class LoopBinding {
  private final EventLoop loop;
  private final ByteBuffer tickFlag;
  private final IntConsumer ports;
  private final long start = System.nanoTime();

  /**
   * A binding whose one-byte flag says, when not 0, that ticks were queued by microtasks; {@code ports} is told where servers
   * begin to listen.
   */
  public LoopBinding(EventLoop loop, ByteBuffer tickFlag, IntConsumer ports) {
    this.loop = loop;
    this.tickFlag = tickFlag;
    this.ports = ports;
  }

  public ByteBuffer tickFlag() {
    return tickFlag;
  }

  /** Whole milliseconds since the loop began, monotonic. */
  public double now() {
    return Math.floorDiv(System.nanoTime() - start, 1_000_000L);
  }

  public void armTimer(double delayMillis) {
    loop.armTimer((long) delayMillis);
  }

  public void requestCheck() {
    loop.requestCheck();
  }

  public void retain() {
    loop.retain();
  }

  public void release() {
    loop.release();
  }

  /** A server has begun to listen. */
  public void listens(int port) {
    ports.accept(port);
  }
}
