package io.cortado.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cortado.it.support.Launcher;
import io.cortado.it.support.RunningProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app on several loops of one process, and on several processes. */
class WorkersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /** What a new connection is answered. */
  private static String get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static Set<String> several(int port, int count) throws IOException {
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      answers.add(get(port, "/"));
    }
    return answers;
  }

  /** How many loops have said that they are up. */
  private static long starts(RunningProcess process) {
    return process.output().lines().filter(line -> line.startsWith("up")).count();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void takeConnectionsInTurnAndReplaceWhoDies() throws Exception {
    int port = freePort();
    Files.writeString(folder.resolve("app.js"), """
        const app = require('express')();
        const id = Math.random();
        app.get('/', (req, res) => res.send(String(id)));
        app.get('/exit', (req, res) => { res.send('bye'); setImmediate(() => process.exit(3)); });
        app.get('/slow', (req, res) => { console.log('asked'); setTimeout(() => res.send('slow'), 1000); });
        app.listen(process.env.PORT, '127.0.0.1', () => console.log('up', process.pid, process.argv[2]));
        """);
    try (RunningProcess process = Launcher.start(folder, Map.of(), "--workers", "3", "--port", Integer.toString(port), "app.js", "word")) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(starts(process)).isEqualTo(3));
      assertThat(process.output().lines().distinct().count()).as("one process:\n%s", process.output()).isEqualTo(1);
      Set<String> before = several(port, 6);
      assertThat(before).hasSize(3);

      assertThat(get(port, "/exit")).isEqualTo("bye");
      process.await(Pattern.compile("^cortado: worker [123] has ended with code 3; another takes its place$"), PATIENCE);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(starts(process)).isEqualTo(4));
      Set<String> after = several(port, 6);
      assertThat(after).hasSize(3).isNotEqualTo(before);

      List<String> slow = new ArrayList<>();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(Thread.ofPlatform().start(() -> {
          try {
            String answer = get(port, "/slow");
            synchronized (slow) {
              slow.add(answer);
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        }));
      }
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(process.output().lines().filter("asked"::equals).count()).isEqualTo(3));
      assertThat(process.stop()).isEqualTo(143);
      for (Thread client : clients) {
        client.join();
      }
      assertThat(slow).containsExactly("slow", "slow", "slow");
    }
  }

  @Test
  void doNotTryAgainWhatCannotStart() throws Exception {
    Files.writeString(folder.resolve("app.js"), "throw new Error('never');");
    try (RunningProcess process = Launcher.start(folder, Map.of(), "--workers=2", "app.js")) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isEqualTo(1);
      assertThat(process.output()).contains("Error: never", "cortado: worker 1 has ended with code 1 before it listened");
    }
  }

  @Test
  void ofAClusterShareAPort() throws Exception {
    int port = freePort();
    Files.writeString(folder.resolve("app.js"), """
        const cluster = require('cluster');
        if (cluster.isPrimary) {
          const up = () => Object.values(cluster.workers).filter((each) => each.state === 'listening').length;
          cluster.fork({ PLACE: 'a' });
          cluster.fork({ PLACE: 'b' });
          cluster.on('listening', (worker, { port, address }) => console.log('listening', up(), port, address));
          cluster.on('message', (worker, message) => worker.send(message + 1));
          cluster.on('exit', (worker, code, signal) => {
            console.log('exit', code, signal, worker.exitedAfterDisconnect);
            if (signal === 'SIGKILL') cluster.fork({ PLACE: 'c' });
          });
          process.on('SIGUSR2', () => cluster.disconnect(() => console.log('all gone')));
        } else {
          let answer;
          process.on('message', (message) => { answer = message; });
          process.send(41);
          require('http').createServer((req, res) => res.end(`${process.env.PLACE} ${process.pid} ${answer} ${process.env.NODE_UNIQUE_ID}`))
            .listen(process.env.PORT, '127.0.0.1');
        }
        """);
    try (RunningProcess process = Launcher.start(folder, Map.of(), "--port", Integer.toString(port), "app.js")) {
      process.await(Pattern.compile("^listening 2 " + port + " 127\\.0\\.0\\.1$"), PATIENCE);
      Set<String> both = new TreeSet<>();
      await().atMost(PATIENCE).until(() -> both.addAll(several(port, 10)) && both.size() >= 2);
      assertThat(both).allMatch(line -> line.matches("[ab] [0-9]+ 42 undefined"));
      String victim = both.iterator().next().split(" ")[1];
      ProcessHandle.of(Long.parseLong(victim)).orElseThrow().destroyForcibly();
      process.await(Pattern.compile("^exit null SIGKILL false$"), PATIENCE);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(several(port, 10).toString()).contains("c "));
    }
  }
}
