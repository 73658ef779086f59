package io.cortado.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.it.support.Browser;
import io.cortado.it.support.Launcher;
import io.cortado.it.support.NodeApp;
import io.cortado.it.support.RunningProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;

/** The recipe of the guide to live data, with ws from npm: browsers and programs that subscribe to a collection. */
class LiveDataIT {
  private static final Path RECIPE = Path.of("src/test/recipes/live-data").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("http://localhost:(\\d+)/");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"(\\w+)\"");
  private static final int ROUNDS = 20;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private RunningProcess app = start("0");
  private String base = "localhost:" + await(app);

  private static RunningProcess start(String port) {
    Path folder = NodeApp.installed(RECIPE, "live-data");
    try {
      return Launcher.start(folder, Map.of("PORT", port, "MONGODB_URI", "mongodb://embedded/live"), folder.toString());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static String await(RunningProcess app) {
    try {
      return app.await(READY, PATIENCE).group(1);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @BeforeEach
  void forgetAllMessages() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + base + "/messages")).DELETE().build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
  }

  @AfterEach
  void end() {
    app.close();
    client.shutdownNow();
  }

  private void say(String text) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + base + "/messages"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
        .build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
  }

  @Test
  void aPageShowsWithinAMomentWhatAnotherWrites() throws Exception {
    WebDriver writer = Browser.start();
    try {
      WebDriver reader = Browser.start();
      try {
        open(writer);
        open(reader);
        script(reader, """
            window.seen = {};
            new MutationObserver(() => document.querySelectorAll('li').forEach((item) => {
              window.seen[item.textContent] ??= Date.now();
            })).observe(document.querySelector('ul'), { childList: true });
            """);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
          String text = "message " + i;
          Object sent = script(writer, "const form = document.forms[0]; form.elements.text.value = '" + text + "';"
              + "const now = Date.now(); form.requestSubmit(); return now");
          until(() -> script(reader, "return window.seen['" + text + "'] ?? null") != null);
          delays.add(((Number) script(reader, "return window.seen['" + text + "']")).longValue() - ((Number) sent).longValue());
        }
        Collections.sort(delays);
        System.out.println("live data: from one page to another in " + delays.get(ROUNDS / 2) + " ms (median), " + delays);
        assertThat(delays.get(ROUNDS / 2)).as("median of %s", delays).isLessThan(1000);

        // Both pages come back by themselves after a restart, and go on where they were.
        assertThat(app.stop()).as(app.output()).isZero();
        app = start(base.substring(base.indexOf(':') + 1));
        await(app);
        say("after the restart");
        for (WebDriver page : List.of(reader, writer)) {
          until(() -> texts(page).contains("after the restart"));
          assertThat(texts(page)).hasSize(ROUNDS + 1).doesNotHaveDuplicates();
        }
      } finally {
        reader.quit();
      }
    } finally {
      writer.quit();
    }
  }

  @Test
  void whoWasAwayGetsWhatItHasMissedAndNoMore() throws Exception {
    say("before");
    String token;
    try (var subscriber = Subscriber.open(client, base, "messages", "")) {
      assertThat(subscriber.next()).isEqualTo("{\"msg\":\"reset\"}");
      assertThat(subscriber.next()).startsWith("{\"msg\":\"added\"").contains("\"text\":\"before\"").doesNotContain("\"from\"");
      Matcher ready = TOKEN.matcher(subscriber.next());
      assertThat(ready.find()).isTrue();
      token = ready.group(1);
    }
    say("missed");
    forgetAllMessages();
    try (var subscriber = Subscriber.open(client, base, "messages", "&after=" + token)) {
      List<String> missed = List.of(subscriber.next(), subscriber.next(), subscriber.next());
      assertThat(missed).filteredOn(message -> message.startsWith("{\"msg\":\"removed\"")).hasSizeBetween(2, 3);
    }
    try (var subscriber = Subscriber.open(client, base, "messages", "&after=unknown")) {
      assertThat(subscriber.next()).isEqualTo("{\"msg\":\"reset\"}");
      assertThat(subscriber.next()).startsWith("{\"msg\":\"ready\"");
      say("new");
      assertThat(subscriber.next()).startsWith("{\"msg\":\"added\"").contains("\"text\":\"new\"");
    }
  }

  @Test
  void onlyPublishedCollectionsAreToldAndOnlyToPagesOfThisSite() {
    for (String name : List.of("users", "system.users", "__proto__", "")) {
      assertRefused(() -> Subscriber.open(client, base, name, ""));
    }
    assertRefused(() -> client.newWebSocketBuilder().header("Origin", "http://other.example")
        .buildAsync(URI.create("ws://" + base + "/subscribe?collection=messages"), new WebSocket.Listener() {}).join());
  }

  private static void assertRefused(Runnable handshake) {
    assertThatThrownBy(handshake::run)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
  }

  private void open(WebDriver page) {
    page.get("http://" + base + "/");
    until(() -> !page.findElements(By.cssSelector("[data-state=ready]")).isEmpty());
  }

  private static List<?> texts(WebDriver page) {
    return (List<?>) script(page, "return [...document.querySelectorAll('li')].map((item) => item.textContent)");
  }

  private static Object script(WebDriver page, String code) {
    return ((JavascriptExecutor) page).executeScript(code);
  }

  private static void until(Callable<Boolean> state) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(state);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  /** A program that subscribes. */
  private static final class Subscriber implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    static Subscriber open(HttpClient client, String base, String collection, String rest) {
      var subscriber = new Subscriber();
      URI uri = URI.create("ws://" + base + "/subscribe?collection=" + collection + rest);
      subscriber.socket = client.newWebSocketBuilder().buildAsync(uri, subscriber).join();
      return subscriber;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    String next() throws InterruptedException {
      String message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came");
      }
      return message;
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}
