package io.cortado.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.express.http.FormFuzz;
import io.cortado.http.ChunkFuzz;
import io.cortado.http.HeadFuzz;
import io.cortado.http.ResponseFuzz;
import io.cortado.mongo.driver.ReplyFuzz;
import io.cortado.mongo.embedded.WireFuzz;
import io.cortado.node.url.UrlFuzz;
import io.cortado.views.handlebars.HandlebarsFuzz;
import io.cortado.views.pug.PugFuzz;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each parser reads its corpus ({@code src/test/resources/fuzz}) and then a few hundred inputs that are made of it, the same
 * ones each time; or for as many seconds as the system property {@code fuzz.seconds} says, beginning with {@code fuzz.seed}. Jazzer takes the same targets, which are
 * classes with a {@code fuzzerTestOneInput}.
 */
class FuzzTest {
  /** So much of a processor's time may one input take; the first ones start engines. */
  private static final long SLOW_MILLIS = 5_000;

  private static final int INPUTS = 400;

  private static final Path CORPUS = Path.of("src/test/resources/fuzz");

  /** What reads an input, or throws what no caller expects. */
  interface Target {
    void read(byte[] input) throws Exception;
  }

  enum Parser {
    HEAD(HeadFuzz::fuzzerTestOneInput),
    CHUNK(ChunkFuzz::fuzzerTestOneInput),
    RESPONSE(ResponseFuzz::fuzzerTestOneInput),
    FORM(FormFuzz::fuzzerTestOneInput),
    URL(UrlFuzz::fuzzerTestOneInput),
    WIRE(WireFuzz::fuzzerTestOneInput),
    REPLY(ReplyFuzz::fuzzerTestOneInput),
    HANDLEBARS(HandlebarsFuzz::fuzzerTestOneInput),
    PUG(PugFuzz::fuzzerTestOneInput);

    final Target target;

    Parser(Target target) {
      this.target = target;
    }

    Path corpus() {
      return CORPUS.resolve(name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void readsWhatNobodyWouldSend(Parser parser) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(parser.corpus())) {
      for (Path file : files.filter(path -> !path.endsWith("words")).sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    assertThat(seeds).isNotEmpty();
    for (byte[] seed : seeds) {
      read(parser, seed);
    }
    Mutator mutator = new Mutator(Long.getLong("fuzz.seed", 1), seeds, words(parser));
    Long seconds = Long.getLong("fuzz.seconds");
    long end = System.nanoTime() + Duration.ofSeconds(seconds == null ? 0 : seconds).toNanos();
    long inputs = 0;
    while (seconds == null ? inputs < INPUTS : System.nanoTime() < end) {
      read(parser, mutator.next());
      inputs++;
    }
    if (seconds != null) {
      System.out.println(parser + ": " + inputs + " inputs");
    }
  }

  private static List<String> words(Parser parser) throws IOException {
    return Files.readAllLines(parser.corpus().resolve("words"), StandardCharsets.ISO_8859_1);
  }

  private static void read(Parser parser, byte[] input) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    try {
      parser.target.read(input);
    } catch (Exception | Error e) {
      throw new AssertionError(parser + " of " + shown(input), e);
    }
    long millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    assertThat(millis).as(() -> parser + " of " + shown(input)).isLessThan(SLOW_MILLIS);
  }

  /** In hexadecimal; what is too long for a message is written to a file. */
  private static String shown(byte[] input) {
    if (input.length < 2_000) {
      return HexFormat.of().formatHex(input);
    }
    try {
      return Files.write(Files.createTempFile("fuzz", ".input"), input).toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
