package io.cortado.bench.count;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The program behind {@code bin/bench --count}: {@code Count ROOT [--check | --write] [--case NAME] [--where]}. */
public final class Count {
  private static final String USAGE = "usage: bin/bench --count [--check | --write] [--case NAME] [--where] [--no-build]";
  private static final int FILE_BYTES = 10_240;

  private final Path root;
  private final Path kept;
  private final List<String> options;
  private final @Nullable String only;

  private Count(Path root, List<String> options, @Nullable String only) {
    this.root = root;
    this.kept = root.resolve("benchmarks/counts.json");
    this.options = options;
    this.only = only;
  }

  /** Counts; leaves with 1 when a figure has risen and {@code --check} was given, with 2 when the arguments are wrong. */
  public static void main(String[] args) throws Exception {
    List<String> options = List.of(args).subList(1, args.length);
    int index = options.indexOf("--case");
    String only = index >= 0 && index + 1 < options.size() ? options.get(index + 1) : null;
    String complaint = complaint(options, only);
    if (complaint != null) {
      System.err.println("bench: " + complaint + System.lineSeparator() + USAGE);
      System.exit(2);
    }
    System.exit(new Count(Path.of(args[0]).toAbsolutePath().normalize(), options, only).run());
  }

  /** What is wrong with the arguments, or null. */
  static @Nullable String complaint(List<String> options, @Nullable String only) {
    for (String option : options) {
      if (!List.of("--count", "--check", "--write", "--case", "--where", "--no-build").contains(option) && !option.equals(only)) {
        return "unknown option " + option;
      }
    }
    if (options.contains("--case") && CountCase.ALL.stream().noneMatch(each -> each.name().equals(only))) {
      return "--case needs one of " + String.join(", ", CountCase.ALL.stream().map(CountCase::name).toList());
    }
    return options.contains("--check") && options.contains("--write") ? "--check and --write exclude each other" : null;
  }

  private int run() throws IOException, InterruptedException {
    Figures now = Figures.empty();
    for (Map.Entry<String, List<CountCase>> app : byApp().entrySet()) {
      try (CountedApp running = CountedApp.start(root.resolve("benchmarks/apps/counted.js"), app.getKey(), files())) {
        if (app.getKey().equals("hello")) {
          now.add(Tally.current().start());
          where("start, bytes", asDoubles(Tally.current().scripts()));
        }
        for (CountCase each : app.getValue()) {
          Cost cost = running.cost(each);
          now.add(each.name(), cost);
          where(each.name() + ", functions by file", cost.files());
          where(each.name() + ", functions", cost.functions());
          where(each.name() + ", calls into Java", cost.intoJava());
          where(each.name() + ", calls into JavaScript", cost.intoJavaScript());
        }
      }
    }
    System.out.print(now.table());
    return judge(now);
  }

  private Map<String, List<CountCase>> byApp() {
    Map<String, List<CountCase>> apps = new LinkedHashMap<>();
    CountCase.ALL.stream()
        .filter(each -> only == null || each.name().equals(only))
        .forEach(each -> apps.computeIfAbsent(each.app(), unused -> new ArrayList<>()).add(each));
    return apps;
  }

  private int judge(Figures now) throws IOException {
    Figures before = Files.exists(kept) ? Figures.read(kept) : Figures.empty();
    if (options.contains("--write")) {
      Files.writeString(kept, now.over(before).json());
      return 0;
    }
    Figures.Changes changes = now.since(before);
    changes.fallen().forEach(line -> System.out.println("fallen  " + line));
    changes.risen().forEach(line -> System.out.println("risen   " + line));
    if (!changes.fallen().isEmpty()) {
      System.out.println("bin/bench --count --write keeps what was gained");
    }
    if (!changes.risen().isEmpty()) {
      System.out.println("bin/bench --count --where shows what is entered; --write keeps figures that have to rise");
    }
    return options.contains("--check") && !changes.risen().isEmpty() ? 1 : 0;
  }

  private void where(String title, Map<String, Double> parts) {
    if (options.contains("--where")) {
      System.out.println(title);
      Cost.ranked(parts).forEach(part -> System.out.printf(Locale.ROOT, "%10.1f  %s%n", part.getValue(), part.getKey()));
    }
  }

  private static Map<String, Double> asDoubles(Map<String, Integer> values) {
    Map<String, Double> doubles = new TreeMap<>();
    values.forEach((name, value) -> doubles.put(Places.file(name), (double) value));
    return doubles;
  }

  /** The folder that is served statically. */
  private Path files() throws IOException {
    Path files = Files.createDirectories(root.resolve("benchmarks/target/files"));
    Path ten = files.resolve("ten.txt");
    if (!Files.exists(ten) || Files.size(ten) != FILE_BYTES) {
      Files.writeString(ten, "0123456789abcde\n".repeat(FILE_BYTES / 16));
    }
    return files;
  }
}
