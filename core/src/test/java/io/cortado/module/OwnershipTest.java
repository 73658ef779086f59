package io.cortado.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.spi.ProvidedPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose package a request means. */
class OwnershipTest {
  private static final List<ProvidedPackage> PACKAGES =
      List.of(
          new ProvidedPackage("express", "5.3.0", "^5.0.0", Map.of(".", "e5.js", "lib/view", "v5.js")),
          new ProvidedPackage("express", "4.22.3", "^4.16.0", Map.of(".", "e4.js", "lib/router/layer", "l4.js")),
          new ProvidedPackage("mongodb", "7.9.0", "^6.0.0 || ^7.0.0", Map.of(".", "m.js"), Set.of("bson")),
          new ProvidedPackage("bson", "7.3.4", "^6.0.0 || ^7.0.0", Map.of(".", "b.js")),
          new ProvidedPackage("connect-mongo", "6.0.0", "^5.0.0 || ^6.0.0", Map.of(".", "c.js"), Set.of("mongodb")));

  @TempDir Path app;
  private final List<String> warnings = new ArrayList<>();

  private void file(String name, String text) throws Exception {
    Path file = app.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void installed(String folder, String version, String main) throws Exception {
    file(folder + "/package.json", "{\"version\": \"" + version + "\", \"main\": \"" + main + "\"}");
    file(folder + "/" + main, "");
  }

  private Ownership ownership(Map<String, String> environment) {
    DiskFiles files = new DiskFiles();
    return new Ownership(
        files, new ModuleResolver(files, List.of()), app, PACKAGES, environment::get, line -> {}, warnings::add);
  }

  /** The location of our source for a file, or "theirs". */
  private String instead(String file) {
    return text(ownership(Map.of()).standIn(app.resolve(file)));
  }

  private String missing(String request) {
    return text(ownership(Map.of()).missing(request, app));
  }

  private static String text(Ownership.Provided provided) {
    return provided == null ? "theirs" : String.valueOf(provided.resource());
  }

  @Test
  void standsInForVersionsItImplementsAndForNoOther() throws Exception {
    installed("node_modules/express", "4.18.2", "index.js");
    installed("node_modules/old/node_modules/express", "3.21.2", "index.js");
    installed("node_modules/new/node_modules/express", "5.1.0", "index.js");
    installed("node_modules/next/node_modules/express", "6.0.0-alpha.1", "index.js");
    assertThat(instead("node_modules/express/index.js")).isEqualTo("e4.js");
    assertThat(instead("node_modules/old/node_modules/express/index.js")).isEqualTo("theirs");
    assertThat(instead("node_modules/new/node_modules/express/index.js")).isEqualTo("e5.js");
    assertThat(instead("node_modules/next/node_modules/express/index.js")).isEqualTo("theirs");
  }

  @Test
  void standsInForFilesOfAPackageByTheSameRule() throws Exception {
    installed("node_modules/express", "4.18.2", "index.js");
    assertThat(instead("node_modules/express/lib/router/layer.js")).isEqualTo("l4.js");
    assertThat(instead("node_modules/express/lib/view.js")).isEqualTo("theirs");
    assertThat(instead("node_modules/express/package.json")).isEqualTo("theirs");
  }

  @Test
  void findsTheMainFileHoweverPackageJsonWritesIt() throws Exception {
    installed("node_modules/mongodb", "6.5.0", "lib/index.js");
    file("node_modules/bson/package.json",
        "{\"version\": \"7.0.0\", \"main\": \"./lib/bson\", \"exports\": {\"import\": \"./lib/bson.mjs\"}}");
    assertThat(instead("node_modules/mongodb/lib/index.js")).isEqualTo("m.js");
    assertThat(instead("node_modules/mongodb/lib/other.js")).isEqualTo("theirs");
    assertThat(instead("node_modules/bson/lib/bson.mjs")).isEqualTo("b.js");
    assertThat(instead("node_modules/bson/lib/bson.js")).isEqualTo("b.js");
  }

  @Test
  void switchesPackagesThatShareClassesTogether() throws Exception {
    installed("node_modules/connect-mongo", "5.1.0", "index.js");
    installed("node_modules/mongodb", "5.9.0", "index.js");
    assertThat(instead("node_modules/connect-mongo/index.js")).isEqualTo("theirs");
    installed("node_modules/connect-mongo/node_modules/mongodb", "6.1.0", "index.js");
    assertThat(instead("node_modules/connect-mongo/index.js")).isEqualTo("c.js");
  }

  @Test
  void takesTheUsersWordForNamesAndForAllThatSharesClassesWithThem() throws Exception {
    installed("node_modules/express", "3.1.0", "index.js");
    installed("node_modules/mongodb", "7.0.0", "index.js");
    installed("node_modules/bson", "7.0.0", "index.js");
    file("package.json", "{\"cortado\": {\"installed\": [\"bson\"], \"builtin\": [\"express\"]}}");
    assertThat(instead("node_modules/bson/index.js")).isEqualTo("theirs");
    assertThat(instead("node_modules/mongodb/index.js")).isEqualTo("theirs");
    assertThat(instead("node_modules/express/index.js")).isEqualTo("e5.js");
    assertThat(missing("connect-mongo")).isEqualTo("theirs");
  }

  @Test
  void choosesByTheRangeInPackageJsonWhatIsNotInstalled() throws Exception {
    file("package.json", "{\"dependencies\": {\"express\": \"4.16.2\", \"mongodb\": \"*\", \"bson\": \"github:a/b\"}}");
    assertThat(missing("express")).isEqualTo("e4.js");
    assertThat(missing("express/lib/router/layer.js")).isEqualTo("l4.js");
    assertThat(missing("express/lib/nothing")).isEqualTo("theirs");
    assertThat(missing("mongodb")).isEqualTo("m.js");
    assertThat(missing("bson")).isEqualTo("b.js");
    assertThat(missing("left-pad")).isEqualTo("theirs");
    assertThat(warnings).isEmpty();
  }

  @Test
  void takesTheNewestWhereNoRangeSaysOtherwise() throws Exception {
    assertThat(missing("express")).isEqualTo("e5.js");
    file("package.json", "{\"dependencies\": {\"express\": \">=4\"}}");
    assertThat(missing("express")).isEqualTo("e5.js");
    file("package.json", "{\"dependencies\": {\"express\": \"npm:express@^4.17.1\"}}");
    assertThat(missing("express")).isEqualTo("e4.js");
    assertThat(warnings).isEmpty();
  }

  @Test
  void warnsWhereWhatPackageJsonAsksForIsNotInstalledAndNotOurs() throws Exception {
    file("package.json", "{\"dependencies\": {\"mongodb\": \"^3.6.0\"}}");
    assertThat(missing("mongodb")).isEqualTo("m.js");
    file("package.json", "{\"dependencies\": {\"express\": \"4.2.0\"}}");
    assertThat(missing("express")).isEqualTo("e4.js");
    assertThat(warnings).contains("package.json asks for mongodb ^3.6.0, which is not installed; "
        + "Cortado's own 7.9.0 stands in (npm install brings the other)");
    assertThat(warnings).hasSize(2);
  }

  @Test
  void asksTheAppBeforeThePeersOfAPackage() throws Exception {
    file("package.json", "{\"dependencies\": {\"express\": \"^4.17.0\"}}");
    file("node_modules/ui/package.json", "{\"peerDependencies\": {\"express\": \">=4\"}}");
    assertThat(text(ownership(Map.of()).missing("express", app.resolve("node_modules/ui")))).isEqualTo("e4.js");
    file("packages/api/package.json", "{\"dependencies\": {\"express\": \"^5\"}}");
    assertThat(text(ownership(Map.of()).missing("express", app.resolve("packages/api/src")))).isEqualTo("e5.js");
  }

  @Test
  void obeysTheEnvironment() throws Exception {
    installed("node_modules/express", "5.1.0", "index.js");
    Path main = app.resolve("node_modules/express/index.js");
    assertThat(text(ownership(Map.of("CORTADO_EXPRESS", "4")).standIn(main))).isEqualTo("e4.js");
    assertThat(text(ownership(Map.of("CORTADO_INSTALLED", "pug,express")).standIn(main))).isEqualTo("theirs");
    assertThatThrownBy(() -> ownership(Map.of("CORTADO_EXPRESS", "3")))
        .hasMessage("CORTADO_EXPRESS must be 4 or 5 (got \"3\")");
  }

  @Test
  void reportsWhatAnAppGetsAndWhy() throws Exception {
    installed("node_modules/mongodb", "3.6.0", "index.js");
    file("package.json", "{\"dependencies\": {\"express\": \"^4.17.1\"}}");
    assertThat(Ownership.report(app, PACKAGES, name -> null))
        .containsExactly(
            "express ^4.17.1, not installed: Cortado's own 4.22.3 stands in, for its version is in that range",
            "mongodb 3.6.0 in " + app.resolve("node_modules/mongodb").toRealPath()
                + ": runs as installed, for Cortado implements ^6.0.0 || ^7.0.0");
  }
}
