package io.cortado.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileChangesTest {
  private final BlockingQueue<Set<Path>> told = new LinkedBlockingQueue<>();
  @TempDir private Path folder;

  private FileChanges changes(boolean polling) throws IOException {
    return new FileChanges(told::add, polling ? null : FileSystems.getDefault().newWatchService());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsOfAFileThatIsWritten(boolean polling) throws Exception {
    Path file = Files.writeString(folder.resolve("a.js"), "one");
    try (FileChanges changes = changes(polling)) {
      changes.add(file);
      begun(file);
      Files.writeString(file, "another");
      awaitTold(file);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsOfAFileThatTakesThePlaceOfAnother(boolean polling) throws Exception {
    Path file = Files.writeString(folder.resolve("a.js"), "one");
    try (FileChanges changes = changes(polling)) {
      changes.add(file);
      begun(file);
      Path draft = Files.writeString(folder.resolve("draft"), "another");
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      awaitTold(file);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsOfAFileInAFolderThatWasNotThere(boolean polling) throws Exception {
    Path file = folder.resolve("lib/deep/a.js");
    try (FileChanges changes = changes(polling)) {
      changes.add(file);
      begun(file);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "here");
      awaitTold(file);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsOfAnythingBelowATreeButPackages(boolean polling) throws Exception {
    Path packages = Files.createDirectories(folder.resolve("node_modules/a"));
    try (FileChanges changes = changes(polling)) {
      changes.addTree(folder);
      Files.writeString(packages.resolve("index.js"), "");
      Path file = Files.writeString(folder.resolve("new.txt"), "");
      assertThat(awaitTold(file)).isNotEmpty().noneMatch(path -> path.startsWith(packages));
    }
  }

  /** That a file may have changed before it was watched. */
  private void begun(Path first) throws InterruptedException {
    assertThat(told.poll(10, TimeUnit.SECONDS)).containsExactly(first);
  }

  private Set<Path> awaitTold(Path file) throws InterruptedException {
    Set<Path> all = new java.util.HashSet<>();
    while (!all.contains(file)) {
      Set<Path> next = told.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("what is told after " + all).isNotNull();
      all.addAll(next);
    }
    return all;
  }
}
