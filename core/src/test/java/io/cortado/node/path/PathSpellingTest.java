package io.cortado.node.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How paths are spelled on either kind of system. */
class PathSpellingTest {
  @Test
  void leavesOutDotsAndEmptyNames() {
    assertThat(PosixPath.normalize("/a//b/../c/./d/")).isEqualTo("/a/c/d/");
    assertThat(PosixPath.normalize("/../..")).isEqualTo("/");
    assertThat(PosixPath.normalize("a/..")).isEqualTo(".");
    assertThat(PosixPath.normalize("../a/../../b")).isEqualTo("../../b");
  }

  @Test
  void goesUpToWhatTwoPathsShare() {
    assertThat(PosixPath.relative("/a/b/c", "/a/x")).isEqualTo("../../x");
    assertThat(PosixPath.relative("/a", "/a")).isEmpty();
  }

  @Test
  void knowsDrivesSharesAndDevices() {
    assertThat(WindowsPath.normalize("c:/a/../b")).isEqualTo("c:\\b");
    assertThat(WindowsPath.normalize("//host/share/a/..")).isEqualTo("\\\\host\\share\\");
    assertThat(WindowsPath.normalize("\\\\?\\C:\\a\\..\\b")).isEqualTo("\\\\?\\C:\\b");
    assertThat(WindowsPath.normalize("CON:x")).isEqualTo(".\\CON:x");
    assertThat(WindowsPath.resolve("D:\\d", List.of("C:\\a", "..\\b"))).isEqualTo("C:\\b");
    assertThat(WindowsPath.join(List.of("//host", "share"))).isEqualTo("\\\\host\\share\\");
  }
}
