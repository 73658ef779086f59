package io.cortado.it.sample;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many requests at the same time. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConcurrencyIT {
  private static final int REQUESTS = 40;

  private final SampleApp app;

  ConcurrencyIT(SampleApp app) {
    this.app = app;
  }

  @Test
  void readers_all_get_the_page_that_they_asked_for() throws Exception {
    List<String> paths = List.of("/?by=mira", "/?by=teodor", "/statistics", "/tags", "/api/v1/bookmarks?by=aisha", "/nothing");
    List<String> titles = List.of("saved by mira", "saved by teodor", "Statistics", "All tags", "\"total\":10", "Page not found");
    List<String> bodies = atOnce(i -> () -> get(paths.get(i % paths.size())));
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(bodies.get(i)).contains(titles.get(i % titles.size()));
    }
  }

  @Test
  void writers_all_get_their_bookmark_saved() throws Exception {
    Visitor owner = Visitor.signedUp(app);
    RequestSpecification api = owner.api();
    List<Integer> statuses = atOnce(i -> () -> post(api, "https://example.com/" + i, "Number " + i));
    assertThat(statuses).containsOnly(201);
    given().baseUri(app.uri()).get("/api/v1/bookmarks?limit=100&by=" + owner.name()).then()
        .body("total", equalTo(REQUESTS))
        .body("data.title.unique().size()", equalTo(REQUESTS));
  }

  @Test
  void one_of_many_wins_with_the_same_address() throws Exception {
    RequestSpecification api = Visitor.signedUp(app).api();
    List<Integer> statuses = atOnce(i -> () -> post(api, "https://example.com/same", "Number " + i));
    assertThat(statuses.stream().collect(groupingBy(s -> s, counting()))).isEqualTo(Map.of(201, 1L, 409, REQUESTS - 1L));
  }

  @Test
  void no_change_is_lost_when_many_change_the_same_bookmark() throws Exception {
    RequestSpecification api = Visitor.signedUp(app).api();
    String id = json(api, Map.of("url", "https://example.com/", "title", "Start")).post("/bookmarks").path("id");
    String etag = given().spec(api).get("/bookmarks/" + id).header("ETag");
    List<Integer> statuses = atOnce(i -> () ->
        json(api, Map.of("title", "Number " + i)).header("If-Match", etag).patch("/bookmarks/" + id).statusCode());
    assertThat(statuses.stream().collect(groupingBy(s -> s, counting()))).isEqualTo(Map.of(200, 1L, 412, REQUESTS - 1L));
  }

  @Test
  void one_of_many_gets_a_name() throws Exception {
    String name = "race-" + System.nanoTime();
    List<Integer> statuses = atOnce(i -> () ->
        new Visitor(app).send("/sign-up", Map.of("name", name, "password", Visitor.PASSWORD)).statusCode());
    assertThat(statuses.stream().collect(groupingBy(s -> s, counting()))).isEqualTo(Map.of(303, 1L, 422, REQUESTS - 1L));
  }

  private String get(String path) {
    return given().baseUri(app.uri()).get(path).asString();
  }

  private static int post(RequestSpecification api, String url, String title) {
    return json(api, Map.of("url", url, "title", title)).post("/bookmarks").statusCode();
  }

  private static RequestSpecification json(RequestSpecification api, Object body) {
    return given().spec(api).contentType("application/json").body(body);
  }

  private static <T> List<T> atOnce(IntFunction<Callable<T>> task) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<T>> futures = threads.invokeAll(IntStream.range(0, REQUESTS).mapToObj(task).toList());
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
