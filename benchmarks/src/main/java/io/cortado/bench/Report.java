package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Turns samples into the tables of docs/performance.md. */
final class Report {
  private static final String HEAVY = "heavy.js";
  private static final String ERRORS = "errors.js";
  static final List<String> SCRIPTS = List.of(HEAVY, ERRORS);

  private final List<Contender> contenders;
  private final Options options;
  private final Samples samples;
  private final boolean wrk;
  private final StringBuilder text = new StringBuilder();

  Report(List<Contender> contenders, Options options, Samples samples, boolean wrk) {
    this.contenders = contenders;
    this.options = options;
    this.samples = samples;
    this.wrk = wrk;
  }

  static String key(Contender contender, String what) {
    return contender.id() + " / " + what;
  }

  String tables() throws IOException {
    text.append("# Performance\n\nWritten by `bin/bench`; take ratios, not absolutes. ")
        .append("Notes by hand: [performance-notes.md](performance-notes.md).\n\n");
    text.append(machine()).append("\n\n").append(settings()).append("\n");
    if (!options.cases().isEmpty()) {
      loads();
    }
    begin("Start and memory (median)", "");
    row("launch to first response", c -> measured("%.2f s", median(c, "launch")));
    row("processor time until then", c -> measured("%.2f s", median(c, "launch processor")));
    row("resident after the first response", c -> measured("%.0f MB", median(c, "started")));
    row("resident after load (JSON)", c -> measured("%.0f MB", median(c, "memory")));
    if (options.scripts()) {
      scripts();
    }
    return text.toString();
  }

  private void loads() {
    begin("Requests per second (median; in brackets the ratio to Express on Node)", "case");
    for (Case what : options.cases()) {
      rates(what);
    }
    begin("Processor time of the server per request, all of its threads, in µs (median)", "case");
    for (Case what : options.cases()) {
      row(what.name(), c -> measured("%,.0f", median(c, what.id() + " processor")));
    }
  }

  private void scripts() {
    begin("Scripts (median)", "");
    row("start with express, mongoose, fastify, multer, connect-mongo: files", c -> measured("%.0f", median(c, HEAVY + " files")));
    row("– to its last line", c -> measured("%.2f s", median(c, HEAVY + " seconds")));
    row("– its processor time", c -> measured("%.2f s", median(c, HEAVY + " processor")));
    row("`new Error()` made", c -> measured("%.2f µs", median(c, ERRORS + " made")));
    row("– thrown and caught forty deep", c -> measured("%.2f µs", median(c, ERRORS + " thrown")));
    row("– made and its stack read", c -> measured("%.2f µs", median(c, ERRORS + " read")));
  }

  private void begin(String title, String first) {
    text.append("\n## ").append(title).append("\n\n| ").append(first).append(" |");
    contenders.forEach(contender -> text.append(' ').append(contender.name()).append(" |"));
    text.append("\n|---|").append("---|".repeat(contenders.size())).append('\n');
  }

  private void row(String name, Function<Contender, String> value) {
    text.append("| ").append(name).append(" |");
    contenders.forEach(contender -> text.append(' ').append(value.apply(contender)).append(" |"));
    text.append('\n');
  }

  private void rates(Case what) {
    double reference = samples.median(Contenders.NODE + " / " + what.id());
    row(what.name(), contender -> rate(median(contender, what.id()), reference));
  }

  private double median(Contender contender, String what) {
    return samples.median(key(contender, what));
  }

  private static String measured(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }

  private static String rate(double rate, double reference) {
    if (Double.isNaN(rate)) {
      return "–";
    }
    String ratio = Double.isNaN(reference) ? "" : String.format(Locale.ROOT, " (%.1f ×)", rate / reference);
    return String.format(Locale.ROOT, "%,.0f", rate) + ratio;
  }

  private String settings() {
    return String.format(
        Locale.ROOT,
        "%d starts in turn before any load; %s, %d connections (%d for large files); %d round%s in turn, windows of %d s, "
            + "each server warmed until three windows agree within 5 %% (%d at most); "
            + "\"first\" is %d s from the first response on. –: not measured, or not served.",
        options.starts(),
        wrk ? "wrk, 1 thread" : "Java load",
        LoadGenerator.CONNECTIONS,
        Case.FEW_CONNECTIONS,
        options.rounds(),
        options.rounds() == 1 ? "" : "s",
        options.seconds(),
        options.warmWindows(),
        options.firstSeconds());
  }

  private static String machine() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    String model = !Files.isReadable(info)
        ? System.getProperty("os.arch")
        : Files.readAllLines(info).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return "Machine: " + model + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
        + System.getProperty("os.name") + "; JDK " + Runtime.version();
  }
}
