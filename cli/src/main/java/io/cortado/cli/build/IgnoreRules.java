package io.cortado.cli.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of an app's files stay behind: what belongs to a working copy and not to a program, what may hold secrets or data,
 * and what {@code .dockerignore} names, whose last matching line decides.
 */
final class IgnoreRules {
  private static final List<String> ALWAYS =
      List.of(
          ".git", ".hg", ".svn", ".DS_Store", "**/.DS_Store", ".env", ".env.*", "**/cortado.mv*", "*.log", "npm-debug.log*", ".vscode", ".idea",
          "coverage", ".nyc_output", "node_modules/.cache", "node_modules/.package-lock.json", "*-image.tar", "Dockerfile",
          ".dockerignore", ".gitignore");

  private record Rule(Pattern pattern, boolean ignored) {}

  private final List<Rule> rules = new ArrayList<>();

  private IgnoreRules() {}

  /** Those of a folder. */
  static IgnoreRules of(Path folder) throws IOException {
    IgnoreRules rules = new IgnoreRules();
    ALWAYS.forEach(rules::add);
    Path file = folder.resolve(".dockerignore");
    if (Files.isRegularFile(file)) {
      Files.readAllLines(file).forEach(rules::add);
    }
    return rules;
  }

  private void add(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    boolean ignored = !text.startsWith("!");
    String path = (ignored ? text : text.substring(1).strip()).replaceAll("^/+|/+$", "").replaceFirst("^\\./", "");
    if (!path.isEmpty()) {
      rules.add(new Rule(pattern(path), ignored));
    }
  }

  /** Whether a file or a folder stays behind; {@code path} is relative, with slashes. */
  boolean ignores(String path) {
    boolean ignored = false;
    for (Rule rule : rules) {
      if (ignored != rule.ignored && rule.pattern.matcher(path).matches()) {
        ignored = rule.ignored;
      }
    }
    return ignored;
  }

  /** Whether something in an ignored folder may be wanted all the same. */
  boolean hasExceptions() {
    return rules.stream().anyMatch(rule -> !rule.ignored);
  }

  /** A pattern means the file of that name, and all that is in the folder of that name. */
  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
        continue;
      }
      if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
        continue;
      }
      switch (c) {
        case '*' -> regex.append("[^/]*");
        case '?' -> regex.append("[^/]");
        case '[' -> {
          int end = glob.indexOf(']', i + 2);
          if (end < 0) {
            regex.append("\\[");
          } else {
            regex.append('[').append(glob.substring(i + 1, end).replace("\\", "\\\\").replaceFirst("^!", "^")).append(']');
            i = end;
          }
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
      i++;
    }
    return Pattern.compile(regex + "(?:/.*)?", Pattern.DOTALL);
  }
}
