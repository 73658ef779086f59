package io.cortado.cli.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code cortado-lock.json}: which jars the libraries of an app are, down to their bytes, and no address.
 *
 * @param wanted what package.json named
 * @param jars all that came of it
 */
record LockFile(List<String> wanted, List<Jar> jars) {
  static final String NAME = "cortado-lock.json";
  private static final int VERSION = 1;

  /** A library's coordinates ({@code group:artifact:extension[:classifier]:version}), its file's name and checksum. */
  record Jar(String coordinates, String file, String sha256) {}

  /** The one in a folder, or null. */
  static @Nullable LockFile read(Path folder) throws InstallException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode root = new ObjectMapper().readTree(file.toFile());
      if (root.path("version").asInt() != VERSION) {
        throw new InstallException(file + " is of another version of Cortado; delete it to have it written anew");
      }
      List<String> wanted = new ArrayList<>();
      root.path("maven").forEach(name -> wanted.add(name.asText()));
      List<Jar> jars = new ArrayList<>();
      for (JsonNode jar : root.path("jars")) {
        String name = jar.path("file").asText();
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._+-]*\\.jar")) {
          throw new InstallException(file + " names a file that cannot be a library's: " + name);
        }
        jars.add(new Jar(jar.path("coordinates").asText(), name, jar.path("sha256").asText()));
      }
      return new LockFile(wanted, jars);
    } catch (IOException e) {
      throw new InstallException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  void write(Path folder) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode().put("version", VERSION);
    ArrayNode names = root.putArray("maven");
    wanted.forEach(names::add);
    ArrayNode list = root.putArray("jars");
    jars.forEach(jar -> list.addObject().put("coordinates", jar.coordinates()).put("file", jar.file()).put("sha256", jar.sha256()));
    Files.writeString(folder.resolve(NAME), mapper.writeValueAsString(root) + "\n");
  }
}
