package io.cortado.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server to measure.
 *
 * @param id for {@code --only}
 * @param name as the tables show it
 * @param runner what a script is given to, or the whole command of a server that has none
 * @param script the server's, or null
 * @param environment what is set beside what all are given
 * @param folder where it runs
 * @param cases ids of those that it serves, or null for all
 */
record Contender(
    String id, String name, List<String> runner, @Nullable String script, Map<String, String> environment, Path folder,
    @Nullable Set<String> cases) {

  boolean serves(Case what) {
    return cases == null || cases.contains(what.id());
  }

  /** Whether it runs any script. */
  boolean isRuntime() {
    return script != null && cases == null;
  }

  List<String> server() {
    return script == null ? runner : command(script);
  }

  List<String> command(String file) {
    return Stream.concat(runner.stream(), Stream.of(folder.resolve(file).toString())).toList();
  }

  ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("NODE_ENV", "production");
    builder.environment().putAll(environment);
    return builder;
  }
}
