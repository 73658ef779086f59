package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.spi.CodedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a program starts apps, learns where they listen, and ends them. */
class EmbeddingTest {
  private static final String SERVER =
      "require('http').createServer((req, res) => res.end(%s)).listen(process.env.PORT);";

  @TempDir Path directory;

  private Path script(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String get(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  @DisplayName("gives arguments, environment, a free port and the folder of package.json to the app, and its exit code back")
  void givesWhatItIsTold() throws Exception {
    script("package.json", "{}");
    Path main = script("bin/app.js", SERVER.formatted("[...process.argv.slice(2), process.env.SHOP, process.cwd()].join(' ')"));

    Cortado app = Cortado.app(main).args("--fast", "7").env("SHOP", "beans").port(0).start();
    try (app) {
      assertThat(get(app.port())).isEqualTo("--fast 7 beans " + directory);
    }

    assertThat(app.exitCode().get(1, TimeUnit.SECONDS)).isZero();
  }

  @Test
  @DisplayName("apps beside each other have ports, globals and ends of their own")
  void standsBesideOthers() throws Exception {
    Path main = script("app.js", "globalThis.count = (globalThis.count ?? 0) + 1;" + SERVER.formatted("`${count} ${process.env.NAME}`"));

    try (Cortado one = Cortado.app(main).env("NAME", "one").port(0).start();
        Cortado two = Cortado.app(main).env("NAME", "two").port(0).start()) {
      assertThat(get(one.port())).isEqualTo("1 one");
      one.close();
      assertThat(get(two.port())).isEqualTo("1 two");
    }
  }

  @Test
  @DisplayName("tells the port of a net server too, and of an app that has chosen it itself")
  void tellsAnyPort() throws Exception {
    Path main = script("app.js", "require('net').createServer((s) => s.end()).listen(0, '127.0.0.1');");

    try (Cortado app = Cortado.app(main).start()) {
      assertThat(app.port()).isBetween(1, 65_535);
    }
  }

  @Test
  @DisplayName("an app that fails instead of listening gives its own error to who asks for the port")
  void tellsWhyNot() throws Exception {
    Path main = script("app.js", "require('./missing-settings');");

    try (Cortado app = Cortado.app(main).port(0).start()) {
      assertThatThrownBy(app::port)
          .isInstanceOfSatisfying(CodedException.class, e -> assertThat(e.code()).isEqualTo("CORTADO_APP_ENDED"))
          .hasMessageContaining("has ended with exit code 1")
          .hasMessageContaining("Cannot find module './missing-settings'");
    }
  }

  @Test
  @DisplayName("what an app prints goes where the program prints, and its last words to who asks for the port")
  void printsWhereTheProgramDoes() throws Exception {
    Path main = script("app.js", "console.log('starting'); console.error('Port 1 requires elevated privileges'); process.exit(3);");
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Cortado app = Cortado.app(main).port(0).start()) {
      assertThatThrownBy(app::port)
          .hasMessageEndingWith("has ended with exit code 3, and listens on no port:\nPort 1 requires elevated privileges");
    } finally {
      System.setOut(out);
    }

    assertThat(printed).hasToString("starting\n");
  }

  @Test
  @DisplayName("an app that neither listens nor ends is told within the bound, and still runs")
  void tellsThatItWaits() throws Exception {
    Path main = script("app.js", "setInterval(() => {}, 1000);");

    try (Cortado app = Cortado.app(main).start()) {
      assertThatThrownBy(() -> app.port(Duration.ofMillis(20)))
          .isInstanceOfSatisfying(CodedException.class, e -> assertThat(e.code()).isEqualTo("CORTADO_APP_NOT_LISTENING"));
      assertThat(app.exitCode()).isNotDone();
    }
  }

  @Test
  @DisplayName("close lets an app that listens for SIGTERM end itself")
  void terminates() throws Exception {
    Path main = script("app.js", SERVER.formatted("'up'") + "process.on('SIGTERM', () => setImmediate(() => process.exit(7)));");

    Cortado app = Cortado.app(main).port(0).start();
    app.port();
    app.close();

    assertThat(app.exitCode()).isCompletedWithValue(7);
  }

  @Test
  @DisplayName("a signal that an app sends to itself ends the app, not the program")
  void signalsItself() throws Exception {
    Path main = script("app.js", SERVER.formatted("'up'") + "process.kill(process.pid, 'SIGTERM');");

    try (Cortado app = Cortado.app(main).port(0).start()) {
      assertThat(app.exitCode().get(60, TimeUnit.SECONDS)).isEqualTo(143);
    }
  }

  @Test
  @DisplayName("a free port is nobody else's until the app listens there")
  void keepsThePort() {
    try (FreePort one = FreePort.take(); FreePort two = FreePort.take()) {
      assertThat(one.number()).isNotEqualTo(two.number()).isPositive();
    }
  }

  @Test
  void refusesWhatIsNoPortAndNoName() {
    CortadoApp app = Cortado.app("app.js");

    assertThatThrownBy(() -> app.port(65_536)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("got 65536");
    assertThatThrownBy(() -> app.bind("cortado", this)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> app.bind("a b", this)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"a b\"");
  }

  @Test
  @DisplayName("NODE_OPTIONS counts for an app in a program, and what is wrong with it is said")
  void nodeOptionsOfTheEnvironment() throws Exception {
    Path file = script("options.js", SERVER.formatted("process.title + Error.stackTraceLimit"));
    CortadoApp app = Cortado.app(file).port(0);
    try (Cortado running = app.env("NODE_OPTIONS", "--title=shop --stack-trace-limit=3").start()) {
      assertThat(get(running.port())).isEqualTo("shop3");
    }
    assertThatThrownBy(() -> app.env("NODE_OPTIONS", "--nothing").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("NODE_OPTIONS: --nothing is not allowed in NODE_OPTIONS");
  }
}
