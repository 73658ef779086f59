package io.cortado.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.engine.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> told() throws IOException {
    Path home = folder.toRealPath();
    Doctor doctor =
        new Doctor(home, home.resolve("app.js"), Providers.all().stream().flatMap(one -> one.packages().stream()).toList());
    doctor.examine();
    return doctor.findings().stream().map(one -> one.level() + " " + one.place() + " " + one.kind() + " " + one.name()).toList();
  }

  @Test
  void hasNothingToSayOfAnAppThatRuns() throws Exception {
    file("package.json", "{\"dependencies\": {\"express\": \"^5.0.0\", \"bcrypt\": \"^5.0.0\"}}");
    file("app.js", "const express = require('express'); require('bcrypt'); require('./lib'); require('fs/promises');");
    file("lib/index.js", "module.exports = require('node:path');");
    assertThat(told()).isEmpty();
  }

  @Test
  void namesWhatIsMissingWithItsPlace() throws Exception {
    file("app.js", "require('./gone');\ntry { require('maybe'); } catch {}\nimport('nowhere');\nrequire(name);");
    assertThat(told())
        .containsExactly(
            "PROBLEM app.js:1 missing ./gone", "PROBLEM app.js:3 missing nowhere", "WARNING app.js:2 missing maybe",
            "NOTE app.js:4 computed require");
  }

  @Test
  void namesNativeCodeThatIsInstalledAndThatIsAskedFor() throws Exception {
    file("package.json", "{\"dependencies\": {\"sharp\": \"1\", \"homemade\": \"1\", \"plain\": \"1\"}}");
    file("node_modules/sharp/package.json", "{\"name\": \"sharp\"}");
    file("node_modules/homemade/package.json", "{\"name\": \"homemade\"}");
    file("node_modules/homemade/binding.gyp", "{}");
    file("node_modules/homemade/index.js", "");
    file("node_modules/plain/index.js", "require('optional-thing');");
    file("app.js", "require('homemade'); require('plain');");
    assertThat(told()).containsExactly("PROBLEM app.js:1 native homemade", "PROBLEM package.json native sharp");
  }

  @Test
  void namesFunctionsOfCoreThatThrowWithTheirOwnWords() throws Exception {
    file("app.js", "const { WASI } = require('node:wasi');\nrequire('node:nothing');");
    assertThat(told()).containsExactly("PROBLEM app.js:1 core wasi.WASI", "PROBLEM app.js:2 missing node:nothing");
    assertThat(CoreGaps.all().get("wasi"))
        .contains(new CoreGaps.Gap("wasi", "WASI", "run WebAssembly on the JVM through a Java library"));
  }
}
