package io.cortado.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.launcher.GuidePage.Write;
import io.cortado.it.support.Requirements;
import io.cortado.it.support.RunningProcess;
import io.cortado.it.support.SampleLane;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide's pages are followed as a reader follows them: their files are written, their commands typed, and print what is shown. */
class GuidesIT {
  private static final Path GUIDES = Path.of("../docs/guide");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  /** How wide columns are depends on what stands in them here. */
  private static final String BLANKS = " {2,}";

  private static final int SIGTERM = 128 + 15;

  private static String launcher = "";

  private final Deque<RunningProcess> running = new ArrayDeque<>();
  @TempDir private Path folder;

  static Stream<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(GUIDES)) {
      return files.filter(GuidesIT::isFollowed).map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static boolean isFollowed(Path file) {
    try {
      return Files.readString(file).contains("\n```console\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void prepare() throws InterruptedException {
    launcher = SampleLane.prepared();
    if (!Requirements.runs("curl", "--version")) {
      throw Requirements.missing("The guide's pages are not followed: curl is not installed.");
    }
  }

  @AfterEach
  void end() {
    running.forEach(RunningProcess::close);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void doesWhatThePageSays(String name) throws Exception {
    GuidePage page = GuidePage.read(GUIDES.resolve(name));
    String path = Path.of(launcher).getParent() + File.pathSeparator + System.getenv("PATH");
    Map<String, String> environment = Map.of("PATH", path, "PORT", Integer.toString(page.port()));
    Path at = folder;
    for (GuidePage.Step step : page.steps()) {
      switch (step) {
        case Write(String file, String text) -> {
          Path target = at.resolve(file);
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          Files.writeString(target, text);
        }
        case GuidePage.Type(String command, _) when command.startsWith("cd ") ->
            at = at.resolve(command.substring("cd ".length())).normalize();
        case GuidePage.Type(String command, _) when command.equals("kill %1") -> assertThat(running.pop().stop()).isIn(0, SIGTERM);
        case GuidePage.Type(String command, String prints) when command.endsWith(" &") -> {
          String alone = command.substring(0, command.length() - " &".length()).replaceFirst("\\bcortado\\b", "exec cortado");
          RunningProcess process = RunningProcess.start(List.of("sh", "-c", alone), at, environment);
          running.push(process);
          for (String line : prints.lines().toList()) {
            process.await(pattern(line), PATIENCE);
          }
        }
        case GuidePage.Type(String command, String prints) -> run(command, prints, at, environment);
      }
    }
  }

  private void run(String command, String prints, Path at, Map<String, String> environment) throws InterruptedException {
    try (RunningProcess process = RunningProcess.start(List.of("sh", "-c", command), at, environment)) {
      int code = process.awaitExit(PATIENCE);
      String output = process.output().lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip();
      if (prints.isEmpty()) {
        assertThat(code).as("%s: %s", command, output).isZero();
      } else {
        assertThat(output.replaceAll(BLANKS, " ")).as(command).matches(pattern(prints.replaceAll(BLANKS, " ")));
      }
    }
  }

  /** What is shown, where an ellipsis stands for anything. */
  private static Pattern pattern(String shown) {
    return Pattern.compile(
        Stream.of(shown.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
  }
}
