package io.cortado;

import io.cortado.engine.start.ContextStart;
import io.cortado.engine.start.WarmEngine;
import io.cortado.module.LoadedFiles;
import io.cortado.node.net.KeptPorts;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One start of an app that starts anew when its files change. Any thread. */
final class WatchedStart {
  private final LoadedFiles files;
  private final KeptPorts.Share ports;
  private final Cortado app;

  /** Prepares it; {@code happened} is told when it has run, listens, or has ended. On another thread than the caller's, perhaps. */
  WatchedStart(
      CortadoOptions options, WarmEngine engine, KeptPorts.Share ports, LoadedFiles files, Consumer<WatchedStart> happened) {
    this.files = files;
    this.ports = ports;
    this.app =
        Cortado.prepare(
            options, null, new Serving(null, Map.of(), ports, null, null, null), ContextStart.begin(options.main(), engine, files));
    app.entryHasRun().thenRun(() -> happened.accept(this));
    app.listening().thenRun(() -> happened.accept(this));
    app.exitCode().thenRun(() -> {
      ports.close();
      happened.accept(this);
    });
  }

  /** Runs the app's entry file. */
  void go() {
    app.run();
  }

  LoadedFiles files() {
    return files;
  }

  /** Whether something that was read for the preparation has changed. */
  boolean isStale() {
    for (Path file : files.all()) {
      if (files.isChanged(file)) {
        return true;
      }
    }
    return exitCode() != null;
  }

  boolean hasRun() {
    return app.entryHasRun().isDone();
  }

  boolean listens() {
    return app.listening().isDone() && !app.listening().isCompletedExceptionally();
  }

  /** Null while it runs. */
  @Nullable Integer exitCode() {
    return app.exitCode().getNow(null);
  }

  /** From now on connections are this one's. */
  void serve() {
    ports.serve();
  }

  /** Has open requests finished and ends it; returns at once. */
  void close() {
    Thread.ofVirtual().name("cortado closes").start(app::close);
  }

  /** Ends it as a signal would, and waits for that; the exit code. */
  int end(String signal) {
    app.close(signal, 0);
    try {
      return app.exitCode().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (ExecutionException e) {
      return 1;
    }
  }
}
