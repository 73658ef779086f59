package io.cortado.cli.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends the training app what real apps get, over a few connections. */
final class Load {
  private static final int CONNECTIONS = 4;
  private static final int CHUNK = 1 << 16;

  private final int port;
  private final List<String> requests;
  private final long deadline;

  /**
   * A load.
   *
   * @param port of the app, on the loopback interface
   * @param requests whole requests, sent in turn
   * @param seconds how long to send them
   */
  Load(int port, List<String> requests, int seconds) {
    this.port = port;
    this.requests = requests;
    this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
  }

  /** Returns when the time is over. */
  void run() throws InterruptedException {
    Thread[] threads = new Thread[CONNECTIONS];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofVirtual().start(this::connections);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void connections() {
    while (System.nanoTime() < deadline) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(30_000);
        connection(socket.getInputStream(), socket.getOutputStream());
      } catch (IOException e) {
        // The server may close a connection at any time; the next one goes on.
      }
    }
  }

  private void connection(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[CHUNK];
    for (int i = 0; System.nanoTime() < deadline; i = (i + 1) % requests.size()) {
      out.write(requests.get(i).getBytes(StandardCharsets.UTF_8));
      // The training app's answers fit one read; what is left of a longer one is taken with the next answer.
      if (in.read(buffer) < 0) {
        return;
      }
    }
  }
}
