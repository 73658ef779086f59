package io.cortado;

import io.cortado.engine.start.WarmEngine;
import io.cortado.module.LoadedFiles;
import io.cortado.node.net.KeptPorts;
import io.cortado.watch.FileChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * An app that starts anew when its files change, all in one JVM. The new one is loaded beside the old one, which serves until
 * the new one listens, and has its open requests finished then; sockets that listen go from one to the other. Where the new one
 * fails, the old one goes on. ADR 0024.
 */
public final class WatchedApp {
  /** What has not begun to listen so long after it was loaded is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So long after a start there is time to prepare the next one. */
  private static final Duration QUIET = Duration.ofMillis(300);

  private final CortadoOptions options;
  private final WatchOptions watch;
  private final WatchWords words;
  private final Path root;
  private final WarmEngine engine = new WarmEngine();
  private final KeptPorts ports = new KeptPorts();
  private final FileChanges changes;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private @Nullable WatchedStart current;
  private @Nullable WatchedStart coming;
  private @Nullable WatchedStart spare;
  private boolean ended;

  private WatchedApp(CortadoOptions options, WatchOptions watch) {
    this.options = options;
    this.watch = watch;
    this.words = new WatchWords(watch.command(), !watch.preserveOutput());
    this.root = root(options.main());
    this.changes = new FileChanges(found -> events.add(() -> changed(found)));
  }

  /**
   * Runs an app, and runs it anew when its files change, until SIGINT or SIGTERM ends the JVM. Does not return.
   *
   * @param options of an app that does not own its process
   */
  public static void run(CortadoOptions options, WatchOptions watch) throws InterruptedException {
    new WatchedApp(options, watch).run();
  }

  /** What the app misses is expected below here. */
  private static Path root(Path main) {
    for (Path at = main.getParent(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("package.json"))) {
        return at;
      }
    }
    return main.getParent() == null ? main : main.getParent();
  }

  private void run() throws InterruptedException {
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> events.add(() -> end("SIG" + signal.getName())));
    }
    watch.alsoFiles().forEach(changes::add);
    watch.paths().forEach(changes::addTree);
    coming = begin();
    coming.go();
    while (true) {
      Runnable event = spare == null && current != null && coming == null
          ? events.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS) : events.take();
      if (event == null) {
        spare = begin();
      } else {
        event.run();
      }
    }
  }

  /** A context with all that does not depend on the app's files. */
  private WatchedStart begin() {
    LoadedFiles files = new LoadedFiles(this::watchFile);
    watch.alsoFiles().forEach(files::add);
    return new WatchedStart(options, engine, ports.share(), files, this::happened);
  }

  private void watchFile(Path file) {
    if (watch.paths().isEmpty() && (file.startsWith(root) || Files.exists(file))) {
      changes.add(file);
    }
  }

  private void happened(WatchedStart start) {
    events.add(() -> look(start));
  }

  private void changed(Set<Path> found) {
    WatchedStart newest = coming != null ? coming : failed != null ? failed : current;
    boolean concerns =
        newest == null || found.stream().anyMatch(watch.paths().isEmpty() ? newest.files()::isChanged : file -> true);
    if (!concerns || ended) {
      return;
    }
    words.restarting();
    WatchedStart given = coming;
    if (given != null) {
      coming = null;
      given.close();
    }
    failed = null;
    WatchedStart next = spare;
    spare = null;
    if (next != null && next.isStale()) {
      next.close();
      next = null;
    }
    coming = next == null ? begin() : next;
    coming.go();
    WatchedStart waiting = coming;
    Thread.ofVirtual().start(() -> afterPatience(waiting));
  }

  private void afterPatience(WatchedStart start) {
    try {
      TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
      events.add(() -> {
        if (start == coming && start.hasRun()) {
          takeOver(start);
        }
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What has run or failed last, whose files count though an older one may still serve. */
  private @Nullable WatchedStart failed;

  /** Something has happened to a start: it listens, has run, or has ended. */
  private void look(WatchedStart start) {
    Integer code = start.exitCode();
    if (code != null) {
      endedItself(start, code);
    } else if (start == coming && start.hasRun() && (start.listens() || current == null || !current.listens())) {
      takeOver(start);
    }
  }

  private void takeOver(WatchedStart start) {
    WatchedStart old = current;
    start.serve();
    current = start;
    coming = null;
    if (old != null) {
      old.close();
    }
  }

  private void endedItself(WatchedStart start, int code) {
    if (start == spare) {
      spare = null;
      return;
    }
    if (start != coming && start != current) {
      return;
    }
    boolean wasComing = start == coming;
    coming = wasComing ? null : coming;
    current = wasComing ? current : null;
    failed = start;
    words.ended(code);
    WatchedStart old = current;
    if (wasComing && old != null) {
      if (code == 0) {
        current = null;
        old.close();
      } else {
        words.goesOn();
      }
    }
  }

  private void end(String signal) {
    if (ended) {
      Runtime.getRuntime().halt(Signals.EXIT_BASE + new Signal(signal.substring("SIG".length())).getNumber());
    }
    ended = true;
    changes.close();
    WatchedStart serving = current;
    Thread.ofPlatform().name("cortado end").start(() -> {
      int code = serving == null ? 0 : serving.end(signal);
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(code);
    });
  }
}
