package io.cortado;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals of a process that runs one app. One that the app listens for waits for its turn on the loop, as in Node; without
 * a listener SIGINT and SIGTERM let open requests end, and every signal ends the process though the loop be busy for good.
 * They come in on threads of the JVM.
 */
final class Signals {
  /** How long the loop may take to begin with its end. */
  private static final Duration ANSWER = Duration.ofSeconds(1);

  /** How long the end may take, with the bound for open requests. */
  private static final Duration END = Duration.ofSeconds(12);

  /** What an exit code has above the number of the signal that it is of. */
  static final int EXIT_BASE = 128;

  /** The signals that an app may listen for, by number. */
  static final Map<Integer, String> NAMES = Map.of(1, "SIGHUP", 2, "SIGINT", 10, "SIGUSR1", 12, "SIGUSR2", 15, "SIGTERM");

  /** What the signals do to the app. */
  interface App {
    /** Calls a task on the loop. Any thread. */
    void post(Runnable task);

    /** Gives a signal to the listeners; whether there are any. On the loop. */
    boolean signal(String name);

    /** Lets open requests end, then the app. On the loop. */
    void drain(int code);

    /** Waits for the app's end; whether it came in time. */
    boolean awaitEnd(Duration bound) throws InterruptedException;

    void writeError(String text);
  }

  private final App app;
  private final Set<String> listened = ConcurrentHashMap.newKeySet();

  Signals(App app) {
    this.app = app;
  }

  /** Handles those that do something without listeners. */
  void begin() {
    for (String name : new String[] {"INT", "TERM", "USR1", "USR2"}) {
      handle(name);
    }
  }

  /** The app listens for a signal from here on. */
  void listen(String name) {
    listened.add(name);
    handle(name);
  }

  /** The app's last listener for a signal has gone. */
  void forget(String name) {
    listened.remove(name);
  }

  private void handle(String name) {
    try {
      Signal.handle(new Signal(name), this::received);
    } catch (IllegalArgumentException e) {
      // The system does not have it, or the JVM needs it: then nobody can send it to the app.
      listened.remove(name);
    }
  }

  private void received(Signal signal) {
    try {
      if (listened.contains(signal.getName())) {
        app.post(() -> app.signal("SIG" + signal.getName()));
        return;
      }
      switch (signal.getName()) {
        case "USR1" -> app.writeError("cortado: SIGUSR1: there is no inspector to start; the app goes on\n");
        case "INT", "TERM" -> end(signal);
        case "WINCH", "CONT" -> {}
        default -> die(signal);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Signal signal) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    app.post(
        () -> {
          begun.countDown();
          if (!app.signal("SIG" + signal.getName())) {
            app.drain(EXIT_BASE + signal.getNumber());
          }
        });
    if (!begun.await(ANSWER.toMillis(), TimeUnit.MILLISECONDS) || !app.awaitEnd(END)) {
      die(signal);
    }
  }

  /** Ends the process with a code; where that says a signal did, by this signal, which whoever waits for it can tell apart. */
  static void halt(int code) {
    for (String name : new String[] {"INT", "TERM"}) {
      Signal signal = new Signal(name);
      if (code == EXIT_BASE + signal.getNumber()) {
        die(signal);
      }
    }
    Runtime.getRuntime().halt(code);
  }

  private static void die(Signal signal) {
    try {
      Signal.handle(signal, SignalHandler.SIG_DFL);
      String kill = "kill -" + signal.getNumber() + " " + ProcessHandle.current().pid();
      new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | IllegalArgumentException e) {
      // No shell, or no such signal: the code alone has to tell.
      Runtime.getRuntime().halt(EXIT_BASE + signal.getNumber());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_BASE + signal.getNumber());
  }
}
