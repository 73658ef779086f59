package io.cortado.express.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table finds the layers that asking each of them would find. */
class RouteTableTest {
  private static final String[] WORDS = {"a", "b", "users", "me", "7", "x-y", "A", "Users"};

  /** What the table knows of a layer; no path for one that is always asked. */
  private record Entry(List<String> segments, boolean end, boolean always) {
    boolean leadsTo(List<String> path) {
      if (always) {
        return true;
      }
      if (path.size() < segments.size() || end && path.size() > segments.size()) {
        return false;
      }
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        if (!segment.equals(":") && !segment.equalsIgnoreCase(path.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private static List<Integer> naive(List<Entry> entries, List<String> path) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).leadsTo(path)) {
        positions.add(i);
      }
    }
    return positions;
  }

  private static List<Integer> layers(RouteTable table, String url) {
    int plan = table.find(url);
    assertThat(plan).as(url).isNotNegative();
    List<Integer> positions = new ArrayList<>();
    for (int position : table.layers(plan)) {
      positions.add(position);
    }
    return positions;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatAskingEachLayerFinds(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      var table = new RouteTable();
      List<Entry> entries = new ArrayList<>();
      int count = 1 + random.nextInt(25);
      for (int i = 0; i < count; i++) {
        Entry entry = entry(random);
        entries.add(entry);
        if (entry.always()) {
          table.ask(i);
        } else {
          table.add(i, path(entry.segments()), entry.end(), false);
        }
      }
      for (int i = 0; i < 200; i++) {
        List<String> path = words(random, random.nextInt(5));
        String url = path.isEmpty() ? "/" : path(path) + (random.nextInt(4) == 0 ? "/" : "") + (random.nextBoolean() ? "" : "?q=/a/b");
        assertThat(layers(table, url)).as("seed %d, %s in %s", seed, url, entries).isEqualTo(naive(entries, path));
      }
    }
  }

  private static Entry entry(Random random) {
    if (random.nextInt(8) == 0) {
      return new Entry(List.of(), false, true);
    }
    List<String> segments = words(random, random.nextInt(4));
    segments.replaceAll(segment -> random.nextInt(3) == 0 ? ":" : segment);
    return new Entry(segments, random.nextBoolean(), false);
  }

  private static List<String> words(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return words;
  }

  private static String path(List<String> segments) {
    return segments.isEmpty() ? "" : "/" + String.join("/", segments);
  }

  @Test
  void staysWithinItsBoundsWhateverIsAsked() throws ReflectiveOperationException {
    var table = new RouteTable();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      // Every word that is in a path or not makes another state.
      List<String> segments = new ArrayList<>(List.of(":", ":", ":", ":", ":", ":", ":", ":", ":", ":", ":", ":",
          ":", ":"));
      segments.set(i, "w");
      entries.add(new Entry(segments, false, false));
      table.add(i, path(segments), false, false);
    }
    int odd = 0;
    for (int mask = 0; mask < 1 << 14; mask += 3) {
      List<String> path = new ArrayList<>();
      for (int i = 0; i < 14; i++) {
        path.add((mask >> i & 1) == 1 ? "w" : "v" + mask);
      }
      String url = path(path);
      if (table.find(url) >= 0) {
        assertThat(layers(table, url)).as(url).isEqualTo(naive(entries, path));
      } else {
        odd++;
      }
    }
    assertThat(number(table, "states")).isBetween(1_000, 4_096);
    assertThat(size(table, "plans")).isLessThanOrEqualTo(4_096);
    assertThat(odd).as("paths that are left to the layers when the table is full").isPositive();
    assertThat(layers(table, "/v".repeat(14))).as("a path whose plan is known").isEmpty();
  }

  @Test
  void newPathsBringNoNewStates() throws ReflectiveOperationException {
    var table = new RouteTable();
    table.add(0, "/users/:", true, false);
    table.find("/users/0");
    int before = number(table, "states");
    for (int i = 1; i < 10_000; i++) {
      assertThat(layers(table, "/users/" + i)).isEqualTo(List.of(0));
      assertThat(layers(table, "/other" + i + "/x")).isEmpty();
    }
    assertThat(number(table, "states")).isLessThanOrEqualTo(before + 2);
  }

  private static int number(RouteTable table, String name) throws ReflectiveOperationException {
    Field field = RouteTable.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.getInt(table);
  }

  private static int size(RouteTable table, String name) throws ReflectiveOperationException {
    Field field = RouteTable.class.getDeclaredField(name);
    field.setAccessible(true);
    return ((List<?>) field.get(table)).size();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "a", "?a", "*", "http://a/b", "//a", "/a//b", "/a//", "/a b", "/a#b", "/é", "/a?b c", "/a?b#c", "/a?é",
    "/a\tb", "/a\0",
  })
  void leavesOddPathsToTheLayers(String url) {
    var table = new RouteTable();
    table.add(0, "/a", false, false);
    assertThat(table.find(url)).isNegative();
  }

  @Test
  void leavesVeryDeepPathsToTheLayers() {
    var table = new RouteTable();
    table.add(0, "/a", false, false);
    assertThat(layers(table, "/a".repeat(64))).isEqualTo(List.of(0));
    assertThat(table.find("/a".repeat(65))).isNegative();
  }

  @ParameterizedTest
  @CsvSource({"/a,0", "/A,-1", "/a/,-1", "/a/B,-1", "/?X,-2", "/a?X/,0", "/,-2"})
  void asksTheLayersWhereOneIsExact(String url, int expected) {
    var table = new RouteTable();
    table.add(0, "/a", true, true);
    int plan = table.find(url);
    if (expected == -1) {
      assertThat(plan).isNegative();
    } else {
      assertThat(layers(table, url)).isEqualTo(expected == 0 ? List.of(0) : List.of());
    }
  }

  @ParameterizedTest
  @CsvSource(nullValues = "none", value = {
    "plain,plain", "%41,A", "%C3%A9,é", "%c3%a9,é", "a%2Fb,a/b", "%F0%9F%98%80,😀", "+,+", "%25,%", "%,none",
    "%4,none", "%zz,none", "%E9,none", "%C0%AF,none", "%ED%A0%80,none", "a%,none", "%E0%A4%A,none", "%+1,none",
    "%-1,none",
  })
  void decodesSegments(String segment, String expected) {
    var table = new RouteTable();
    table.add(0, "/:/x", true, false);
    assertThat(layers(table, "/" + segment + "/x?y")).isEqualTo(List.of(0));
    assertThat(table.segment(0)).isEqualTo(expected);
    assertThat(table.segment(1)).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "/a,1,/a", "/a/,1,/a/", "/a/b,1,/a", "/a/b,2,/a/b", "/a/b/,2,/a/b/", "/a/b/?q,2,/a/b/", "/a/b/?q,1,/a",
    "/A/b?q,1,/A", "/a%2Fb/c,1,/a%2Fb",
  })
  void tellsWhatAMountedLayerTakesOff(String url, int count, String expected) {
    var table = new RouteTable();
    table.ask(0);
    assertThat(layers(table, url)).isEqualTo(List.of(0));
    assertThat(table.prefix(count)).isEqualTo(expected);
    assertThat(table.prefix(0)).isEmpty();
    assertThat(table.pathname()).isEqualTo(url.replaceFirst("\\?.*", ""));
  }

  @Test
  void takesCapitalsForSmallOnesAsPathsDo() {
    var table = new RouteTable();
    table.add(0, "/Users/:", true, false);
    for (String url : List.of("/users/Ada", "/USERS/Ada", "/Users/Ada")) {
      assertThat(layers(table, url)).isEqualTo(List.of(0));
      assertThat(table.segment(1)).isEqualTo("Ada");
    }
    assertThat(layers(table, "/users/ada".toUpperCase(Locale.ROOT))).isEqualTo(List.of(0));
  }
}
