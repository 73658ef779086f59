package io.cortado.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.support.Launcher;
import io.cortado.it.support.RunningProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/cortado} does with the surroundings and the mistakes of its user. */
class LauncherIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void namesFilesInUtf8WithoutALocale() throws Exception {
    Path app = Files.createDirectory(folder.resolve("Überblick"));
    Files.writeString(app.resolve("ñ.txt"), "");
    Files.writeString(app.resolve("app.js"), """
        console.log(process.argv[2], require('fs').readdirSync(__dirname).join(), require('path').basename(__dirname),
          process.env.LC_ALL, process.env.LC_CTYPE, process.env.LANG);
        """);
    List<String> posix = List.of("env", "-u", "LC_ALL", "-u", "LC_CTYPE", "-u", "LANG");
    try (RunningProcess process = Launcher.start(posix, folder, Map.of(), "Überblick", "ä")) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      assertThat(process.output()).isEqualTo("ä app.js,ñ.txt Überblick undefined undefined undefined");
    }
    try (RunningProcess process = Launcher.start(List.of("env", "LC_ALL=C"), folder, Map.of(), "Überblick", "ä")) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      assertThat(process.output()).startsWith("ä app.js,ñ.txt Überblick C ");
    }
  }

  @Test
  void startsFromACacheOfItsOwn() throws Exception {
    try (RunningProcess process = Launcher.start(folder, Map.of(), "--version")) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      assertThat(process.output()).contains("Runtime: ", "AOT cache").doesNotContain("no AOT cache");
    }
  }

  @Test
  void startsAFolderAsNpmStartWould() throws Exception {
    Path app = Files.createDirectories(folder.resolve("generated/bin")).getParent();
    Files.writeString(app.resolve("package.json"), """
        { "main": "app.js", "scripts": { "start": "NODE_ENV=test node ./bin/www --quiet" } }
        """);
    Files.writeString(app.resolve("bin/www"), """
        console.log(process.argv[2], process.env.NODE_ENV, require('path').basename(process.cwd()));
        require('http').createServer().listen(0, '127.0.0.1', () => process.exit());
        """);
    try (RunningProcess process = Launcher.start(folder, Map.of(), "generated")) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isZero();
      assertThat(process.output()).isEqualTo("--quiet test generated");
    }
  }

  @Test
  void endsBySignalsWithTheCodesOfAShell() throws Exception {
    Files.writeString(folder.resolve("app.js"), """
        const server = require('http').createServer((req, res) => res.end());
        server.listen(0, '127.0.0.1', () => console.log('up'));
        """);
    try (RunningProcess process = Launcher.start(folder, Map.of(), "app.js")) {
      process.await(Pattern.compile("^up$"), PATIENCE);
      assertThat(process.stop()).isEqualTo(143);
      assertThat(process.output()).isEqualTo("up");
    }
  }

  @Test
  void saysWhichPortIsInUse() throws Exception {
    Files.writeString(folder.resolve("app.js"), """
        require('express')().listen(process.env.PORT, '127.0.0.1');
        """);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(failing("--port", port, "app.js")).contains("Error: listen EADDRINUSE: address already in use 127.0.0.1:" + port);
    }
  }

  @Test
  void showsTheLineOfASyntaxError() throws Exception {
    Files.writeString(folder.resolve("app.js"), "const a = 1;\nconst b = = 2;\n");
    assertThat(failing("app.js"))
        .startsWith(folder.toRealPath().resolve("app.js") + ":2\nconst b = = 2;\n          ^")
        .contains("SyntaxError: Unexpected token '='");
  }

  @Test
  void saysWhatItCannotFind() throws Exception {
    Files.writeString(folder.resolve("app.js"), "require('./nowhere');\n");
    assertThat(failing("app.js"))
        .contains("Error: Cannot find module './nowhere'")
        .contains("code: 'MODULE_NOT_FOUND'");
    assertThat(failing("elsewhere.js")).contains("elsewhere.js").doesNotContain("    at ").hasLineCount(1);
    assertThat(failing(Files.createDirectory(folder.resolve("empty")).toString()))
        .contains("empty").doesNotContain("    at ").hasLineCount(1);
  }

  private String failing(String... arguments) throws IOException, InterruptedException {
    try (RunningProcess process = Launcher.start(folder, Map.of(), arguments)) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isEqualTo(1);
      return process.output();
    }
  }
}
