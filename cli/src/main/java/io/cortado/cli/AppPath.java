package io.cortado.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the entry file of the app that the command line names. */
final class AppPath {
  private static final List<String> EXTENSIONS = List.of("", ".js", ".json", ".mjs", ".cjs");
  private static final List<String> NAMES = List.of("app.js", "server.js", "index.js");

  private AppPath() {}

  /** The entry file, absolute: the file itself, or for a folder its package.json's main, app.js, server.js or index.js. */
  static Path resolve(Path directory, String typed) throws AppPathException {
    Path path;
    try {
      path = directory.resolve(typed).normalize();
    } catch (InvalidPathException e) {
      throw new AppPathException("there is no file or folder \"" + typed + "\"");
    }
    if (Files.isDirectory(path)) {
      return inFolder(path, typed);
    }
    Path file = withExtension(path);
    if (file == null) {
      throw new AppPathException("there is no file or folder \"" + typed + "\" (looked for " + path + ")");
    }
    return file;
  }

  private static Path inFolder(Path folder, String typed) throws AppPathException {
    String main = main(folder);
    if (main != null) {
      Path target = folder.resolve(main).normalize();
      Path file = Files.isDirectory(target) ? withExtension(target.resolve("index")) : withExtension(target);
      if (file != null) {
        return file;
      }
    }
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    String missing = main == null ? "" : "its package.json names \"" + main + "\", which is not there; ";
    throw new AppPathException(
        "the folder \"" + typed + "\" holds no app: " + missing + "it needs a \"main\" in its package.json, or one of "
            + String.join(", ", NAMES));
  }

  private static @Nullable String main(Path folder) throws AppPathException {
    Path json = folder.resolve("package.json");
    if (!Files.isRegularFile(json)) {
      return null;
    }
    try {
      JsonNode main = new JsonMapper().readTree(json.toFile()).path("main");
      return main.isTextual() && !main.asText().isEmpty() ? main.asText() : null;
    } catch (JsonProcessingException e) {
      throw new AppPathException(json + " is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new AppPathException(json + " cannot be read: " + e.getMessage());
    }
  }

  private static @Nullable Path withExtension(Path path) {
    for (String extension : EXTENSIONS) {
      Path file = path.resolveSibling(path.getFileName() + extension);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }
}
