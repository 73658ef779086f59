package io.cortado.node.process;

import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads standard input on a thread of its own, because such a read cannot be taken back: a paused stdin must not keep
 * the process alive, yet its bytes must not be lost. Runs on the loop.
 */
final class StandardInput {
  private static final int CHUNK = 65536;

  private final ModuleContext context;
  private final LinkedBlockingQueue<Value> wanted = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;
  private @Nullable AutoCloseable hold;
  private boolean pending;
  private boolean keep = true;

  StandardInput(ModuleContext context) {
    this.context = context;
  }

  void read(Value callback) {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("stdin").start(this::run);
    }
    pending = true;
    update();
    wanted.add(callback);
  }

  void keepAlive(boolean wish) {
    keep = wish;
    update();
  }

  private void update() {
    try {
      if (pending && keep && hold == null) {
        hold = context.hold();
      } else if (!(pending && keep) && hold != null) {
        hold.close();
        hold = null;
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void run() {
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    byte[] chunk = new byte[CHUNK];
    while (true) {
      try {
        Value callback = wanted.take();
        int count = Math.max(0, readSome(in, chunk));
        byte[] bytes = Arrays.copyOf(chunk, count);
        context.post(() -> {
          pending = false;
          update();
          context.call(callback, Bytes.out(bytes));
        });
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static int readSome(FileInputStream in, byte[] chunk) {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      return 0;
    }
  }
}
