package io.cortado.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What clients are told of an exception of Java's that no handler has answered: what Express tells of any error. */
class ErrorsInProductionTest {
  /** A service that fails. */
  public static final class Failing {
    public String find(long id) {
      if (id > 0) {
        throw new IllegalStateException("the password is wrong");
      }
      return "nothing";
    }
  }

  private static HttpResponse<String> get(URI base) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(base).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @CortadoTest(value = "src/test/apps/failing.js", env = {"NODE_ENV=production"})
  static class Production {
    @Bind("orders")
    static final Failing ORDERS = new Failing();

    @Test
    @DisplayName("in production nothing but the status")
    void tellsNothing(URI base) throws Exception {
      HttpResponse<String> response = get(base);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("<pre>Internal Server Error</pre>").doesNotContain("password", "Failing");
      assertThat(response.headers().map().toString()).doesNotContain("password", "Failing");
    }
  }

  @CortadoTest(value = "src/test/apps/failing.js", env = {"NODE_ENV=development"})
  static class Development {
    @Bind("orders")
    static final Failing ORDERS = new Failing();

    @Test
    @DisplayName("in development the frames of Java and those of the app")
    void tellsBothStacks(URI base) throws Exception {
      assertThat(get(base).body())
          .contains("<pre>IllegalStateException: the password is wrong<br>")
          .containsPattern("Failing\\.find \\(ErrorsInProductionTest\\.java:\\d+\\)[\\s\\S]*failing\\.js:6:");
    }
  }

  @Test
  void bothAreRun() {
    for (Class<?> tests : List.of(Production.class, Development.class)) {
      TestExecutionSummary summary = Launches.of(tests);
      assertThat(summary.getFailures()).map(failure -> failure.getException()).isEmpty();
      assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }
  }
}
