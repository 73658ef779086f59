package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How our scripts may require each other: core's in floors (the start, {@code node}, {@code internal}, bindings), every
 * other module's among themselves and by public names; never in a circle.
 */
class ScriptFencesTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path CORE = ROOT.resolve("core/src/main/resources/io/cortado/js");

  /** Literals that lead to another script; a text of several lines has none. */
  private static final Pattern REQUEST = Pattern.compile("(?:\\brequire|\\broot)\\('([^'\\n]+)'\\)|'(\\.\\.?/[\\w./-]+\\.js)'");

  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?://|\\*|/\\*).*$");

  /** What each script requires of ours, by path. */
  private final Map<Path, Set<Path>> arrows = new TreeMap<>();

  private final List<String> dead = new ArrayList<>();

  ScriptFencesTest() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(path -> Files.isRegularFile(path.resolve("pom.xml"))).toList()) {
        Path resources = module.resolve("src/main/resources");
        if (Files.isDirectory(resources)) {
          try (Stream<Path> files = Files.walk(resources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".js")).toList()) {
              arrows.put(file, requiredBy(file));
            }
          }
        }
      }
    }
  }

  private Set<Path> requiredBy(Path file) throws IOException {
    Set<Path> required = new TreeSet<>();
    Matcher request = REQUEST.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""));
    while (request.find()) {
      String name = request.group(1) == null ? request.group(2) : request.group(1);
      Path target = name.startsWith(".") ? relative(file, name) : named(name);
      if (target != null) {
        required.add(target);
      } else if (name.startsWith(".")) {
        dead.add(ROOT.relativize(file) + " requires " + name);
      }
    }
    return required;
  }

  private static Path relative(Path file, String name) {
    Path target = file.resolveSibling(name).normalize();
    return Stream.of(target, Path.of(target + ".js"), Path.of(target + ".json"), target.resolve("index.js"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }

  /** The script behind a public name or one of core's for providers; null for those of other packages. */
  private static Path named(String name) {
    String bare = name.replaceFirst("^(?:node|cortado):", "");
    String room = bare.replace('_', '-');
    return Stream.of("node/" + bare, "spi/" + bare, "internal/" + room + "/" + room)
        .map(path -> CORE.resolve(path + ".js"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }

  @Test
  void everyRequestLeadsToAScript() {
    assertThat(arrows).hasSizeGreaterThan(300);
    assertThat(dead).isEmpty();
  }

  @Test
  void noScriptRequiresItselfByAWayAround() {
    Set<Set<Path>> circles = new HashSet<>();
    Map<Path, Set<Path>> reached = new HashMap<>();
    arrows.keySet().forEach(script -> reached.put(script, reachedFrom(script)));
    for (Path script : arrows.keySet()) {
      Set<Path> circle = new TreeSet<>();
      for (Path other : reached.get(script)) {
        if (reached.getOrDefault(other, Set.of()).contains(script)) {
          circle.add(ROOT.relativize(other));
        }
      }
      if (!circle.isEmpty()) {
        circles.add(circle);
      }
    }
    assertThat(circles).isEmpty();
  }

  private Set<Path> reachedFrom(Path script) {
    Set<Path> reached = new HashSet<>();
    Deque<Path> open = new ArrayDeque<>(arrows.get(script));
    while (!open.isEmpty()) {
      Path next = open.pop();
      if (reached.add(next)) {
        open.addAll(arrows.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  @Test
  void nothingRequiresWhatStandsAboveIt() {
    List<String> upwards = new ArrayList<>();
    arrows.forEach(
        (script, required) -> {
          for (Path target : required) {
            if (script.startsWith(CORE) && floor(target) > floor(script)) {
              upwards.add(ROOT.relativize(script) + " requires " + ROOT.relativize(target));
            }
          }
        });
    assertThat(upwards).isEmpty();
  }

  /** The floor of a script of core: bindings are below, the start of a context is above. */
  private static int floor(Path script) {
    String place = CORE.relativize(script).toString();
    return place.startsWith("internal/") || place.startsWith("spi/") ? 1 : place.startsWith("node/") ? 2 : 3;
  }

  @Test
  void publicFacesLeaveTheBindingsToTheRooms() throws IOException {
    assertThat(scriptsThatSay("internalBinding(", arrows.keySet().stream().filter(file -> file.startsWith(CORE.resolve("node"))).toList()))
        .isEmpty();
  }

  private static List<Path> scriptsThatSay(String text, Collection<Path> scripts) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path script : scripts) {
      if (Files.readString(script).contains(text)) {
        found.add(ROOT.relativize(script));
      }
    }
    return found;
  }

  @Test
  void modulesReachCoreByPublicNamesAlone() {
    List<String> strays = new ArrayList<>();
    arrows.forEach(
        (script, required) -> {
          for (Path target : required) {
            boolean own = ROOT.relativize(script).getName(0).equals(ROOT.relativize(target).getName(0));
            boolean open = target.startsWith(CORE.resolve("node")) || target.startsWith(CORE.resolve("spi")) || isMain(target);
            if (!own && !open) {
              strays.add(ROOT.relativize(script) + " requires " + ROOT.relativize(target));
            }
          }
        });
    assertThat(strays).isEmpty();
  }

  /** Whether a script is what a public name without a face leads to. */
  private static boolean isMain(Path script) {
    return script.startsWith(CORE)
        && script.getFileName().toString().equals(script.getParent().getFileName() + ".js");
  }

  @Test
  void namesAreInOneSpelling() {
    assertThat(
            arrows.keySet().stream()
                .filter(script -> script.startsWith(CORE) && !script.startsWith(CORE.resolve("node")))
                .map(script -> script.getFileName().toString())
                .filter(name -> !name.matches("[a-z0-9-]+\\.js")))
        .isEmpty();
  }
}
