package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script where there is nothing it could start. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("bin/cortado");

  @TempDir private Path home;

  private String run(int code, Path script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(script.toString(), "app.js").redirectErrorStream(true);
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("CORTADO_JDK_PLACES", "");
    builder.environment().remove("JAVA_HOME");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(code);
    return output;
  }

  private Path installed() throws Exception {
    Path place = Files.createDirectories(home.resolve("a place"));
    Files.createDirectories(place.resolve("bin"));
    Files.createDirectories(place.resolve("lib"));
    return Files.copy(SCRIPT, place.resolve("bin/cortado"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJdk25() throws Exception {
    Path script = installed();
    Files.writeString(script.resolveSibling("../lib/cortado-cli-0.jar").normalize(), "");
    assertThat(run(1, script)).startsWith("cortado: JDK 25 is needed and was not found. Install one");
  }

  @Test
  void findsItsHomeThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(home.resolve("a link"), installed());
    assertThat(run(1, link)).isEqualTo("cortado: there is no Cortado in " + home.toRealPath().resolve("a place") + "\n");
  }
}
