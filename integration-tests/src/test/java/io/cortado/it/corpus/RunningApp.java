package io.cortado.it.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An app that listens on the port it was given. */
interface RunningApp extends AutoCloseable {
  int port();

  /** Number of lines printed, once lines of earlier cases have had the time to arrive. */
  int quietMark() throws InterruptedException;

  /** Lines printed since the mark, once some have come (within ten seconds) and the app has fallen quiet. */
  List<String> since(int mark) throws InterruptedException;

  /** What the app's threads do, where that can be seen from here. */
  default String stacks() {
    return "";
  }

  @Override
  void close();

  /** A free port below the range of ephemeral ones, so that a probe can never connect to itself. */
  static int freePort() {
    while (true) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (var probe = new ServerSocket(candidate, 1, InetAddress.getByName("0.0.0.0"))) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // Somebody listens there: try another one.
      }
    }
  }

  /** How long an app may take until it listens; short where one looks for those that never will. */
  int START_SECONDS = Integer.getInteger("corpus.start", 180);

  /** Waits until the port answers; false when the app has ended before. */
  static boolean awaitPort(int port, BooleanSupplier alive) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < deadline && alive.getAsBoolean()) {
      try (var probe = new Socket()) {
        probe.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
        return true;
      } catch (IOException notYet) {
        Thread.sleep(10);
      }
    }
    return false;
  }
}
