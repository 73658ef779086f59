package io.cortado.bench.count;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of all cases, as benchmarks/counts.json keeps them: by case, then by what is counted. */
final class Figures {
  private final Map<String, Map<String, Double>> cases;

  Figures(Map<String, Map<String, Double>> cases) {
    this.cases = cases;
  }

  static Figures read(Path file) throws IOException {
    return new Figures(new ObjectMapper().readValue(Files.readString(file), new TypeReference<>() {}));
  }

  static Figures empty() {
    return new Figures(new LinkedHashMap<>());
  }

  void add(String name, Cost cost) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("functions", Cost.sum(cost.functions()));
    figures.put("calls into Java", Cost.sum(cost.intoJava()));
    figures.put("calls into JavaScript", Cost.sum(cost.intoJavaScript()));
    cases.put(name, figures);
  }

  void add(Tally.Start start) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("files", (double) start.files());
    figures.put("bytes", (double) start.bytes());
    cases.put("start", figures);
  }

  /** What has changed in the cases that were counted now, against the figures that are kept. */
  Changes since(Figures kept) {
    List<String> risen = new ArrayList<>();
    List<String> fallen = new ArrayList<>();
    cases.forEach((name, figures) -> figures.forEach((what, now) -> {
      Double before = kept.cases.getOrDefault(name, Map.of()).get(what);
      if (before == null) {
        risen.add(name + ": " + what + " " + number(now) + ", of which the file says nothing");
      } else if (now > before) {
        risen.add(name + ": " + what + " " + number(before) + " -> " + number(now));
      } else if (now < before) {
        fallen.add(name + ": " + what + " " + number(before) + " -> " + number(now));
      }
    }));
    return new Changes(risen, fallen);
  }

  /** Each figure that is not as it was, in words. */
  record Changes(List<String> risen, List<String> fallen) {}

  /** These figures over those of the cases that were not counted now. */
  Figures over(Figures kept) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>(kept.cases);
    all.putAll(cases);
    return new Figures(all);
  }

  /** One line for each case. */
  String json() {
    List<String> lines = new ArrayList<>();
    cases.forEach((name, figures) -> {
      List<String> parts = new ArrayList<>();
      figures.forEach((what, value) -> parts.add("\"" + what + "\": " + number(value)));
      lines.add("  \"" + name + "\": { " + String.join(", ", parts) + " }");
    });
    return "{\n" + String.join(",\n", lines) + "\n}\n";
  }

  String table() {
    StringBuilder text = new StringBuilder();
    cases.forEach((name, figures) -> {
      text.append(String.format(Locale.ROOT, "%-18s", name));
      figures.forEach((what, value) -> text.append(String.format(Locale.ROOT, "%9s %s", number(value), what)));
      text.append('\n');
    });
    return text.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
  }
}
