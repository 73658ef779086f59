package io.cortado.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded answer of npm's engines is also ours; {@code differences.json} lists the deliberate exceptions. */
class GoldenTest {
  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> answersAsNpmDoes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : Cases.names()) {
      tests.add(DynamicTest.dynamicTest(name, () -> {
        Cases.Answer answer = Cases.answer(name, Files.createTempDirectory(folder, "case").toRealPath());
        assertThat(answer.ours()).isEqualTo(answer.expected());
      }));
    }
    return tests.stream();
  }
}
