package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of the development database: whose it is, and what is refused. */
class StorageTest {
  @TempDir Path directory;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsTheFileToItsOwner() throws IOException {
    Path folder = directory.resolve("data");
    try (Storage made = Storage.open(folder)) {
      made.save();
    }
    Path file = folder.resolve("cortado.mv");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    Storage.open(folder).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WiredTiger", "mongod.lock"})
  void refusesTheFolderOfAnotherServer(String name) throws IOException {
    Files.createFile(directory.resolve(name));
    assertThatThrownBy(() -> Storage.open(directory))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("Name another folder");
    assertThat(directory.resolve("cortado.mv")).doesNotExist();
  }

  @Test
  void refusesAFileInThePlaceOfTheFolder() throws IOException {
    Path file = Files.createFile(directory.resolve("data"));
    assertThatThrownBy(() -> Storage.open(file)).hasMessageContaining(file + " is to be the database's folder, but is a file");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_096, 8_192})
  void refusesAFileThatIsNone(int length) throws IOException {
    Path file = directory.resolve("cortado.mv");
    Files.writeString(file, "not a database ".repeat(1_000).substring(0, length));
    if (length == 0) {
      // What a process leaves that was killed as soon as it had made it.
      Storage.open(directory).close();
      return;
    }
    assertThatThrownBy(() -> EmbeddedServer.start(0, directory))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining(file + " is damaged")
        .hasMessageContaining("move the folder");
  }

  @Test
  void triesAChoreAgainThatHasFailed() {
    AtomicInteger runs = new AtomicInteger();
    Chore chore =
        new Chore(
            "this fails",
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
              }
            });
    chore.run();
    chore.run();
    assertThat(runs).hasValue(2);
  }
}
