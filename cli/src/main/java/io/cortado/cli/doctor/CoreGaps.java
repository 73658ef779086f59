package io.cortado.cli.doctor;

import io.cortado.Cortado;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The functions of core modules that throw because Cortado has not got them: read out of the scripts that throw, so that what is
 * said here and what is said at run time are the same words.
 */
final class CoreGaps {
  private static final String SCRIPTS = "/io/cortado/js/";

  /** A call with the module, the function, and perhaps the advice. */
  private static final Pattern CALL =
      Pattern.compile("unsupported\\(\\s*'([a-z][a-z0-9_]*)\\.([A-Za-z]\\w*)'(?:,\\s*(?:\\w+ && )?(?:'([^']*)'|\"([^\"]*)\"|`([^`$]*)))?");

  /**
   * A function that is not there.
   *
   * @param module the core module
   * @param member its name there
   * @param advice what to do instead, perhaps empty
   */
  record Gap(String module, String member, String advice) {}

  private CoreGaps() {}

  /** By module. */
  static Map<String, List<Gap>> all() {
    Map<String, List<Gap>> gaps = new TreeMap<>();
    try {
      URI place = Objects.requireNonNull(Cortado.class.getResource(SCRIPTS + "bootstrap.js")).toURI();
      if (place.getScheme().equals("file")) {
        read(Path.of(place).resolveSibling(""), gaps);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
          read(jar.getPath(SCRIPTS), gaps);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return gaps;
  }

  private static void read(Path folder, Map<String, List<Gap>> gaps) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".js")).toList()) {
        Matcher call = CALL.matcher(Files.readString(file));
        while (call.find()) {
          String advice = Stream.of(call.group(3), call.group(4), call.group(5)).filter(Objects::nonNull).findFirst().orElse("");
          gaps.computeIfAbsent(call.group(1), module -> new ArrayList<>()).add(new Gap(call.group(1), call.group(2), advice.strip()));
        }
      }
    }
  }
}
