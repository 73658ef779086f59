package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders docs/compatibility/node.md from what the probes in {@code corpus/node-surface} print on Node and on Cortado. */
final class NodeTable {
  static final Path FILE = Path.of("../docs/compatibility/node.md");
  private static final String REFUSED = "ERR_FEATURE_NOT_SUPPORTED: ";

  /** What a probe prints, by the columns before the last. */
  record Answers(Map<String, String> lines) {
    static Answers of(String printed) {
      Map<String, String> lines = new LinkedHashMap<>();
      for (String line : printed.lines().toList()) {
        int end = line.lastIndexOf('\t');
        if (end < 0 || lines.put(line.substring(0, end), line.substring(end + 1)) != null) {
          throw new IllegalArgumentException("no answer of a probe, or the second: " + line);
        }
      }
      return new Answers(lines);
    }

    static Answers read(Path file) throws IOException {
      return of(Files.readString(file));
    }
  }

  /** What became of a module's members. */
  private static final class Module {
    private final List<String> works = new ArrayList<>();
    private final List<String> differs = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private int same;
    private int all;
  }

  private final Answers surfaceOfNode;
  private final Answers surface;
  private final Answers callsOfNode;
  private final Answers calls;

  NodeTable(Answers surfaceOfNode, Answers surface, Answers callsOfNode, Answers calls) {
    this.surfaceOfNode = surfaceOfNode;
    this.surface = surface;
    this.callsOfNode = callsOfNode;
    this.calls = calls;
  }

  String render() {
    var out = new StringBuilder("""
        # Node: what works, by probe

        This table is generated: two programs in integration-tests/src/test/corpus/node-surface run on Node 22 and on Cortado, and
        what they print is compared. Do not edit it. What is not listed here does not exist.

        ## Calls that answer otherwise

        """);
    calls(out);
    Map<String, Module> modules = modules();
    summary(out, modules);
    modules.forEach((name, module) -> module(out, name, module));
    return out.toString();
  }

  private void calls(StringBuilder out) {
    out.append("| call | Node | Cortado |\n|---|---|---|\n");
    int same = 0;
    for (Map.Entry<String, String> call : callsOfNode.lines().entrySet()) {
      String answer = calls.lines().getOrDefault(call.getKey(), "no answer");
      if (answer.equals(call.getValue())) {
        same++;
        continue;
      }
      String told = answer.startsWith(REFUSED)
          ? "refused: " + answer.substring(REFUSED.length())
          : code(answer);
      out.append("| ").append(code(call.getKey())).append(" | ").append(code(call.getValue())).append(" | ").append(cell(told)).append(" |\n");
    }
    out.append("\nOf ").append(callsOfNode.lines().size()).append(" calls ").append(same).append(" answer as on Node.\n");
  }

  private Map<String, Module> modules() {
    Map<String, Module> modules = new TreeMap<>();
    surfaceOfNode.lines().forEach((key, wanted) -> {
      String[] named = key.split("\t", -1);
      Module module = modules.computeIfAbsent(named[0], name -> new Module());
      String found = surface.lines().get(key);
      module.all++;
      if (wanted.equals(found)) {
        module.same++;
        if (!named[1].isEmpty() && above(named[1]).isEmpty()) {
          module.works.add(named[1]);
        }
      } else if (found != null) {
        module.differs.add("`" + (named[1].isEmpty() ? named[0] : named[1]) + "` (" + found + "; Node: " + wanted + ")");
      } else if (isTop(named[0], named[1], surface)) {
        module.missing.add(named[1].isEmpty() ? named[0] : named[1]);
      }
    });
    surface.lines().keySet().forEach(key -> {
      String[] named = key.split("\t", -1);
      if (!surfaceOfNode.lines().containsKey(key) && isTop(named[0], named[1], surfaceOfNode)) {
        modules.computeIfAbsent(named[0], name -> new Module()).more.add(named[1].isEmpty() ? named[0] : named[1]);
      }
    });
    return modules;
  }

  /** Whether what the member belongs to is on the other side too, so that the member itself is what lacks there. */
  private static boolean isTop(String module, String member, Answers other) {
    return member.isEmpty() || other.lines().containsKey(module + '\t' + above(member));
  }

  private static String above(String member) {
    int dot = member.lastIndexOf('.', member.endsWith("]") ? member.lastIndexOf('[') : member.length());
    if (dot < 0) {
      return "";
    }
    String owner = member.substring(0, dot);
    return owner.endsWith(".prototype") ? owner.substring(0, owner.length() - ".prototype".length()) : owner;
  }

  private static void summary(StringBuilder out, Map<String, Module> modules) {
    out.append("""

        ## Members of the modules

        Counted with the members of classes and of plain objects. The same means: of the same kind, with the same number of
        parameters, enumerable and writable as on Node.

        | module | members on Node | the same | otherwise | missing |
        |---|---:|---:|---:|---:|
        """);
    int[] sums = new int[3];
    modules.forEach((name, module) -> {
      int otherwise = module.differs.size();
      row(out, "`" + name + "`", module.all, module.same, otherwise);
      sums[0] += module.all;
      sums[1] += module.same;
      sums[2] += otherwise;
    });
    row(out, "**all**", sums[0], sums[1], sums[2]);
  }

  private static void row(StringBuilder out, String name, int all, int same, int otherwise) {
    out.append("| ").append(name).append(" | ").append(all).append(" | ").append(same).append(" | ").append(otherwise)
        .append(" | ").append(all - same - otherwise).append(" |\n");
  }

  private static void module(StringBuilder out, String name, Module module) {
    out.append("\n### ").append(name).append("\n\n");
    list(out, "The same", module.works.stream().map(NodeTable::code).toList());
    list(out, "Otherwise", module.differs);
    list(out, "Missing", module.missing.stream().map(NodeTable::code).toList());
    list(out, "Not on Node", module.more.stream().map(NodeTable::code).toList());
  }

  private static void list(StringBuilder out, String title, List<String> members) {
    if (!members.isEmpty()) {
      out.append("- ").append(title).append(": ").append(String.join(", ", members)).append('\n');
    }
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
