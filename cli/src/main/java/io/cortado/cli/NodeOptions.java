package io.cortado.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of Node's that a start script gives it before the file's name. */
final class NodeOptions {
  /** Those that say what is loaded before the app; see internal/loader/preload.js. */
  private static final Set<String> HONOURED = Set.of("-r", "--require", "--env-file", "--env-file-if-exists");

  /** Those about debugging, memory and what is Node's habit by now; they change nothing that an app could see. */
  private static final Pattern WITHOUT_EFFECT =
      Pattern.compile(
          "--(inspect|debug|max[-_]|min[-_]|optimize|nolazy|harmony|es[-_]staging|enable-source-maps|no-warnings|trace|watch|stack[-_]"
              + "|prof|gc|use-openssl-ca|use-bundled-ca|openssl-legacy-provider|abort-on|preserve-watch-output|jitless|stack-trace"
              + "|experimental-(fetch|modules|json-modules|top-level-await|require-module|detect-module|abortcontroller|global)).*");

  /** Those of the above whose value is a word of its own where no {@code =} follows. */
  private static final Set<String> WITH_VALUE =
      Set.of("-r", "--require", "--env-file", "--env-file-if-exists", "--watch-path", "--trace-event-categories");

  private NodeOptions() {}

  /** Whether an option's value is the next word. */
  static boolean takesNext(String option) {
    return WITH_VALUE.contains(option);
  }

  /** Whether an option, perhaps with its value, says what is loaded before the app. */
  static boolean isHonoured(String option) {
    return HONOURED.contains(option.contains("=") ? option.substring(0, option.indexOf('=')) : option);
  }

  /** What is left of the options for {@code process.execArgv}. */
  static List<String> honoured(List<String> options) throws AppPathException {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i);
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      boolean two = equals < 0 && takesNext(name) && i + 1 < options.size();
      if (isHonoured(option)) {
        kept.add(option);
        if (two) {
          kept.add(options.get(i + 1));
        }
      } else if (!WITHOUT_EFFECT.matcher(name).matches()) {
        throw new AppPathException(
            "the start script in package.json gives node the option " + name
                + ", which is not supported; name the file to run instead of the folder");
      }
      if (two) {
        i++;
      }
    }
    return kept;
  }
}
