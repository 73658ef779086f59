package io.cortado.cli;

import io.cortado.CortadoOptions;
import io.cortado.TestRun;
import io.cortado.management.OperationsOptions;
import io.cortado.node.options.BadOptionException;
import io.cortado.node.options.NodeLine;
import io.cortado.node.test.TestReporter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code cortado --test}: runs files of tests as {@code node --test} does. */
final class TestCommand {
  private static final String TEST = "--test";
  private static final String REPORTER = "--test-reporter";
  private static final String DESTINATION = "--test-reporter-destination";
  private static final String CONCURRENCY = "--test-concurrency";

  /** Options whose value may be a word of its own. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          REPORTER, DESTINATION, CONCURRENCY, "--test-name-pattern", "--test-skip-pattern", "--test-timeout", "--env-file",
          "--env-file-if-exists", "-r", "--require", "--import", "-C", "--conditions", "--experimental-loader", "--loader");

  private static final Set<String> FLAGS = Set.of(
          TEST, "--test-only", "--test-force-exit", "--experimental-test-module-mocks", "--enable-source-maps", "--no-warnings",
          "--experimental-strip-types", "--no-experimental-strip-types");

  /** What holds tests by its name, or by standing in a folder {@code test}. */
  private static final Pattern NAMED =
      Pattern.compile("(?:.*/)?(?:(?:[^/]*[._-]test|test-[^/]*|test)\\.[cm]?[jt]s|test/.*\\.[cm]?[jt]s)");

  private final List<String> kept = new ArrayList<>();
  private final List<String> patterns = new ArrayList<>();
  private final List<String> reporters = new ArrayList<>();
  private final List<String> destinations = new ArrayList<>();
  private int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  private TestCommand() {}

  /** Whether a command line asks for it. */
  static boolean isAsked(String[] args) {
    for (int i = 0; i < args.length && args[i].startsWith("-"); i++) {
      if (args[i].equals(TEST)) {
        return true;
      }
      i += WITH_VALUE.contains(args[i]) ? 1 : 0;
    }
    return false;
  }

  /** Runs the command line; the exit code: 0, 1 where a test has failed, 9 for an option that there is not. */
  static int run(String[] args) {
    TestCommand command = new TestCommand();
    String wrong = command.read(args);
    if (wrong != null) {
      System.err.println("cortado: " + wrong);
      return 9;
    }
    Path folder = Path.of("").toAbsolutePath();
    try {
      List<Path> files = command.files(folder);
      return files == null ? 1 : command.run(folder, files);
    } catch (IOException e) {
      System.err.println("cortado: --test: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** What is wrong with the line, or null. */
  private @Nullable String read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String word = args[i];
      if (!word.startsWith("-")) {
        patterns.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!FLAGS.contains(name) && !WITH_VALUE.contains(name)) {
        return "bad option for --test: " + word;
      }
      String value = equals >= 0 ? word.substring(equals + 1) : WITH_VALUE.contains(name) && i + 1 < args.length ? args[++i] : "";
      switch (name) {
        case TEST -> {}
        case REPORTER -> reporters.add(value);
        case DESTINATION -> destinations.add(value);
        case CONCURRENCY -> {
          if (!value.matches("[1-9][0-9]{0,3}")) {
            return "--test-concurrency must be a number (got \"" + value + "\")";
          }
          atOnce = Integer.parseInt(value);
        }
        default -> kept.add(WITH_VALUE.contains(name) ? name + "=" + value : name);
      }
    }
    for (String reporter : reporters) {
      if (!TestReporter.NAMES.contains(reporter)) {
        return "--test-reporter: there is no reporter \"" + reporter + "\" (" + String.join(", ", TestReporter.NAMES) + ")";
      }
    }
    return null;
  }

  private int run(Path folder, List<Path> files) throws IOException, InterruptedException {
    boolean terminal = System.console() != null && System.console().isTerminal();
    List<String> names = reporters.isEmpty() ? List.of(terminal ? "spec" : "tap") : reporters;
    List<TestRun.Output> outputs = new ArrayList<>();
    List<Writer> opened = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String to = i < destinations.size() ? destinations.get(i) : "stdout";
      Appendable writer = System.out;
      if (to.equals("stderr")) {
        writer = System.err;
      } else if (!to.equals("stdout")) {
        Writer file = Files.newBufferedWriter(folder.resolve(to), StandardCharsets.UTF_8);
        opened.add(file);
        writer = file;
      }
      outputs.add(new TestRun.Output(Objects.requireNonNull(TestReporter.of(names.get(i), folder)), writer));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("NODE_TEST_CONTEXT", "child-v8");
    CortadoOptions options =
        new CortadoOptions(
            folder.resolve("test"), List.of(), Map.copyOf(environment), folder, false, kept, false, Map.of(), 0, OperationsOptions.NONE,
            nodeLine());
    boolean passed = TestRun.run(options, files, atOnce, outputs);
    for (Writer file : opened) {
      file.close();
    }
    System.out.flush();
    return passed ? 0 : 1;
  }

  /** Those of the options that say what is loaded before each file. */
  private NodeLine nodeLine() {
    NodeLine line = new NodeLine();
    try {
      line.read(kept.stream().filter(word -> !word.startsWith(TEST)).toList(), 0, word -> false);
    } catch (BadOptionException e) {
      throw new IllegalStateException("an option that was taken is none", e);
    }
    return line;
  }

  /** The files that are meant, in their order; null where a pattern means none, which is said. */
  private @Nullable List<Path> files(Path folder) throws IOException {
    Set<Path> found = new TreeSet<>();
    if (patterns.isEmpty()) {
      found.addAll(walk(folder, path -> NAMED.matcher(path.toString().replace('\\', '/')).matches()));
      return List.copyOf(found);
    }
    for (String pattern : patterns) {
      Path file = folder.resolve(pattern).normalize();
      if (Files.isRegularFile(file)) {
        found.add(file);
        continue;
      }
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceFirst("^\\./", ""));
      // Below ** there may be no folder at all.
      PathMatcher flat = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceFirst("^\\./", "").replace("**/", ""));
      List<Path> matched = walk(folder, path -> matcher.matches(path) || flat.matches(path));
      if (matched.isEmpty()) {
        System.err.println("Could not find '" + file + "'");
        return null;
      }
      found.addAll(matched);
    }
    return List.copyOf(found);
  }

  private static List<Path> walk(Path folder, java.util.function.Predicate<Path> isMeant) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            Path name = directory.getFileName();
            return name != null && (name.toString().equals("node_modules") || name.toString().equals(".git"))
                ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isMeant.test(folder.relativize(file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
