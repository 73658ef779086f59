package io.cortado.loop;

import java.io.IOException;
import java.net.URL;
import java.util.concurrent.CompletableFuture;

/** A request from another thread, for scripts that must not wait for its answer. */
public final class Fetch {
  private Fetch() {}

  public static void start(URL url, CompletableFuture<String> answer) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (var in = url.openStream()) {
                answer.complete(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
              } catch (IOException e) {
                answer.complete(e.toString());
              }
            });
  }
}
