package io.cortado.it.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Listens to Server-Sent Events, as a browser's EventSource does. */
public final class EventSource implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** An event; texts that it does not have are empty. */
  public record Event(String id, String name, String data) {}

  private EventSource() {}

  /** Returns when the server has begun to answer, from when on nothing is missed. */
  public static EventSource open(String uri, Map<String, String> headers) {
    var source = new EventSource();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).header("Accept", "text/event-stream");
    headers.forEach(request::header);
    try {
      var response = source.client.send(request.timeout(Duration.ofSeconds(PATIENCE_SECONDS)).build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError(uri + " answered " + response.statusCode());
      }
      var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      Thread.ofVirtual().start(() -> source.read(lines));
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The next event, which may take a while to come. */
  public Event next() {
    try {
      Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came");
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read(BufferedReader lines) {
    String id = "";
    String name = "";
    String data = "";
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(": ");
        switch (colon < 0 ? line : line.substring(0, colon)) {
          case "id" -> id = line.substring(colon + 2);
          case "event" -> name = line.substring(colon + 2);
          case "data" -> data = line.substring(colon + 2);
          case "" -> {
            if (!data.isEmpty()) {
              events.add(new Event(id, name, data));
            }
            name = "";
            data = "";
          }
          default -> {}
        }
      }
    } catch (IOException e) {
      // closed by the test
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
