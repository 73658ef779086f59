package io.cortado.bench;

import io.cortado.bench.LoadGenerator.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The program: {@code Bench ROOT} and the options of {@link Options}. */
public final class Bench {
  private static final double STEADY = 0.05;
  private static final int AGREEING = 3;

  private final Path root;
  private final Options options;
  private final LoadGenerator load;
  private final LoadGenerator streams;
  private final Needs needs;
  private final Samples samples = new Samples();
  private final List<String> failures = new ArrayList<>();

  private Bench(Path root, Options options, Path work, Needs needs) {
    this.root = root;
    this.options = options;
    this.load = LoadGenerator.find(work);
    this.streams = new H2load(work);
    this.needs = needs;
  }

  /** Measures, prints the tables, and writes docs/performance.md after a whole run; leaves with 1 when something failed. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    List<String> given = List.of(args).subList(1, args.length);
    if (given.contains("--help")) {
      System.out.println(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.parse(given);
    } catch (IllegalArgumentException wrong) {
      System.err.println("bench: " + wrong.getMessage() + System.lineSeparator() + Options.USAGE);
      System.exit(2);
      return;
    }
    // A run that is interrupted must not leave servers behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    Path work = Files.createDirectories(root.resolve("benchmarks/target/work"));
    boolean complete;
    try (Needs needs = new Needs(work)) {
      complete = new Bench(root, options, work, needs).run();
    }
    System.exit(complete ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    List<Contender> contenders = Contenders.find(root, options);
    // Before any load, and in turn: a machine that has just been busy starts everything later.
    for (int start = 1; start <= options.starts(); start++) {
      for (Contender contender : contenders) {
        launch(contender, start);
      }
    }
    if (options.scripts()) {
      scripts(contenders.stream().filter(Contender::isRuntime).toList());
    }
    for (Case what : options.cases()) {
      String missing = Needs.missing(what.need());
      if (missing != null) {
        System.out.println("skipped: " + what.name() + ": " + missing);
        continue;
      }
      for (int round = 1; round <= options.rounds(); round++) {
        for (Contender contender : contenders.stream().filter(each -> each.serves(what)).toList()) {
          measure(contender, what, round);
        }
      }
    }
    String tables = new Report(contenders, options, samples, load instanceof Wrk).tables();
    System.out.println(tables);
    failures.forEach(failure -> System.out.println("failed: " + failure));
    if (options.writes()) {
      Files.writeString(root.resolve("docs/performance.md"), tables);
    }
    return failures.isEmpty();
  }

  private void launch(Contender contender, int start) throws InterruptedException {
    try (RunningServer server = RunningServer.start(contender, Case.LAUNCH, Map.of())) {
      samples.add(Report.key(contender, "launch"), server.launchSeconds());
      samples.add(Report.key(contender, "launch processor"), server.launchCpu());
      samples.add(Report.key(contender, "started"), server.residentMegabytes());
      System.out.printf(
          Locale.ROOT, "start %d  %-24s %.2f s, processor %.2f s%n", start, contender.name(), server.launchSeconds(), server.launchCpu());
    } catch (IOException e) {
      failures.add("start, " + contender.name() + ": " + e.getMessage());
    }
  }

  private void scripts(List<Contender> runtimes) throws InterruptedException {
    for (String script : Report.SCRIPTS) {
      for (int round = 1; round <= Math.max(1, options.rounds()); round++) {
        for (Contender runtime : runtimes) {
          try {
            new ScriptRun(runtime, script).run(samples);
          } catch (IOException e) {
            failures.add(script + ", " + runtime.name() + ": " + e.getMessage());
          }
        }
      }
    }
  }

  private void measure(Contender contender, Case what, int round) throws InterruptedException {
    try (RunningServer server = RunningServer.start(contender, what, needs.environment(what.need()))) {
      int seconds = options.seconds();
      if (what.way() == Case.Way.FIRST) {
        seconds = options.firstSeconds();
      } else {
        int status = server.ask(what.request());
        if (status != what.status()) {
          throw new IOException("the answer has status " + status + ", not " + what.status());
        }
        warm(server, what);
      }
      double cpu = server.cpuSeconds();
      Load done = generator(what).run(server, what.request(), what.status(), what.connections(), seconds);
      double micros = (server.cpuSeconds() - cpu) * 1e6 / Math.max(1, done.requests());
      samples.add(Report.key(contender, what.id()), done.rate());
      samples.add(Report.key(contender, what.id() + " processor"), micros);
      if (what.id().equals(Case.LAUNCH.id())) {
        samples.add(Report.key(contender, "memory"), server.residentMegabytes());
      }
      System.out.printf(
          Locale.ROOT, "round %d  %-50s %-24s %,10.0f req/s %,9.0f µs%n", round, what.name(), contender.name(), done.rate(), micros);
    } catch (IOException e) {
      failures.add(what.name() + ", " + contender.name() + ": " + e.getMessage());
      System.out.println("failed: " + failures.getLast());
    }
  }

  private LoadGenerator generator(Case what) {
    return what.http2() ? streams : load;
  }

  private void warm(RunningServer server, Case what) throws IOException, InterruptedException {
    int status = what.hot() == null ? what.status() : 200;
    List<Double> warming = new ArrayList<>();
    while (warming.size() < options.warmWindows() && !settled(warming)) {
      warming.add(generator(what).run(server, what.warming(), status, what.connections(), options.seconds()).rate());
    }
  }

  /** Two windows alone may agree while the JVM's compilers are busy elsewhere. */
  static boolean settled(List<Double> warming) {
    if (warming.size() < AGREEING) {
      return false;
    }
    List<Double> last = warming.subList(warming.size() - AGREEING, warming.size());
    double most = Collections.max(last);
    return most > 0 && most - Collections.min(last) <= STEADY * most;
  }
}
