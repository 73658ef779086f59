package io.cortado.it.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code bin/cortado}, with the distribution built before. */
public final class Launcher {
  private Launcher() {}

  /** Starts it with these arguments. */
  public static RunningProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws InterruptedException {
    return start(List.of(), folder, environment, arguments);
  }

  /** Starts it by another program, such as {@code env}. */
  public static RunningProcess start(
      List<String> by, Path folder, Map<String, String> environment, String... arguments) throws InterruptedException {
    SampleLane.prepare();
    List<String> command = new ArrayList<>(by);
    command.add(SampleLane.LAUNCHER);
    command.addAll(List.of(arguments));
    return RunningProcess.start(command, folder, environment);
  }
}
