package io.cortado.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What classes with {@link CortadoTest} are given, and what becomes of their apps. */
class CortadoTestTest {
  /** A service of the tests'. */
  public static final class Orders {
    /** Data. */
    public record Order(long id, String what) {}

    public Order find(long id) {
      return new Order(id, "beans");
    }
  }

  private static final List<Cortado> SEEN = new ArrayList<>();

  private static String get(URI address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @CortadoTest(value = "src/test/apps/shop.js", args = {"to", "all"}, env = "GREETING=hello")
  static class Working {
    @Bind("orders")
    private static final Orders ORDERS = new Orders();

    private final Cortado fromConstructor;

    Working(Cortado app) {
      fromConstructor = app;
      SEEN.add(app);
    }

    @Test
    void answersWithWhatJavaKnows(URI base) throws Exception {
      assertThat(get(base.resolve("/orders/7"))).isEqualTo("{\"id\":7,\"what\":\"beans\"}");
    }

    @Test
    void knowsItsEnvironment(@Port int port, Cortado app) throws Exception {
      assertThat(app).isSameAs(fromConstructor);
      assertThat(get(URI.create("http://localhost:" + port + "/greeting"))).isEqualTo("hello to all");
    }

    @Nested
    class Within {
      @Test
      void usesTheSameApp(Cortado app) {
        assertThat(app).isSameAs(fromConstructor);
      }
    }
  }

  @CortadoTest("src/test/apps/broken.js")
  static class Broken {
    @Test
    void neverRuns() {
      throw new AssertionError("it ran");
    }
  }

  @Test
  @DisplayName("a class has one app, which is drained when all its tests have run")
  void startsOne() {
    SEEN.clear();

    TestExecutionSummary summary = Launches.of(Working.class);

    assertThat(summary.getFailures()).map(failure -> failure.getException()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
    assertThat(SEEN).hasSizeGreaterThan(1).allMatch(app -> app == SEEN.getFirst());
    assertThat(SEEN.getFirst().exitCode()).isCompletedWithValue(0);
  }

  @Test
  @DisplayName("an app that does not start fails the class with its own error")
  void failsWithTheReason() {
    TestExecutionSummary summary = Launches.of(Broken.class);

    assertThat(summary.getTestsStartedCount()).isZero();
    assertThat(summary.getFailures()).singleElement()
        .satisfies(failure -> assertThat(failure.getException()).hasMessageContaining("the settings are missing"));
  }
}
