package io.cortado.cli.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What npm tells a script in its environment. */
final class ScriptEnvironment {
  /** As npm says which Node it runs on; process.version says the same. */
  private static final String NODE = "v22.21.1";

  private final Map<String, String> variables = UserEnvironment.of(System.getenv());

  /**
   * For a script.
   *
   * @param directory where the user stands
   * @param home the folder of the package.json
   * @param json its contents
   * @param event the script's name
   * @param command what it runs
   */
  ScriptEnvironment(Path directory, Path home, JsonNode json, String event, String command) {
    variables.put("npm_lifecycle_event", event);
    variables.put("npm_lifecycle_script", command);
    variables.put("npm_command", List.of("start", "test", "stop", "restart").contains(event) ? event : "run-script");
    variables.put("npm_package_json", home.resolve("package.json").toString());
    variables.put("npm_config_local_prefix", home.toString());
    variables.put("npm_config_user_agent", "npm/10.9.4 node/" + NODE + " " + System.getProperty("os.name").toLowerCase(Locale.ROOT));
    variables.putIfAbsent("INIT_CWD", directory.toString());
    for (String field : List.of("name", "version")) {
      put("npm_package_" + field, json.path(field));
    }
    for (String group : List.of("config", "engines", "bin")) {
      json.path(group).properties().forEach(entry -> put("npm_package_" + group + "_" + plain(entry.getKey()), entry.getValue()));
    }
    List<String> path = new ArrayList<>();
    for (Path at = home; at != null; at = at.getParent()) {
      if (!at.endsWith("node_modules")) {
        path.add(at.resolve("node_modules/.bin").toString());
      }
    }
    String node = System.getProperty("cortado.node");
    if (node != null) {
      Path programs = Objects.requireNonNull(Path.of(node).getParent());
      path.add(programs.toString());
      variables.put("NODE", node);
      variables.put("npm_node_execpath", node);
      variables.put("npm_execpath", programs.resolve("npm").toString());
    }
    path.add(variables.getOrDefault("PATH", "/usr/bin:/bin"));
    variables.put("PATH", String.join(File.pathSeparator, path));
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "_");
  }

  private void put(String name, JsonNode value) {
    if (value.isValueNode() && !value.isNull()) {
      variables.put(name, value.asText());
    }
  }

  Map<String, String> variables() {
    return variables;
  }
}
