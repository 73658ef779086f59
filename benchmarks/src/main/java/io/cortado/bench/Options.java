package io.cortado.bench;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run measures, and for how long.
 *
 * @param starts of each contender, before any load
 * @param rounds in turn
 * @param seconds of a window
 * @param warmWindows at most, until three agree
 * @param firstSeconds after a launch
 * @param cases ids, in the order of the tables
 * @param contenders ids, or none for all
 * @param compilerOn whether Cortado runs as it is
 * @param compilerOff whether it runs without Truffle's compiler
 * @param scripts whether scripts are measured as well
 * @param writes whether docs/performance.md is written
 */
record Options(
    int starts,
    int rounds,
    int seconds,
    int warmWindows,
    int firstSeconds,
    List<Case> cases,
    Set<String> contenders,
    boolean compilerOn,
    boolean compilerOff,
    boolean scripts,
    boolean writes) {
  static final String USAGE = String.join(
      System.lineSeparator(),
      "usage: bin/bench [--quick | --smoke] [--case NAME]... [--only CONTENDER]... [--compiler on|off]",
      "                 [--starts N (7)] [--rounds N (1)] [--seconds N (4)]",
      "       bin/bench --count [--check | --write] [--case NAME] [--where] [--no-build]",
      "cases: " + String.join(" ", Case.ALL.stream().map(Case::id).toList()) + " scripts",
      "contenders: cortado off node bun fastify undertow");

  private static final Set<String> SMOKE_CASES = Set.of("post-json");
  private static final Set<String> SMOKE_CONTENDERS = Set.of("cortado", "off", "node", "fastify", "undertow");
  private static final Set<String> QUICK_CONTENDERS = Set.of("cortado", "off", "node", "bun");
  private static final Set<String> NUMBERS = Set.of("--starts", "--rounds", "--seconds");
  private static final Set<String> FLAGS = Set.of("--quick", "--smoke");
  private static final String SCRIPTS = "scripts";

  /** The options, or in their place what is wrong with them. */
  static Options parse(List<String> args) {
    Map<String, Integer> numbers = new HashMap<>();
    Set<String> cases = new LinkedHashSet<>();
    Set<String> only = new LinkedHashSet<>();
    String compiler = "both";
    String lane = "";
    for (int i = 0; i < args.size(); i++) {
      String name = args.get(i);
      if (FLAGS.contains(name)) {
        lane = name;
        continue;
      }
      String value = i + 1 < args.size() ? args.get(++i) : null;
      if (NUMBERS.contains(name)) {
        numbers.put(name, number(name, value));
      } else if (name.equals("--case")) {
        cases.add(oneOf(name, value, caseIds()));
      } else if (name.equals("--only")) {
        only.add(oneOf(name, value, Contenders.IDS));
      } else if (name.equals("--compiler")) {
        compiler = oneOf(name, value, Set.of("on", "off"));
      } else {
        throw new IllegalArgumentException("unknown option " + name);
      }
    }
    return of(lane, numbers, cases, only, compiler);
  }

  private static Options of(String lane, Map<String, Integer> numbers, Set<String> cases, Set<String> only, String compiler) {
    boolean smoke = lane.equals("--smoke");
    boolean brief = !lane.isEmpty();
    Set<String> chosen = !cases.isEmpty() ? cases : smoke ? SMOKE_CASES : brief ? Case.QUICK : Set.of();
    int rounds = numbers.getOrDefault("--rounds", 1);
    return new Options(
        numbers.getOrDefault("--starts", !cases.isEmpty() ? 0 : brief ? 1 : 7),
        rounds,
        numbers.getOrDefault("--seconds", brief ? 1 : 4),
        smoke ? 1 : brief ? 5 : 14,
        smoke ? 1 : brief ? 4 : Case.FIRST_SECONDS,
        Case.ALL.stream().filter(each -> chosen.isEmpty() || chosen.contains(each.id())).toList(),
        !only.isEmpty() ? only : smoke ? SMOKE_CONTENDERS : brief ? QUICK_CONTENDERS : Set.of(),
        !compiler.equals("off"),
        !compiler.equals("on"),
        cases.contains(SCRIPTS) || cases.isEmpty() && !brief,
        !brief && cases.isEmpty() && only.isEmpty() && compiler.equals("both") && rounds > 0);
  }

  private static Set<String> caseIds() {
    Set<String> ids = new LinkedHashSet<>(Case.ALL.stream().map(Case::id).toList());
    ids.add(SCRIPTS);
    return ids;
  }

  private static String oneOf(String name, @Nullable String value, Set<String> known) {
    if (value == null || !known.contains(value)) {
      throw new IllegalArgumentException(name + " needs one of " + String.join(", ", known.stream().sorted().toList()));
    }
    return value;
  }

  private static int number(String name, @Nullable String value) {
    int least = name.equals("--seconds") ? 1 : 0;
    if (value == null || !value.matches("\\d{1,4}") || Integer.parseInt(value) < least) {
      throw new IllegalArgumentException(name + " needs a number from " + least + " to 9999");
    }
    return Integer.parseInt(value);
  }
}
