package io.cortado.node.process;

import io.cortado.node.Errno;
import io.cortado.node.Hold;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A running process: its pipes, its signals, its end. Runs on the loop. */
public final class ChildProcess {
  private static final int CHUNK = 65536;

  private final ModuleContext context;
  private final Process process;
  private final Hold hold;

  ChildProcess(ModuleContext context, Process process) {
    this.context = context;
    this.process = process;
    this.hold = new Hold(context);
  }

  public double pid() {
    return process.pid();
  }

  /** Calls back with the exit code; a code above 128 may be a signal's. */
  public void whenExited(Value callback) {
    hold.open(true);
    process.onExit().thenAccept(done -> {
      int code = done.exitValue();
      context.post(() -> {
        hold.open(false);
        context.call(callback, code);
      });
    });
  }

  public void keepProcess(boolean keep) {
    hold.wanted(keep);
  }

  /** Reads once from its output (1) or errors (2): {@code callback(bytes)}, null at the end. */
  public void read(int fd, Value callback) {
    InputStream stream = fd == 1 ? process.getInputStream() : process.getErrorStream();
    run(() -> {
      byte[] into = new byte[CHUNK];
      try {
        int count = stream.read(into);
        return count < 0 ? null : Bytes.out(Arrays.copyOf(into, count));
      } catch (IOException e) {
        return null;
      }
    }, callback);
  }

  /** Writes to its input: {@code callback(0)} or a negative errno. */
  public void write(Value arrayBuffer, int offset, int length, Value callback) {
    byte[] bytes = Bytes.of(arrayBuffer, offset, length);
    OutputStream stream = process.getOutputStream();
    run(() -> {
      stream.write(bytes);
      stream.flush();
      return 0;
    }, callback);
  }

  /** Ends its input. */
  public void endInput(Value callback) {
    run(() -> {
      process.getOutputStream().close();
      return 0;
    }, callback);
  }

  private void run(Callable<@Nullable Object> work, Value callback) {
    AutoCloseable held = context.hold();
    Thread.ofVirtual().name("child").start(() -> {
      Object answer = Errno.attempt(work);
      context.post(() -> {
        try {
          held.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        context.call(callback, new @Nullable Object[] {answer});
      });
    });
  }

  public boolean alive() {
    return process.isAlive();
  }
}
