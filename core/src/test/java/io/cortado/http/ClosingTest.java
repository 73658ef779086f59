package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections at rest: what ends them, and what does not. */
@Timeout(120)
class ClosingTest {
  private static final int MANY = 1_000;
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private static void send(Socket socket, String text) throws Exception {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String answer(Socket socket, String last) throws Exception {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    for (int b; text.indexOf(last) < 0 && (b = in.read()) >= 0; ) {
      text.append((char) b);
    }
    return text.toString();
  }

  /** A proxy sends on connections that it keeps; it must not repeat what is no GET. */
  @Test
  void answersARequestThatCameBeforeItClosed(@TempDir Path folder) throws Exception {
    Path flag = folder.resolve("sent");
    String script =
        """
        const server = require('http').createServer((req, res) => {
          if (req.url !== '/close') return res.end('answered');
          require('fs').writeFileSync('FLAG.busy', '');
          while (!require('fs').existsSync('FLAG'));
          server.close();
          return res.end('closed');
        });
        """
            .replace("FLAG", flag.toString());
    try (TestApp app = TestApp.serve(script); Socket resting = app.connect(); Socket closing = app.connect()) {
      send(resting, REQUEST);
      assertThat(answer(resting, "answered")).endsWith("answered");
      send(closing, "GET /close HTTP/1.1\r\nHost: a\r\n\r\n");
      while (Files.notExists(Path.of(flag + ".busy"))) {
        Thread.onSpinWait();
      }
      send(resting, REQUEST);
      Files.createFile(flag);
      assertThat(answer(resting, "answered")).endsWith("answered");
      assertThat(answer(closing, "closed")).endsWith("closed");
    }
  }

  @Test
  void goesOnWhenAThousandClientsLeaveAtOnce() throws Exception {
    String script = "const server = require('http').createServer((req, res) => { if (req.url === '/') res.end('answered'); else open.push(res); });"
        + "const open = []; server.on('request', (req, res) => res.on('close', () => { gone++; })); let gone = 0;"
        + "server.prependListener('request', (req, res) => { if (req.url === '/gone') { req.url = '/'; res.setHeader('Gone', gone); } });";
    try (TestApp app = TestApp.serve(script); Socket other = app.connect()) {
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        Socket socket = app.connect();
        send(socket, "GET /" + (i % 2 == 0 ? "" : "wait") + " HTTP/1.1\r\nHost: a\r\n\r\n");
        clients.add(socket);
      }
      send(other, REQUEST);
      assertThat(answer(other, "answered")).endsWith("answered");
      for (Socket socket : clients) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
      String told;
      do {
        send(other, "GET /gone HTTP/1.1\r\nHost: a\r\n\r\n");
        told = answer(other, "answered");
        assertThat(told).endsWith("answered");
      } while (Integer.parseInt(told.replaceAll("(?s).*Gone: ([0-9]+).*", "$1")) < MANY);
    }
  }
}
