package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The guides say nothing that no test has run: each block of code is a part of the file that is named last before it, or a file or
 * console of its page, which GuidesIT of the integration tests follows.
 */
class GuidesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path GUIDES = ROOT.resolve("docs/guide");
  private static final Pattern PART =
      Pattern.compile("(?ms)^```(?<language>\\w*)(?: (?<file>\\S+))?\\n(?<block>.*?)^```$|\\]\\((?<link>\\.\\./\\.\\./[^)]+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern INDENTED = Pattern.compile("(?m)^    \\S.*");
  private static final Pattern PAGE_LINK = Pattern.compile("\\]\\(([^):#]+)(?:#([^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern OURS = Pattern.compile("<artifactId>(cortado-[\\w-]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  private static List<Path> guides() throws IOException {
    try (Stream<Path> files = Files.list(GUIDES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** Without what the place of a part changes: indentation and empty lines. */
  private static String plain(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }

  @Test
  @DisplayName("each block of Java and JavaScript stands in the file that is named before it")
  void showsWhatIsTested() throws IOException {
    List<String> strange = new ArrayList<>();
    Set<Path> followed = new HashSet<>();
    int blocks = 0;
    for (Path guide : guides()) {
      String source = "";
      Matcher part = PART.matcher(Files.readString(guide));
      while (part.find()) {
        if (part.group("link") != null) {
          source = plain(Files.readString(guide.resolveSibling(part.group("link")).normalize()));
        } else if (part.group("file") != null || part.group("language").equals("console")) {
          followed.add(guide);
        } else if (!part.group("language").equals("xml")) {
          blocks++;
          if (!contains(source, part.group("block"))) {
            strange.add(guide.getFileName() + ": " + part.group("block"));
          }
        }
      }
    }
    assertThat(blocks).isGreaterThan(5);
    assertThat(strange).isEmpty();
    // GuidesIT knows a page by its consoles, which is where its files are used.
    assertThat(followed).hasSizeGreaterThan(5);
    for (Path guide : followed) {
      assertThat(Files.readString(guide)).as("%s", guide).contains("\n```console\n");
      assertThat(INDENTED.matcher(BLOCK.matcher(Files.readString(guide)).replaceAll("")).results()).as("%s", guide).isEmpty();
    }
  }

  @Test
  @DisplayName("links lead to files and headings that there are, and the index names each page")
  void leadsSomewhere() throws IOException {
    List<String> nowhere = new ArrayList<>();
    Set<Path> indexed = new HashSet<>();
    for (Path guide : guides()) {
      Matcher link = PAGE_LINK.matcher(BLOCK.matcher(Files.readString(guide)).replaceAll(""));
      while (link.find()) {
        Path target = guide.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target) || link.group(2) != null && !headings(target).contains(link.group(2))) {
          nowhere.add(guide.getFileName() + ": " + link.group());
        }
        if (guide.endsWith("README.md")) {
          indexed.add(target);
        }
      }
    }
    assertThat(nowhere).isEmpty();
    assertThat(indexed).containsAll(guides().stream().filter(guide -> !guide.endsWith("README.md")).toList());
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("(docs/guide/README.md)");
  }

  /** What a file's headings are called in links, as GitHub makes it. */
  private static List<String> headings(Path file) throws IOException {
    return HEADING.matcher(Files.readString(file)).results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-')).toList();
  }

  /** Whether all paragraphs of a block stand in a source, in this order. */
  private static boolean contains(String source, String block) {
    int from = 0;
    for (String paragraph : block.split("\\n\\s*\\n")) {
      int at = source.indexOf(plain(paragraph), from);
      if (at < 0) {
        return false;
      }
      from = at;
    }
    return true;
  }

  @Test
  @DisplayName("Maven's blocks name modules that there are, in the version that they have")
  void namesModules() throws IOException {
    String poms = "";
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path pom : folders.map(folder -> folder.resolve("pom.xml")).filter(Files::isRegularFile).toList()) {
        poms += Files.readString(pom);
      }
    }
    String version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml"))).results().findFirst().orElseThrow().group(1);
    List<MatchResult> named = new ArrayList<>();
    for (Path guide : guides()) {
      OURS.matcher(Files.readString(guide)).results().forEach(named::add);
    }
    assertThat(named).isNotEmpty();
    for (MatchResult module : named) {
      assertThat(poms).contains("<artifactId>" + module.group(1) + "</artifactId>\n  <");
      assertThat(module.group(2)).isIn(null, version);
    }
    assertThat(Files.readString(ROOT.resolve("bom/pom.xml"))).contains("<version>" + version + "</version>\n  <packaging>pom");
  }
}
