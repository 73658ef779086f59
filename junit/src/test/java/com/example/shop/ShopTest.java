package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.junit.Bind;
import io.cortado.junit.CortadoTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@CortadoTest("src/test/apps/shop/app.js")
class ShopTest {
  @Bind("orders")
  static final Orders ORDERS = new Orders();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  ShopTest(URI base) {
    this.base = base;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void placesAndListsOrders() throws Exception {
    HttpRequest.Builder order =
        HttpRequest.newBuilder(base.resolve("/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"item\": \"beans\", \"price\": 12.50}"));

    assertThat(send(order).body()).isEqualTo("{\"id\":1,\"item\":\"beans\",\"price\":12.5,\"placed\":\"2026-11-29T10:00:00Z\"}");

    String placed = send(HttpRequest.newBuilder(base.resolve("/orders/1"))).body();
    assertThat(placed).contains("\"item\":\"beans\"");
    assertThat(send(HttpRequest.newBuilder(base.resolve("/orders"))).body()).isEqualTo("[" + placed + "]");
  }

  @Test
  void answers404ForWhatIsNotThere() throws Exception {
    HttpResponse<String> response = send(HttpRequest.newBuilder(base.resolve("/orders/99")));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"error\":\"there is no order 99\"}");
  }

  @AfterEach
  void close() {
    client.close();
  }
}
