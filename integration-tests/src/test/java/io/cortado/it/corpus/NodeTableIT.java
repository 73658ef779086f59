package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.support.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published table of Node's modules says what probes find; {@code -Dcorpus.report=true} writes it, {@code -Dcorpus.record=true}
 * asks Node anew.
 */
class NodeTableIT {
  private static final Path FOLDER = Path.of("src/test/corpus/node-surface").toAbsolutePath();
  private static final List<String> PROBES = List.of("surface", "calls");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The release whose answers are recorded: the one that {@code process.version} names, or a later one of its line. */
  private static final String NODE = "22.23.5";

  @TempDir private Path folder;

  @Test
  void theTableInDocsIsWhatTheProbesFind() throws Exception {
    List<NodeTable.Answers> found = new ArrayList<>();
    for (String probe : PROBES) {
      found.add(NodeTable.Answers.read(recorded(probe)));
      found.add(NodeTable.Answers.of(run(cortado(), probe)));
    }
    String rendered = new NodeTable(found.get(0), found.get(1), found.get(2), found.get(3)).render();
    if (Boolean.getBoolean("corpus.report")) {
      Files.writeString(NodeTable.FILE, rendered);
    }
    assertThat(NodeTable.FILE).as("write it by -Dcorpus.report=true").content().isEqualTo(rendered);
  }

  @Test
  void theRecordedAnswersAreThoseOfNode() throws Exception {
    boolean record = Boolean.getBoolean("corpus.record");
    if (!record && !Boolean.getBoolean("corpus.drift") && !Tools.onCi()) {
      Tools.skip("asking Node for its modules again is done on CI, or with -Dcorpus.drift=true");
    }
    Tools.needNpm("asking Node for its modules again");
    String node = node().toString();
    for (String probe : PROBES) {
      String printed = run(List.of(node, "--no-warnings"), probe);
      if (record) {
        Files.writeString(recorded(probe), printed);
      }
      assertThat(recorded(probe)).content().isEqualTo(printed);
    }
  }

  /** Cortado, with a program that it starts its own children by. */
  private List<String> cortado() throws IOException {
    List<String> command = new ArrayList<>(Runner.launcher());
    if (command.size() > 1) {
      Path program = folder.resolve("node");
      Files.writeString(program, "#!/bin/sh\nexec '" + String.join("' '", command) + "' \"$@\"\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      command.add(command.size() - 1, "-Dcortado.node=" + program);
    }
    return command;
  }

  private static Path recorded(String probe) {
    return FOLDER.resolve(probe + ".txt");
  }

  private static String run(List<String> runtime, String probe) throws IOException, InterruptedException {
    Path output = Files.createDirectories(Workspace.ROOT.resolve("node-surface")).resolve(probe + ".txt");
    List<String> command = new ArrayList<>(runtime);
    command.add(probe + ".js");
    // what is printed beside the answers, such as warnings, is not theirs
    var builder = new ProcessBuilder(command).directory(FOLDER.toFile())
        .redirectOutput(output.toFile()).redirectError(output.resolveSibling(probe + ".err").toFile());
    builder.environment().keySet().removeAll(List.of("NODE_OPTIONS", "NODE_ENV", "CALLS_CHILD"));
    Process process = builder.start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(probe + " has not ended in " + PATIENCE);
    }
    assertThat(process.exitValue()).as(Files.readString(output.resolveSibling(probe + ".err"))).isZero();
    return Files.readString(output);
  }

  /** Node as npm has it for this machine, installed below target/. */
  private static Path node() throws InterruptedException, IOException {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    String name = "node-" + system + "-" + arch;
    Path folder = Files.createDirectories(Workspace.ROOT.resolve("node-" + NODE));
    Path binary = folder.resolve("node_modules").resolve(name).resolve("bin/node");
    if (!Files.exists(binary)) {
      Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
      List<String> npm = List.of("npm", "install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", name + "@" + NODE);
      try (RunningProcess process = RunningProcess.start(npm, folder, Map.of())) {
        assertThat(process.awaitExit(Duration.ofMinutes(5))).as(process.output()).isZero();
      }
    }
    return binary;
  }
}
