package io.cortado.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.support.SampleLane;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients of PostgreSQL, MariaDB and Redis from npm print on Cortado what they print on Node, and an app that uses them
 * does not grow under load. {@code -Dstores.record=true} records, {@code -Dstores.drift=true} compares with Node.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoresIT {
  private static final boolean RECORD = Boolean.getBoolean("stores.record");
  private static final boolean DRIFT = Boolean.getBoolean("stores.drift") || Tools.onCi();
  private static final String CORTADO = System.getProperty("ports.cortado", "");
  private static final int CLIENTS = 16;
  private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("stores.seconds", 20));
  /** What an app of this size keeps is under 100 MB; one that keeps something for each command is soon over this. */
  private static final long LIVE_BYTES = 200_000_000;

  private static final ExecutorService TWO = Executors.newFixedThreadPool(2);

  private static @Nullable StoreServers servers;
  private static Map<String, String> stores = Map.of();

  @BeforeAll
  static void startThem() throws IOException, InterruptedException {
    Tools.needNpm("running clients of data stores");
    List<String> missing = StoreServers.missing();
    if (!missing.isEmpty()) {
      assertThat(Tools.onCi()).as("data stores need %s", missing).isFalse();
      Tools.skip("data stores need " + missing + " (packages postgresql, redis-server and mariadb-server)");
    }
    StoreScripts.folder();
    servers = StoreServers.start();
    stores = servers.environment();
  }

  @AfterAll
  static void endThem() {
    TWO.shutdownNow();
    if (servers != null) {
      servers.close();
    }
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> clientsPrintOnNodeWhatIsRecorded() throws IOException {
    if (!RECORD && !DRIFT) {
      Tools.skip("recording the clients of data stores again is done on CI, or with -Dstores.drift=true");
    }
    return StoreScripts.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> {
      String printed = StoreScripts.output(List.of("node"), name, stores);
      if (RECORD) {
        Files.createDirectories(StoreScripts.golden(name).getParent());
        Files.writeString(StoreScripts.golden(name), printed);
      }
      assertThat(printed).isEqualTo(Files.readString(StoreScripts.golden(name)));
    }));
  }

  @TestFactory
  @Order(2)
  Stream<DynamicTest> clientsPrintOnCortadoWhatTheyPrintOnNode() throws IOException, InterruptedException {
    List<String> runtime = cortado();
    Map<String, Future<String>> printed = new LinkedHashMap<>();
    for (String name : StoreScripts.names()) {
      printed.put(name, TWO.submit(() -> StoreScripts.output(runtime, name, stores)));
    }
    return printed.keySet().stream().map(name -> DynamicTest.dynamicTest(name, () ->
        assertThat(printed.get(name).get()).isEqualTo(Files.readString(StoreScripts.golden(name)))));
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(strings = {"pg", "redis"})
  void anAppUnderLoadKeepsNothing(String path) throws Exception {
    List<String> command = new ArrayList<>(cortado());
    command.add("load.js");
    try (AppProcess app = AppProcess.start(command, StoreScripts.folder(), stores)) {
      int answered = load(app.port(), path);
      long live = liveBytes(app.pid());
      System.out.println("stores: " + answered + " answers by " + path + ", then " + live / 1_000_000 + " MB live");
      assertThat(answered).isGreaterThan(CLIENTS);
      assertThat(live).as("live bytes after %d answers", answered).isLessThan(LIVE_BYTES);
    }
  }

  /** Asks without a pause on connections that stay open; every answer has to be the one that was asked for. */
  private static int load(int port, String path) throws Exception {
    var numbers = new AtomicInteger();
    long end = System.nanoTime() + LOAD.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(threads.submit(() -> {
          ask(port, path, end, numbers);
          return null;
        }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return numbers.get();
  }

  private static void ask(int port, String path, long end, AtomicInteger numbers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(RawHttpClient.TIMEOUT_MILLIS);
      var methods = new ArrayDeque<String>();
      var responses = new ResponseReader(new BufferedInputStream(socket.getInputStream()), methods);
      while (System.nanoTime() < end) {
        int n = numbers.incrementAndGet() % 10_000;
        methods.add("GET");
        socket.getOutputStream().write(
            ("GET /" + path + "/" + n + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpMessage response = responses.next();
        assertThat(response).as("answer to %s/%d", path, n).isNotNull();
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).containsPattern("\"n\":\"?" + n + "\\b");
      }
    }
  }

  /** What a full collection leaves, by the histogram of the JVM. */
  private static long liveBytes(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
        .redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    String total = text.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
    return Long.parseLong(total.trim().split(" +")[2]);
  }

  private static List<String> cortado() throws InterruptedException {
    return CORTADO.isEmpty() ? List.of(SampleLane.prepared()) : List.of(CORTADO.split(" "));
  }
}
