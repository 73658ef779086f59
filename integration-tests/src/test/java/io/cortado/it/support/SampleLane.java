package io.cortado.it.support;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What runs the sample app: Cortado's distribution, started as a user starts it, or Node with packages from npm. */
public enum SampleLane {
  CORTADO {
    @Override
    RunningProcess start(Path folder, Map<String, String> environment) {
      var all = new HashMap<>(environment);
      all.put("DATA_DIR", folder.toString());
      return RunningProcess.start(List.of(LAUNCHER, "--port", "0", SAMPLE_APP.toString()), folder, all);
    }
  },

  NODE {
    @Override
    RunningProcess start(Path folder, Map<String, String> environment) {
      var all = new HashMap<>(environment);
      all.put("PORT", "0");
      return RunningProcess.start(List.of("node", "app.js"), NodeApp.installed(SAMPLE_APP, "sample-on-node"), all);
    }
  };

  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final Path SAMPLE_APP = REPOSITORY.resolve("sample-app");

  /** {@code -Dcortado.launcher=FILE} names another launcher than the repository's own. */
  static final String LAUNCHER =
      System.getProperty("cortado.launcher", REPOSITORY.resolve("bin").resolve("cortado").toString());

  private static boolean prepared;

  /** {@code -Dsample.lane=node} chooses Node. */
  public static SampleLane current() {
    return valueOf(System.getProperty("sample.lane", "cortado").toUpperCase(Locale.ROOT));
  }

  /** Has the launcher build what is missing or outdated, which takes minutes on a fresh clone. */
  static synchronized void prepare() throws InterruptedException {
    if (prepared) {
      return;
    }
    try (RunningProcess version = RunningProcess.start(List.of(LAUNCHER, "--version"), REPOSITORY, Map.of())) {
      if (version.awaitExit(Duration.ofMinutes(20)) != 0) {
        throw new AssertionError(LAUNCHER + " --version failed:\n" + version.output());
      }
    }
    prepared = true;
  }

  /** The launcher, with everything built that it starts. */
  public static String prepared() throws InterruptedException {
    prepare();
    return LAUNCHER;
  }

  abstract RunningProcess start(Path folder, Map<String, String> environment);
}
