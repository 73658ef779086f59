package io.cortado;

import io.cortado.management.OperationsOptions;
import io.cortado.node.options.BadOptionException;
import io.cortado.node.options.NodeLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an app is started.
 *
 * @param main the app's entry file, absolute
 * @param arguments what follows it on the command line ({@code process.argv} from index 2)
 * @param environment {@code process.env}
 * @param workingDirectory {@code process.cwd()}, absolute
 * @param ownsProcess whether {@code process.exit} ends the JVM and signals are handled
 * @param execArguments {@code process.execArgv}: Node's options as they were typed
 * @param server whether the app is meant to serve, so that an end without a word is to be told
 * @param bound by name, the objects of this program that {@code require('java:NAME')} gives
 * @param handlerDeadline how long a callback may keep the loop, in milliseconds; 0 for what environment and package.json say
 * @param operations what is told about the app while it runs
 * @param node Node's options with those of NODE_OPTIONS, as they were understood; null where there are none
 */
public record CortadoOptions(
    Path main,
    List<String> arguments,
    Map<String, String> environment,
    Path workingDirectory,
    boolean ownsProcess,
    List<String> execArguments,
    boolean server,
    Map<String, Object> bound,
    long handlerDeadline,
    OperationsOptions operations,
    @Nullable NodeLine node) {

  /** Options for an app that is given no object of this program; Node's are those of its NODE_OPTIONS. */
  public CortadoOptions(
      Path main,
      List<String> arguments,
      Map<String, String> environment,
      Path workingDirectory,
      boolean ownsProcess,
      List<String> execArguments,
      boolean server,
      long handlerDeadline) {
    this(
        main, arguments, environment, workingDirectory, ownsProcess, execArguments, server, Map.of(), handlerDeadline,
        OperationsOptions.NONE, nodeOptions(environment));
  }

  /** Options without arguments for Node, for an app that may be any program. */
  public CortadoOptions(
      Path main, List<String> arguments, Map<String, String> environment, Path workingDirectory, boolean ownsProcess) {
    this(main, arguments, environment, workingDirectory, ownsProcess, List.of(), false);
  }

  /** Options for an app that may keep the loop as long as it likes, as far as they say. */
  public CortadoOptions(
      Path main, List<String> arguments, Map<String, String> environment, Path workingDirectory, boolean ownsProcess,
      List<String> execArguments, boolean server) {
    this(main, arguments, environment, workingDirectory, ownsProcess, execArguments, server, 0);
  }

  /** Options for an app embedded in another program: its exit ends the app, not the JVM. */
  public static CortadoOptions embedded(Path main) {
    Path file = main.toAbsolutePath().normalize();
    return new CortadoOptions(
        file, List.of(), Map.copyOf(System.getenv()), Path.of("").toAbsolutePath(), false);
  }

  /** The same with these environment variables added. */
  public CortadoOptions withEnvironment(Map<String, String> more) {
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.putAll(more);
    return new CortadoOptions(
        main, arguments, Map.copyOf(all), workingDirectory, ownsProcess, execArguments, server, bound, handlerDeadline, operations, node);
  }

  /** Those of Node's in {@code NODE_OPTIONS}, or null; one that there is not is refused. */
  static @Nullable NodeLine nodeOptions(Map<String, String> environment) {
    String text = environment.get("NODE_OPTIONS");
    if (text == null || text.isBlank()) {
      return null;
    }
    NodeLine line = new NodeLine();
    try {
      line.environment(text);
    } catch (BadOptionException e) {
      throw new IllegalArgumentException("NODE_OPTIONS: " + e.getMessage(), e);
    }
    return line;
  }
}
