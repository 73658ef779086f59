package io.cortado.node.process;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the process object needs of the runtime it stands in. */
public interface ProcessHost {

  List<String> argv();

  /** What Node would have been given before the name of the app's file. */
  List<String> execArgv();

  /** Node's options that do something, with those of NODE_OPTIONS: names and values in turn, no value being an empty one. */
  List<String> nodeOptions();

  /** Whether the app is meant to serve. */
  boolean expectsServer();

  /** How long a callback may keep the loop, in milliseconds; 0 where that was not said. */
  long handlerDeadline();

  /** The initial environment; the app's own changes stay in JavaScript. */
  Map<String, String> environment();

  Path workingDirectory();

  /** Changes what relative paths refer to. On the loop. */
  void workingDirectory(Path directory);

  /** Ends the process, or the embedded runtime, with a code. On the loop; does not return. */
  void exit(int code);

  /** Says what has failed in Java and ends the process, or the embedded runtime. On the loop; does not return. */
  void fail(Throwable failure);

  /** Says whether a signal (without {@code SIG}) is to be given to the app. On the loop. */
  void watchSignal(String name, boolean listens);

  /** Takes a signal that the app sends to itself; false where the process is the app's own, which then gets it. On the loop. */
  boolean signalsItself(int number);

  /** Told of every port that a server of the app has begun to listen on. On the loop. */
  void listens(int port);

  /** Where the app's standard output (1) or its errors (2) go, or null for the descriptor itself. On the loop. */
  @Nullable OutputStream output(int descriptor);

  /** Who takes what happens in tests of {@code node:test}, each event in JSON; null where they write it themselves. */
  default @Nullable Consumer<String> testEvents() {
    return null;
  }

  /** Writes to the error stream at once. */
  void writeError(String text);

  /** Writes a line of Cortado's own to standard error. */
  default void log(String text) {
    writeError("cortado: " + text + System.lineSeparator());
  }
}
