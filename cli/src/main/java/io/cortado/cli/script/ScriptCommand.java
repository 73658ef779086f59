package io.cortado.cli.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code cortado run SCRIPT}, {@code start}, {@code test}: a script of package.json, with those before and after it. */
public final class ScriptCommand {
  private static final Set<String> NAMED = Set.of("start", "test", "stop", "restart");

  private final List<String> arguments = new ArrayList<>();
  private @Nullable String name;
  private Path folder;
  private boolean silent;
  private boolean ifPresent;
  /** As Node's {@code --run} does: the script alone, and nothing is said of it. */
  private boolean plain;

  private ScriptCommand(Path directory) {
    this.folder = directory;
  }

  /** Runs what the words ask for, the first being the command's name; returns the exit code. */
  public static int execute(List<String> words) throws InterruptedException {
    Path directory = Path.of("").toAbsolutePath();
    ScriptCommand command = new ScriptCommand(directory);
    String problem = command.read(words);
    if (problem != null) {
      System.err.println("cortado: " + problem);
      return 2;
    }
    return command.run(directory);
  }

  private @Nullable String read(List<String> words) {
    String verb = words.getFirst().equals("t") ? "test" : words.getFirst();
    if (NAMED.contains(verb)) {
      name = verb;
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        arguments.addAll(words.subList(i + 1, words.size()));
        return null;
      }
      switch (word) {
        case "-s", "--silent", "--loglevel=silent", "-q", "--quiet" -> silent = true;
        case "--plain" -> plain = true;
        case "--if-present" -> ifPresent = true;
        case "--prefix", "-C" -> {
          if (++i == words.size()) {
            return word + " requires an argument";
          }
          folder = folder.resolve(words.get(i)).normalize();
        }
        default -> {
          if (word.startsWith("--prefix=")) {
            folder = folder.resolve(word.substring("--prefix=".length())).normalize();
          } else if (word.startsWith("-")) {
            return words.getFirst() + ": the option " + word + " is not supported; options of the script stand behind --";
          } else if (name == null) {
            name = word;
          } else {
            arguments.add(word);
          }
        }
      }
    }
    return null;
  }

  private int run(Path directory) throws InterruptedException {
    Path json = nearest(folder);
    if (json == null) {
      System.err.println("cortado: there is no package.json in " + folder + " or above it");
      return 1;
    }
    JsonNode contents;
    try {
      contents = new JsonMapper().readTree(json.toFile());
    } catch (IOException e) {
      System.err.println("cortado: " + json + " is not valid JSON: " + e.getMessage());
      return 1;
    }
    Path home = json.resolveSibling("");
    JsonNode scripts = contents.path("scripts");
    if (name == null) {
      list(contents, scripts);
      return 0;
    }
    String text = scripts.path(name).asText("");
    if (text.isEmpty() && name.equals("start") && Files.isRegularFile(home.resolve("server.js"))) {
      text = "node server.js";
    }
    if (text.isEmpty() && name.equals("restart") && scripts.path("start").isTextual()) {
      return several(directory, home, contents, scripts, List.of("stop", "start"));
    }
    if (text.isEmpty()) {
      return missing(json, scripts);
    }
    for (String each : plain ? List.of(name) : List.of("pre" + name, name, "post" + name)) {
      boolean own = each.equals(name);
      String line = own ? text : scripts.path(each).asText("");
      int code = line.isEmpty() ? 0 : one(directory, home, contents, each, line, own ? arguments : List.of());
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  private int several(Path directory, Path home, JsonNode contents, JsonNode scripts, List<String> names) throws InterruptedException {
    for (String each : names) {
      String line = scripts.path(each).asText("");
      int code = line.isEmpty() ? 0 : one(directory, home, contents, each, line, List.of());
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  private int one(Path directory, Path home, JsonNode contents, String event, String line, List<String> more) throws InterruptedException {
    String command = ShellQuote.append(line, more);
    if (!silent && !plain) {
      String version = contents.path("version").asText("");
      String title = contents.path("name").asText("") + (version.isEmpty() ? "" : "@" + version);
      System.out.println("\n> " + (title.isEmpty() ? "" : title + " ") + event + "\n> " + command + "\n");
      System.out.flush();
    }
    Map<String, String> environment = new ScriptEnvironment(directory, home, contents, event, command).variables();
    return ScriptProcess.run(command, home, environment);
  }

  private int missing(Path json, JsonNode scripts) {
    if (ifPresent) {
      return 0;
    }
    System.err.println("cortado: " + json + " has no script \"" + name + "\"");
    List<String> names = new ArrayList<>();
    scripts.fieldNames().forEachRemaining(names::add);
    System.err.println(names.isEmpty() ? "cortado: it has no scripts at all" : "cortado: it has " + String.join(", ", names));
    return 1;
  }

  private static void list(JsonNode contents, JsonNode scripts) {
    String title = contents.path("name").asText("this package");
    System.out.println(scripts.isEmpty() ? title + " has no scripts" : "Scripts of " + title + ", for cortado run NAME:");
    scripts.properties().forEach(entry -> System.out.println("  " + entry.getKey() + "\n    " + entry.getValue().asText()));
  }

  private static @Nullable Path nearest(Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      Path json = at.resolve("package.json");
      if (Files.isRegularFile(json)) {
        return json;
      }
    }
    return null;
  }
}
