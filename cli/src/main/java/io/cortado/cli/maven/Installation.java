package io.cortado.cli.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/** Puts the Java libraries that an app's package.json names into {@code .cortado/lib} beside it. */
public final class Installation {
  private static final String COORDINATES = "[^:\\s]+:[^:\\s]+(?::[^:\\s]+){1,3}";

  private final Path folder;
  private final Consumer<String> say;
  private final boolean offline;
  private final @Nullable Path local;

  /** For the app in {@code folder}; {@code local} is a local repository in place of the user's, with whom settings are left alone. */
  public Installation(Path folder, Consumer<String> say, boolean offline, @Nullable Path local) {
    this.folder = folder;
    this.say = say;
    this.offline = offline;
    this.local = local;
  }

  /**
   * Installs what the lock file says, or where package.json names other libraries than it does, resolves them and writes it anew;
   * {@code frozen} forbids that. Answers how many jars there are.
   */
  public int run(boolean frozen) throws InstallException {
    Path file = folder.resolve("package.json");
    JsonNode cortado = read(file).path("cortado");
    List<String> wanted = texts(cortado.path("maven"), "maven");
    for (String name : wanted) {
      if (!name.matches(COORDINATES)) {
        throw new InstallException("package.json: \"" + name + "\" is no library; write group:artifact:version");
      }
    }
    LockFile lock = LockFile.read(folder);
    boolean locked = lock != null && lock.wanted().equals(wanted);
    if (!locked && frozen) {
      throw new InstallException(LockFile.NAME + " does not belong to package.json; run cortado install without --frozen");
    }
    try (Repositories repositories = new Repositories(texts(cortado.path("repositories"), "repositories"), offline, local)) {
      LockFile made = locked && lock != null ? install(lock, repositories) : resolve(wanted, repositories);
      sweep(made);
      return made.jars().size();
    } catch (IOException e) {
      throw new InstallException("the libraries cannot be written: " + e.getMessage(), e);
    }
  }

  private static JsonNode read(Path file) throws InstallException {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new InstallException(file + " cannot be read: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  private static List<String> texts(JsonNode node, String name) throws InstallException {
    List<String> texts = new ArrayList<>();
    if (!node.isMissingNode() && !node.isArray()) {
      throw new InstallException("package.json: \"cortado\": {\"" + name + "\"} must be an array of strings");
    }
    node.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private LockFile resolve(List<String> wanted, Repositories repositories) throws InstallException, IOException {
    List<LockFile.Jar> jars = new ArrayList<>();
    for (Artifact artifact : wanted.isEmpty() ? List.<Artifact>of() : repositories.resolve(wanted)) {
      Path source = artifact.getFile().toPath();
      jars.add(new LockFile.Jar(coordinates(artifact), source.getFileName().toString(), sum(source)));
      place(source);
    }
    jars.sort(Comparator.comparing(LockFile.Jar::coordinates));
    LockFile made = new LockFile(wanted, jars);
    made.write(folder);
    say.accept("wrote " + LockFile.NAME);
    return made;
  }

  private static String coordinates(Artifact artifact) {
    String classifier = artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier();
    return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getExtension() + classifier + ":" + artifact.getVersion();
  }

  private LockFile install(LockFile lock, Repositories repositories) throws InstallException, IOException {
    for (LockFile.Jar jar : lock.jars()) {
      Path there = library().resolve(jar.file());
      if (Files.exists(there) && sum(there).equals(jar.sha256())) {
        continue;
      }
      Path source = repositories.fetch(jar.coordinates()).getFile().toPath();
      if (!sum(source).equals(jar.sha256())) {
        throw new InstallException(
            jar.coordinates() + " is not the file that " + LockFile.NAME + " names: its checksum differs; nothing of it was installed");
      }
      place(source);
    }
    return lock;
  }

  private Path library() {
    return folder.resolve(".cortado").resolve("lib");
  }

  private void place(Path source) throws IOException {
    Files.createDirectories(library());
    Path target = library().resolve(source.getFileName());
    Path part = Files.createTempFile(library(), "part", ".tmp");
    Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Nothing stays that is no library of the app any more. */
  private void sweep(LockFile lock) throws IOException {
    if (!Files.isDirectory(library())) {
      return;
    }
    Set<String> names = new TreeSet<>(lock.jars().stream().map(LockFile.Jar::file).toList());
    try (Stream<Path> files = Files.list(library())) {
      for (Path file : files.filter(each -> !names.contains(each.getFileName().toString())).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String sum(Path file) throws IOException {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
