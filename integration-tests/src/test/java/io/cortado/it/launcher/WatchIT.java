package io.cortado.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cortado.it.support.RunningProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --watch} does with an app that somebody edits. */
class WatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SERVER = """
      const app = require('express')();
      app.get('/', (req, res) => res.send(require('./word')));
      app.get('/slow', (req, res) => {
        console.log('asked');
        require('fs').watch(__dirname, (event, name) => name === 'go' && res.send('from ' + require('./word')));
      });
      app.get('/exit', () => process.exit(3));
      app.listen(process.env.PORT, '127.0.0.1', () => console.log('up'));
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void writeApp() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(folder.resolve("package.json"), "{}");
    Files.writeString(folder.resolve("word.js"), "module.exports = 'one';");
    Files.writeString(folder.resolve("app.js"), SERVER);
  }

  @Test
  void answersAnewAfterAnEdit() throws Exception {
    try (RunningProcess process = start("--watch", "app.js")) {
      awaitAnswer("one");
      write("word.js", "module.exports = 'two';");
      awaitAnswer("two");
      assertThat(process.output()).contains("Restarting 'app.js'");
      assertThat(process.stop()).isZero();
    }
  }

  @Test
  void takesFilesThatEditorsPutInPlaceOfOthers() throws Exception {
    try (RunningProcess process = start("--watch", "app.js")) {
      awaitAnswer("one");
      Path draft = Files.writeString(folder.resolve("word.js~"), "module.exports = 'moved';");
      Files.move(draft, folder.resolve("word.js"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      awaitAnswer("moved");
    }
  }

  @Test
  void hasTheOldAppFinishWhatItHasBegun() throws Exception {
    try (RunningProcess process = start("--watch", "app.js")) {
      awaitAnswer("one");
      CompletableFuture<HttpResponse<String>> slow =
          client.sendAsync(request("/slow"), HttpResponse.BodyHandlers.ofString());
      process.await(Pattern.compile("^asked$"), PATIENCE);
      write("word.js", "module.exports = 'two';");
      awaitAnswer("two");
      write("go", "");
      assertThat(slow.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body()).isEqualTo("from one");
    }
  }

  @Test
  void refusesNobodyWhileItChanges() throws Exception {
    try (RunningProcess process = start("--watch", "app.js")) {
      awaitAnswer("one");
      write("word.js", "module.exports = 'two';");
      // Each on a connection of its own: those that wait in the socket go over with it.
      await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
        try (HttpClient once = HttpClient.newHttpClient()) {
          return once.send(request("/"), HttpResponse.BodyHandlers.ofString()).body().equals("two");
        }
      });
    }
  }

  @Test
  void goesOnWithTheOldAppWhereTheNewOneFails() throws Exception {
    try (RunningProcess process = start("--watch", "app.js")) {
      awaitAnswer("one");
      write("app.js", "const app = ;\n");
      process.await(Pattern.compile("^Failed running 'app.js'"), PATIENCE);
      assertThat(process.output()).contains("app.js:1\nconst app = ;\n            ^\n").contains("SyntaxError: ");
      assertThat(answer("/")).isEqualTo("one");

      write("app.js", "require('./later');\n" + SERVER);
      process.await(Pattern.compile("Cannot find module './later'"), PATIENCE);
      assertThat(answer("/")).isEqualTo("one");

      write("word.js", "module.exports = 'mended';");
      write("later.js", "");
      awaitAnswer("mended");
    }
  }

  @Test
  void waitsForAChangeWhenTheAppHasEnded() throws Exception {
    try (RunningProcess process = start("--watch", "app.js")) {
      awaitAnswer("one");
      client.sendAsync(request("/exit"), HttpResponse.BodyHandlers.ofString());
      process.await(Pattern.compile("^Failed running 'app.js'. Waiting for file changes before restarting\\.\\.\\.$"), PATIENCE);
      write("word.js", "module.exports = 'again';");
      // Nobody listens where no app is left.
      await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ConnectException.class).until(() -> answer("/").equals("again"));
      write("app.js", "console.log('a script')");
      process.await(Pattern.compile("^Completed running 'app.js'"), PATIENCE);
    }
  }

  @Test
  void watchesOtherPathsInPlaceOfTheAppsFiles() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data/below"));
    Files.writeString(folder.resolve("word.js"), "module.exports = String(require('fs').readdirSync(__dirname + '/data/below'));");
    try (RunningProcess process = start("--watch-path=data", "app.js")) {
      awaitAnswer("");
      Files.writeString(data.resolve("new.txt"), "");
      awaitAnswer("new.txt");
    }
  }

  private RunningProcess start(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classPath(), "io.cortado.cli.Main"));
    command.addAll(Arrays.asList(arguments));
    RunningProcess process = RunningProcess.start(command, folder, Map.of("PORT", Integer.toString(port)));
    process.await(Pattern.compile("^up$"), PATIENCE);
    return process;
  }

  /** Absolute, for the app has a folder of its own. */
  private static String classPath() {
    return String.join(
        java.io.File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString()).toList());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void awaitAnswer(String text) {
    await().atMost(PATIENCE).until(() -> answer("/").equals(text));
  }

  private String answer(String path) throws IOException, InterruptedException {
    return client.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE).build();
  }
}
