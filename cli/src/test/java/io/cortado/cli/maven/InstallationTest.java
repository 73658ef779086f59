package io.cortado.cli.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir private Path folder;
  private Path repository;
  private Path app;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void publish() throws IOException {
    repository = folder.resolve("repository");
    app = Files.createDirectories(folder.resolve("app"));
    publish("base", "1.0", "");
    publish("base", "2.0", "");
    publish("shop", "1.0", "<dependency><groupId>com.acme</groupId><artifactId>base</artifactId><version>1.0</version></dependency>");
  }

  private void publish(String name, String version, String dependencies) throws IOException {
    Path at = Files.createDirectories(repository.resolve("com/acme/" + name + "/" + version));
    Files.writeString(at.resolve(name + "-" + version + ".jar"), "the bytes of " + name + " " + version);
    Files.writeString(
        at.resolve(name + "-" + version + ".pom"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>com.acme</groupId><artifactId>" + name + "</artifactId><version>" + version
            + "</version><dependencies>" + dependencies + "</dependencies></project>");
  }

  private void wants(String... libraries) throws IOException {
    String names = Stream.of(libraries).map(name -> '"' + name + '"').reduce((a, b) -> a + "," + b).orElse("");
    Files.writeString(
        app.resolve("package.json"),
        "{\"cortado\": {\"maven\": [" + names + "], \"repositories\": [\"" + repository.toUri() + "\"]}}");
  }

  private int install(boolean frozen) throws InstallException {
    return new Installation(app, said::add, false, folder.resolve("local")).run(frozen);
  }

  private List<String> installed() throws IOException {
    try (Stream<Path> files = Files.list(app.resolve(".cortado/lib"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void installsLibrariesWithWhatTheyNeed() throws Exception {
    wants("com.acme:shop:1.0");
    assertThat(install(false)).isEqualTo(2);
    assertThat(installed()).containsExactly("base-1.0.jar", "shop-1.0.jar");
    assertThat(Files.readString(app.resolve("cortado-lock.json")))
        .contains("com.acme:base:jar:1.0", "com.acme:shop:jar:1.0")
        .doesNotContain("repository");
  }

  @Test
  void installsWhatIsLockedAndNothingElse() throws Exception {
    wants("com.acme:shop:1.0");
    install(false);
    String lock = Files.readString(app.resolve("cortado-lock.json"));
    Files.delete(app.resolve(".cortado/lib/base-1.0.jar"));
    Files.writeString(app.resolve(".cortado/lib/shop-1.0.jar"), "changed");
    Files.writeString(app.resolve(".cortado/lib/stray.jar"), "x");
    assertThat(install(true)).isEqualTo(2);
    assertThat(installed()).containsExactly("base-1.0.jar", "shop-1.0.jar");
    assertThat(Files.readString(app.resolve(".cortado/lib/shop-1.0.jar"))).isEqualTo("the bytes of shop 1.0");
    assertThat(Files.readString(app.resolve("cortado-lock.json"))).isEqualTo(lock);
  }

  @Test
  void followsPackageJsonUnlessItIsFrozen() throws Exception {
    wants("com.acme:shop:1.0");
    install(false);
    wants("com.acme:base:2.0");
    assertThatThrownBy(() -> install(true)).isInstanceOf(InstallException.class).hasMessageContaining("does not belong to package.json");
    assertThat(installed()).containsExactly("base-1.0.jar", "shop-1.0.jar");
    assertThat(install(false)).isOne();
    assertThat(installed()).containsExactly("base-2.0.jar");
    wants();
    assertThat(install(false)).isZero();
    assertThat(installed()).isEmpty();
  }

  @Test
  void refusesBytesThatAreNotTheLocked() throws Exception {
    wants("com.acme:base:1.0");
    install(false);
    Path lock = app.resolve("cortado-lock.json");
    Files.writeString(lock, Files.readString(lock).replaceAll("\"sha256\" : \"..", "\"sha256\" : \"zz"));
    assertThatThrownBy(() -> install(true)).isInstanceOf(InstallException.class).hasMessageContaining("its checksum differs");
    Files.writeString(lock, Files.readString(lock).replace("base-1.0.jar", "../base-1.0.jar"));
    assertThatThrownBy(() -> install(true)).isInstanceOf(InstallException.class).hasMessageContaining("cannot be a library's");
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    wants("com.acme:none:1.0");
    assertThatThrownBy(() -> install(false)).isInstanceOf(InstallException.class).hasMessageContaining("com.acme:none:jar:1.0");
    wants("nonsense");
    assertThatThrownBy(() -> install(false)).hasMessageContaining("\"nonsense\" is no library; write group:artifact:version");
    Files.writeString(app.resolve("package.json"), "{");
    assertThatThrownBy(() -> install(false)).isInstanceOf(InstallException.class).hasMessageContaining("cannot be read");
  }
}
