package io.cortado.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that CommonJS texts seem to export are those that Node finds; {@code cjs-names.txt} holds its answers. */
class CjsNamesTest {
  static Stream<String> recorded() throws IOException {
    try (InputStream in = CjsNamesTest.class.getResourceAsStream("/node/cjs-names.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void findsWhatNodeFinds(String line) {
    int split = line.lastIndexOf(" => ");
    CjsNames found = CjsNames.of(line.substring(0, split));
    String names = String.join(" ", new TreeSet<>(found.names())).replace("\n", "\\n");
    assertThat(names + " | " + String.join(" ", new TreeSet<>(found.passedOn()))).isEqualTo(line.substring(split + 4));
  }

  @Test
  void tellsModulesByWhatOnlyTheyMayHave() {
    assertThat(ImportScan.of("import x from 'y'").isModule()).isTrue();
    assertThat(ImportScan.of("#!/usr/bin/env node\nimport'y'").isModule()).isTrue();
    assertThat(ImportScan.of("function f() { return import.meta.url }").isModule()).isTrue();
    assertThat(ImportScan.of("export{a}").isModule()).isTrue();
    assertThat(ImportScan.of("import('y'); ({ export: 1, import: 2 }).export; /export {}/; 'import x'; `export ${import('z')}`").isModule())
        .isFalse();
    assertThat(ImportScan.of("a = b / c; /* export {} */ if (x) /import y/.test(z) // export {}").isModule()).isFalse();
  }

  @Test
  void takesImportAttributesOutOfTheText() {
    ImportScan scan = ImportScan.of("import a from './a.json' with { type: 'json' }; import b from './b'");
    assertThat(scan.attributes()).containsExactly(java.util.Map.entry("./a.json", "json"));
    assertThat(scan.text()).isEqualTo("import a from './a.json'                      ; import b from './b'");
  }

  @Test
  void joinsUrlsAsBrowsersDo() {
    FileUrl base = FileUrl.parse("file:///a/b%20c/d.mjs?q#h");
    assertThat(base.file()).hasToString("/a/b c/d.mjs");
    assertThat(base.resolve("./x.mjs?y=1 2#z")).hasToString("file:///a/b%20c/x.mjs?y=1%202#z");
    assertThat(base.resolve("../%41/./é.mjs")).hasToString("file:///a/%41/%C3%A9.mjs");
    assertThat(base.resolve("/root/../e.mjs")).hasToString("file:///e.mjs");
    assertThat(base.resolve("..")).hasToString("file:///a/");
    assertThat(FileUrl.of(java.nio.file.Path.of("/a?b/c#d/%.mjs"), "")).hasToString("file:///a%3Fb/c%23d/%25.mjs");
  }
}
