package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns samples into the tables of docs/performance.md. */
final class Report {
  private static final String REFERENCE = "Express 5, Node";

  private final List<Contender> contenders;
  private final Samples samples;

  Report(List<Contender> contenders, Samples samples) {
    this.contenders = contenders;
    this.samples = samples;
  }

  String tables(String settings) throws IOException {
    StringBuilder text = new StringBuilder("# Performance\n\nWritten by `bin/bench`; take ratios, not absolutes.\n\n");
    text.append(machine()).append("\n\n").append(settings).append("\n\n");
    text.append("## Requests per second (median; in brackets the ratio to Express on Node)\n\n| case |");
    contenders.forEach(contender -> text.append(' ').append(contender.name()).append(" |"));
    text.append("\n|---|").append("---|".repeat(contenders.size())).append('\n');
    for (Case what : Case.ALL) {
      text.append("| ").append(what.name()).append(" |");
      double reference = samples.median(key(REFERENCE, what.name()));
      contenders.forEach(c -> text.append(' ').append(rate(samples.median(key(c.name(), what.name())), reference)).append(" |"));
      text.append('\n');
    }
    text.append("\n## Start and memory (median)\n\n| server | launch to first response | resident after load |\n|---|---|---|\n");
    for (Contender c : contenders) {
      double launch = samples.median(key(c.name(), "launch"));
      double memory = samples.median(key(c.name(), "memory"));
      text.append("| ").append(c.name()).append(" | ").append(measured("%.2f s", launch)).append(" | ");
      text.append(measured("%.0f MB", memory)).append(" |\n");
    }
    return text.toString();
  }

  private static String measured(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }

  static String key(String contender, String what) {
    return contender + " / " + what;
  }

  private static String rate(double rate, double reference) {
    if (Double.isNaN(rate)) {
      return "–";
    }
    String ratio = Double.isNaN(reference) ? "" : String.format(Locale.ROOT, " (%.1f ×)", rate / reference);
    return String.format(Locale.ROOT, "%,.0f", rate) + ratio;
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
