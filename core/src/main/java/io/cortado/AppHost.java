package io.cortado;

import io.cortado.node.process.ProcessBinding;
import io.cortado.node.process.ProcessHost;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What the process object of an app and its servers know of where they run: a process of their own, or a program. On the loop. */
final class AppHost implements ProcessHost {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  private final CortadoOptions options;
  /** Kept until the app listens, or is over. */
  private final @Nullable FreePort reserved;
  private final @Nullable Listening listening;
  /** What the thread knows that has started this one, or null in the main thread. */
  private final @Nullable AppHost above;
  private final Signals signals;
  private final IntConsumer end;
  private final Consumer<Throwable> fail;
  private final Signalled signalled;
  private final FirstPort firstPort;
  private volatile Path workingDirectory;

  /** A signal with its name, if an app can listen for it. */
  interface Signalled {
    void by(int number, @Nullable String name);
  }

  /** {@code end} ends the app, {@code fail} for what has failed in Java; {@code signalled} gives it a signal of its own. */
  AppHost(
      CortadoOptions options, @Nullable FreePort reserved, Serving serving, Signals signals, IntConsumer end,
      Consumer<Throwable> fail, Signalled signalled) {
    AppThread thread = serving.thread();
    this.above = thread == null ? null : thread.above();
    this.options = options;
    this.reserved = reserved;
    this.listening = serving.listening();
    this.signals = signals;
    this.end = end;
    this.fail = fail;
    this.signalled = signalled;
    this.firstPort = new FirstPort(options.main());
    this.workingDirectory = options.workingDirectory();
  }

  /** Any thread. */
  FirstPort firstPort() {
    return firstPort;
  }

  /** Nothing will listen any more. */
  void ended(int code) {
    firstPort.ends(code);
    release();
  }

  private void release() {
    if (reserved != null) {
      reserved.close();
    }
  }

  /** The JVM is not an embedded app's to be ended. */
  @Override
  public boolean signalsItself(int number) {
    if (above != null) {
      return above.signalsItself(number);
    }
    if (options.ownsProcess()) {
      return false;
    }
    signalled.by(number, Signals.NAMES.get(number));
    return true;
  }

  @Override
  public void listens(int port) {
    firstPort.listens(port);
    release();
    if (above != null) {
      above.listens(port);
    }
  }

  @Override
  public List<String> argv() {
    List<String> argv = new ArrayList<>();
    argv.add(ProcessBinding.execPath());
    if (options.node() == null || !options.node().isProgram()) {
      argv.add(options.main().toString());
    }
    argv.addAll(options.arguments());
    return argv;
  }

  @Override
  public List<String> execArgv() {
    return options.execArguments();
  }

  @Override
  public List<String> nodeOptions() {
    return options.node() == null ? List.of() : options.node().words();
  }

  @Override
  public boolean expectsServer() {
    return options.server();
  }

  @Override
  public Map<String, String> environment() {
    return options.environment();
  }

  @Override
  public Path workingDirectory() {
    return above == null ? workingDirectory : above.workingDirectory();
  }

  @Override
  public void workingDirectory(Path directory) {
    workingDirectory = directory;
  }

  @Override
  public void exit(int code) {
    end.accept(code);
    throw new AppExit(code);
  }

  @Override
  public void fail(Throwable failure) {
    fail.accept(failure);
  }

  @Override
  public long handlerDeadline() {
    return options.handlerDeadline();
  }

  @Override
  public void watchSignal(String name, boolean listens) {
    if (!options.ownsProcess()) {
      return;
    }
    if (listens) {
      signals.listen(name);
    } else {
      signals.forget(name);
    }
  }

  @Override
  public @Nullable OutputStream output(int descriptor) {
    if (above != null) {
      return above.output(descriptor);
    }
    if (options.ownsProcess()) {
      return null;
    }
    Listening taker = listening;
    if (taker != null) {
      return new ProgramStream(() -> NOWHERE, text -> taker.writes(descriptor, text));
    }
    return descriptor == 1
        ? new ProgramStream(() -> System.out, text -> {})
        : new ProgramStream(() -> System.err, firstPort::says);
  }

  @Override
  public void writeError(String text) {
    firstPort.says(text);
    if (listening != null) {
      listening.writes(2, text);
      return;
    }
    System.err.print(text);
    System.err.flush();
  }

  @Override
  public @Nullable Consumer<String> testEvents() {
    return listening == null ? null : listening.testEvents();
  }
}
