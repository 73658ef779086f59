package io.cortado.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of the last start's files is believed only where it is whole, and costs nothing where it cannot be kept. */
class StartFilesTest {
  private static final Path MAIN = Path.of("/app/main.js");

  @TempDir private Path folder;

  private Path starts() {
    return folder.resolve("starts");
  }

  private Path saved() throws IOException {
    StartFiles files = StartFiles.of(starts(), MAIN);
    for (int i = 0; i < StartFiles.FEWEST; i++) {
      files.loaded("/app/node_modules/" + i + ".js", StartFiles.sum("text " + i));
    }
    files.save();
    try (Stream<Path> lists = Files.list(starts())) {
      return lists.findFirst().orElseThrow();
    }
  }

  @Test
  void theNextStartKnowsTheFilesInTheirOrder() throws IOException {
    saved();
    assertThat(StartFiles.of(starts(), MAIN).before()).hasSize(StartFiles.FEWEST)
        .containsEntry("/app/node_modules/7.js", StartFiles.sum("text 7")).doesNotContainKey("/app/main.js");
    assertThat(StartFiles.of(starts(), MAIN).before().keySet()).startsWith("/app/node_modules/0.js", "/app/node_modules/1.js");
  }

  @Test
  void onlyTheUserMayReadAndWriteIt() throws IOException {
    Path list = saved();
    assertThat(Files.getPosixFilePermissions(list))
        .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    assertThat(Files.getPosixFilePermissions(starts())).doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
  }

  @Test
  void aListThatWasCutOffIsNone() throws IOException {
    Path list = saved();
    String text = Files.readString(list);
    Files.writeString(list, text.substring(0, text.length() / 2));
    assertThat(StartFiles.of(starts(), MAIN).before()).isEmpty();
  }

  @Test
  void aListThatSaysSomethingElseIsNone() throws IOException {
    Path list = saved();
    String text = Files.readString(list);
    for (String other : List.of("", "\n", "x", text.replace("/app/main.js", "/other/main.js"), text.replace("/app/node_modules/3.js", "3.js"),
        text.replace("node_modules/3", "../../3"), text.replaceFirst("\n[0-9a-f]+ ", "\nzz "))) {
      Files.writeString(list, other);
      assertThat(StartFiles.of(starts(), MAIN).before()).as(other).isEmpty();
    }
  }

  @Test
  void aListThatIsNoTextIsNone() throws IOException {
    Files.write(saved(), new byte[] {(byte) 0xC3, 0x28, 0, (byte) 0xFF});
    assertThat(StartFiles.of(starts(), MAIN).before()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeMadeIsNoHindrance() throws IOException {
    Files.writeString(starts(), "a file");
    StartFiles files = StartFiles.of(starts(), MAIN);
    for (int i = 0; i < StartFiles.FEWEST; i++) {
      files.loaded("/app/" + i + ".js", i);
    }
    files.save();
    assertThat(starts()).isRegularFile();
  }

  @Test
  void aFewFilesAreNotWorthAList() {
    StartFiles files = StartFiles.of(starts(), MAIN);
    files.loaded("/app/one.js", 1);
    files.save();
    assertThat(starts()).doesNotExist();
  }
}
