package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The program: {@code Bench ROOT [--smoke] [--rounds N] [--seconds N]}. */
public final class Bench {
  private static final double STEADY = 0.05;
  private static final int AGREEING = 3;
  private static final String USAGE = "usage: bin/bench [--starts N (7)] [--rounds N (3)] [--seconds N (5)] [--smoke]";

  private final LoadGenerator load = LoadGenerator.find();
  private final Samples samples = new Samples();
  private final Path root;
  private final boolean smoke;
  private final int starts;
  private final int rounds;
  private final int seconds;
  private final int warmWindows;

  private Bench(Path root, List<String> args) {
    this.root = root;
    this.smoke = args.contains("--smoke");
    this.starts = option(args, "--starts", smoke ? 1 : 7);
    this.rounds = option(args, "--rounds", smoke ? 1 : 3);
    this.seconds = option(args, "--seconds", smoke ? 1 : 5);
    this.warmWindows = smoke ? 1 : 14;
  }

  /** Measures, prints the tables, and writes docs/performance.md unless it was only tried out. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    List<String> options = List.of(args).subList(1, args.length);
    if (options.contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    String complaint = complaint(options);
    if (complaint != null) {
      System.err.println("bench: " + complaint + System.lineSeparator() + USAGE);
      System.exit(2);
    }
    new Bench(root, options).run();
  }

  /** What is wrong with the arguments, or null. */
  private static @Nullable String complaint(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      String name = args.get(i);
      if (name.equals("--starts") || name.equals("--rounds") || name.equals("--seconds")) {
        i++;
        int least = name.equals("--seconds") ? 1 : 0;
        if (i == args.size() || !args.get(i).matches("\\d{1,4}") || Integer.parseInt(args.get(i)) < least) {
          return name + " needs a number from " + least + " to 9999";
        }
      } else if (!name.equals("--smoke")) {
        return "unknown option " + name;
      }
    }
    return null;
  }

  private static int option(List<String> args, String name, int otherwise) {
    int index = args.indexOf(name);
    return index < 0 ? otherwise : Integer.parseInt(args.get(index + 1));
  }

  private void run() throws IOException, InterruptedException {
    List<Contender> contenders = Contender.all(root, npm());
    // Before any load, and in turn: a machine that has just been busy starts everything later.
    for (int start = 1; start <= starts; start++) {
      for (Contender contender : contenders) {
        try (RunningServer server = RunningServer.start(contender, Case.ALL.getFirst().routes())) {
          samples.add(Report.key(contender.name(), "launch"), server.launchSeconds());
          System.out.printf(Locale.ROOT, "start %d  %-18s %.2f s%n", start, contender.name(), server.launchSeconds());
        }
      }
    }
    for (int round = 1; round <= rounds; round++) {
      for (Case what : Case.ALL) {
        for (Contender contender : contenders) {
          measure(contender, what, round);
        }
      }
    }
    String settings = String.format(
        Locale.ROOT,
        "%d starts in turn before any load; %s, %d connections; %d rounds in turn, windows of %d s, "
            + "each server warmed until three windows agree within 5 %% (at most %d windows).",
        starts,
        load instanceof Wrk ? "wrk, 1 thread" : "Java load",
        LoadGenerator.CONNECTIONS,
        rounds,
        seconds,
        warmWindows);
    String tables = new Report(contenders, samples).tables(settings);
    System.out.println(tables);
    if (!smoke && rounds > 0) {
      Files.writeString(root.resolve("docs/performance.md"), tables);
    }
  }

  private void measure(Contender contender, Case what, int round) throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.start(contender, what.routes())) {
      List<Double> warming = new ArrayList<>();
      while (warming.size() < warmWindows && !settled(warming)) {
        warming.add(load.run(server.port(), what.path(), seconds));
      }
      double rate = load.run(server.port(), what.path(), seconds);
      samples.add(Report.key(contender.name(), what.name()), rate);
      samples.add(Report.key(contender.name(), "memory"), server.residentMegabytes());
      System.out.printf(
          Locale.ROOT, "round %d  %-36s %-18s %,10.0f req/s%n", round, what.name(), contender.name(), rate);
    }
  }

  /** Two windows alone may agree while the JVM's compilers are busy elsewhere. */
  private static boolean settled(List<Double> warming) {
    if (warming.size() < AGREEING) {
      return false;
    }
    List<Double> last = warming.subList(warming.size() - AGREEING, warming.size());
    return Collections.max(last) - Collections.min(last) <= STEADY * Collections.max(last);
  }

  /** Where npm's packages are, installed on first use where npm is; the apps stand beside them. */
  private Path npm() throws IOException, InterruptedException {
    Path npm = Files.createDirectories(root.resolve("benchmarks/target/npm"));
    for (String file : List.of("package.json", "express.js", "fastify.js")) {
      Files.copy(root.resolve("benchmarks/apps").resolve(file), npm.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Tools.has("npm") && !Files.isDirectory(npm.resolve("node_modules/express"))) {
      try {
        Tools.run(List.of("npm", "install", "--silent", "--no-audit", "--no-fund"), npm, 180);
      } catch (IOException e) {
        System.out.println("note: " + e.getMessage());
      }
    }
    return npm;
  }
}
