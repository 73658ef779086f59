package io.cortado.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** Load from virtual threads, one per connection; each sends its next request when the answer has come. */
final class JavaLoad implements LoadGenerator {
  private static final int BUFFER = 1 << 14;

  @Override
  public double run(int port, String path, int seconds) throws InterruptedException {
    LongAdder answers = new LongAdder();
    long begin = System.nanoTime();
    long deadline = begin + seconds * 1_000_000_000L;
    byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    Thread[] threads = new Thread[CONNECTIONS];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofVirtual().start(() -> connection(port, request, deadline, answers));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return answers.sum() / ((System.nanoTime() - begin) / 1e9);
  }

  private static void connection(int port, byte[] request, long deadline, LongAdder answers) {
    byte[] buffer = new byte[BUFFER];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      InputStream in = socket.getInputStream();
      while (System.nanoTime() < deadline) {
        socket.getOutputStream().write(request);
        // The answers of the cases fit one packet.
        if (in.read(buffer) < 0) {
          return;
        }
        answers.increment();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
