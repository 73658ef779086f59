package io.cortado.node.process;

import io.cortado.node.Errno;
import io.cortado.node.buffer.Bytes;
import io.cortado.spi.ModuleContext;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Starts processes for {@code child_process}. Runs on the loop. */
public final class ChildProcessBinding {
  private static final int TIMED_OUT = -1000;

  private final ModuleContext context;

  public ChildProcessBinding(ModuleContext context) {
    this.context = context;
  }

  /**
   * Starts a process: command and arguments, the environment as names and values in turn, and for each of its first
   * three descriptors {@code pipe}, {@code inherit}, {@code ignore} or {@code >} and a file. Or a negative errno.
   */
  public @Nullable Object spawn(String[] command, String[] environment, String directory, String[] stdio) {
    return Errno.attempt(() -> new ChildProcess(context, start(command, environment, directory, stdio)));
  }

  private Process start(String[] command, String[] environment, String directory, String[] stdio)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Path folder = directory.isEmpty() ? context.workingDirectory() : context.workingDirectory().resolve(directory);
    builder.directory(folder.toFile());
    if (!folder.toFile().isDirectory()) {
      throw new Errno(Errno.ENOENT);
    }
    Map<String, String> values = builder.environment();
    values.clear();
    for (int i = 0; i + 1 < environment.length; i += 2) {
      values.put(environment[i], environment[i + 1]);
    }
    builder.redirectInput(stdio[0].equals("ignore") ? ProcessBuilder.Redirect.from(new File("/dev/null")) : how(stdio[0]));
    builder.redirectOutput(how(stdio[1]));
    if (stdio[2].equals("2>&1")) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(how(stdio[2]));
    }
    try {
      return builder.start();
    } catch (IOException e) {
      String text = String.valueOf(e.getMessage());
      throw new Errno(
          text.contains("error=13") || text.contains("Exec failed, error: 13") ? Errno.EACCES
              : text.contains("error=7,") ? -7 : Errno.ENOENT);
    }
  }

  private static ProcessBuilder.Redirect how(String wish) {
    return switch (wish) {
      case "pipe" -> ProcessBuilder.Redirect.PIPE;
      case "inherit" -> ProcessBuilder.Redirect.INHERIT;
      case "ignore" -> ProcessBuilder.Redirect.DISCARD;
      default -> ProcessBuilder.Redirect.appendTo(new File(wish.substring(1)));
    };
  }

  /**
   * Starts a process and waits for its end: pid, exit code (or -1000 when {@code timeout} milliseconds ran out), output
   * and errors, null where there is no pipe. Or a negative errno.
   */
  public @Nullable Object spawnSync(
      String[] command, String[] environment, String directory, String[] stdio, @Nullable Value input, double timeout) {
    byte[] bytes = input == null || input.isNull() ? new byte[0] : Bytes.of(input);
    return Errno.attempt(() -> {
      Process process = start(command, environment, directory, stdio);
      CompletableFuture<byte[]> out = all(process.getInputStream());
      CompletableFuture<byte[]> err = all(process.getErrorStream());
      Thread.ofVirtual().start(() -> feed(process.getOutputStream(), bytes));
      boolean ended = timeout <= 0 || process.waitFor((long) timeout, TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      int code = process.waitFor();
      return new Object[] {
        (double) process.pid(), ended ? code : TIMED_OUT, Bytes.out(rest(out)), Bytes.out(rest(err))
      };
    });
  }

  /** A grandchild may hold the pipe open for ever: what has come by then is enough. */
  private static byte[] rest(CompletableFuture<byte[]> bytes) {
    try {
      return bytes.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return new byte[0];
    }
  }

  private static void feed(OutputStream stream, byte[] bytes) {
    try (stream) {
      stream.write(bytes);
    } catch (IOException e) {
      // it did not want all of its input
    }
  }

  private static CompletableFuture<byte[]> all(InputStream stream) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (stream) {
        stream.transferTo(bytes);
      } catch (IOException e) {
        // closed under the reader: keep what has come
      }
      result.complete(bytes.toByteArray());
    });
    return result;
  }
}
