package io.cortado.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the entry file of the app that the command line names. */
final class AppPath {
  private static final List<String> EXTENSIONS = List.of("", ".js", ".json", ".mjs", ".cjs");
  private static final List<String> NAMES = List.of("app.js", "server.js", "index.js");

  private AppPath() {}

  /** The entry file, absolute. */
  static Path resolve(Path directory, String typed) throws AppPathException {
    return launch(directory, typed, System.getenv()).main();
  }

  /**
   * What is started: a file itself; for a folder what the start script of its package.json has Node run, otherwise that
   * package.json's main, app.js, server.js or index.js.
   */
  static Launch launch(Path directory, String typed, Map<String, String> environment) throws AppPathException {
    Path path;
    try {
      path = directory.resolve(typed).normalize();
    } catch (InvalidPathException e) {
      throw new AppPathException("there is no file or folder \"" + typed + "\"");
    }
    if (Files.isDirectory(path)) {
      return inFolder(directory, path, typed, environment);
    }
    Path file = withExtension(path);
    if (file == null) {
      throw new AppPathException("there is no file or folder \"" + typed + "\" (looked for " + path + ")");
    }
    return Launch.of(file, directory, false, List.of());
  }

  /** What Node makes of a name: a file, with an extension added, or a folder's main or index; the loader says what is wrong with it. */
  static Launch asNode(Path directory, String typed) {
    Path path = directory.resolve(typed);
    Path file = entry(path);
    return Launch.of(file == null ? path.normalize() : file, directory, false, List.of());
  }

  private static Launch inFolder(Path directory, Path folder, String typed, Map<String, String> environment)
      throws AppPathException {
    JsonNode json = packageJson(folder);
    String start = text(json.path("scripts").path("start"));
    List<String> notes = new ArrayList<>();
    if (start != null) {
      StartScript.Run run = StartScript.read(folder, AppPath::script, environment);
      Path file = run == null ? null : entry(run.directory().resolve(run.file()));
      if (run != null && file != null) {
        for (String note : run.notes()) {
          notes.add("of the start script in package.json (" + start + "): " + note);
        }
        Map<String, String> variables = new HashMap<>(npm(folder, json, start, directory));
        variables.putAll(run.variables());
        return new Launch(file, run.directory(), true, run.arguments(), variables, run.options(), notes);
      }
      notes.add(
          run == null
              ? "the start script in package.json (" + start + ") is not one that runs a file with Node"
              : "the start script in package.json (" + start + ") names \"" + run.file() + "\", which is not there");
    }
    Path file = withoutScript(folder, text(json.path("main")));
    if (file == null) {
      String main = text(json.path("main"));
      notes.add(
          main == null
              ? "it needs a \"main\" in its package.json, or one of " + String.join(", ", NAMES)
              : "its package.json names \"" + main + "\", which is not there; it needs a \"main\" in its package.json, or one of "
                  + String.join(", ", NAMES));
      throw new AppPathException("the folder \"" + typed + "\" holds no app: " + String.join("; ", notes));
    }
    return Launch.of(file, directory, true, notes.stream().map(note -> note + "; starting " + folder.relativize(file)).toList());
  }

  private static @Nullable Path withoutScript(Path folder, @Nullable String main) {
    Path file = main == null ? null : entry(folder.resolve(main));
    for (int i = 0; file == null && i < NAMES.size(); i++) {
      Path named = folder.resolve(NAMES.get(i));
      file = Files.isRegularFile(named) ? named : null;
    }
    return file;
  }

  /** What npm tells a script in its environment. */
  private static Map<String, String> npm(Path folder, JsonNode json, String start, Path directory) {
    Map<String, String> variables = new HashMap<>();
    variables.put("npm_lifecycle_event", "start");
    variables.put("npm_lifecycle_script", start);
    variables.put("npm_package_json", folder.resolve("package.json").toString());
    variables.put("INIT_CWD", directory.toString());
    for (String field : List.of("name", "version")) {
      String value = text(json.path(field));
      if (value != null) {
        variables.put("npm_package_" + field, value);
      }
    }
    return variables;
  }

  private static @Nullable String script(Path folder, String name) {
    try {
      return text(packageJson(folder).path("scripts").path(name));
    } catch (AppPathException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
  }

  private static JsonNode packageJson(Path folder) throws AppPathException {
    Path json = folder.resolve("package.json");
    if (!Files.isRegularFile(json)) {
      return MissingNode.getInstance();
    }
    try {
      return new JsonMapper().readTree(json.toFile());
    } catch (JsonProcessingException e) {
      throw new AppPathException(json + " is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new AppPathException(json + " cannot be read: " + e.getMessage());
    }
  }

  /** The file that Node runs for a path: with an extension added, or for a folder its main or index. */
  private static @Nullable Path entry(Path path) {
    Path target = path.normalize();
    if (!Files.isDirectory(target)) {
      return withExtension(target);
    }
    Path beside = target.getFileName() == null ? null : withExtension(target);
    if (beside != null && !path.toString().endsWith("/") && !path.endsWith(".")) {
      return beside;
    }
    String main = mainOf(target);
    Path file = main == null ? null : withExtension(target.resolve(main).normalize());
    if (file == null && main != null) {
      file = withExtension(target.resolve(main).resolve("index").normalize());
    }
    return file == null ? withExtension(target.resolve("index")) : file;
  }

  private static @Nullable String mainOf(Path folder) {
    try {
      return text(packageJson(folder).path("main"));
    } catch (AppPathException e) {
      return null;
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
