package io.cortado.it.sample;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code /api/v1/bookmarks} when it is used as it is meant to be. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BookmarksApiIT {
  private final SampleApp app;

  BookmarksApiIT(SampleApp app) {
    this.app = app;
  }

  @Test
  void lists_the_newest_first_with_links_to_other_pages() {
    var page = anybody().get("/bookmarks?by=mira&limit=4&page=2").then()
        .statusCode(200)
        .contentType("application/json; charset=utf-8")
        .header("Link", containsString("</api/v1/bookmarks?by=mira&limit=4&page=3>; rel=\"next\""))
        .header("Link", containsString("</api/v1/bookmarks?by=mira&limit=4>; rel=\"prev\""))
        .body("data", hasSize(4))
        .body("data.owner", everyItem(equalTo("mira")))
        .body("page", equalTo(2))
        .body("limit", equalTo(4))
        .body("total", equalTo(10))
        .body("pages", equalTo(3))
        .body("links.self", equalTo("/api/v1/bookmarks?by=mira&limit=4&page=2"))
        .body("links.first", equalTo("/api/v1/bookmarks?by=mira&limit=4"))
        .body("links.last", equalTo("/api/v1/bookmarks?by=mira&limit=4&page=3"));
    List<String> dates = page.extract().path("data.createdAt");
    assertThat(dates).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void links_of_the_last_page_lead_nowhere_further() {
    anybody().get("/bookmarks?by=mira&limit=4&page=3").then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("links.next", nullValue())
        .header("Link", not(containsString("rel=\"next\"")));
  }

  @Test
  void following_the_next_links_reaches_every_bookmark_once() {
    List<String> seen = new ArrayList<>();
    for (String path = "/api/v1/bookmarks?by=teodor&limit=3"; path != null; ) {
      var response = given().baseUri(app.uri()).urlEncodingEnabled(false).get(path);
      seen.addAll(response.jsonPath().getList("data.id", String.class));
      path = response.path("links.next");
    }
    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void finds_words_in_any_field_whatever_their_case() {
    anybody().get("/bookmarks?q=THREADS+openjdk").then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].title", equalTo("JEP 444: virtual threads"));
    anybody().get("/bookmarks?q=.*").then().statusCode(200).body("data", hasSize(0));
  }

  @Test
  void finds_by_tag() {
    anybody().get("/bookmarks?tag=jvm&by=teodor").then()
        .statusCode(200)
        .body("data.tags", everyItem(hasItem("jvm")))
        .body("total", equalTo(3));
  }

  @Test
  void creates_shows_replaces_changes_and_deletes_a_bookmark() {
    RequestSpecification api = Visitor.signedUp(app).api();
    String path = create(api, Map.of("url", "https://example.com/a", "title", " A  title ", "tags", List.of("One", "two", "one")));

    anybody().get(path).then()
        .statusCode(200)
        .body("url", equalTo("https://example.com/a"))
        .body("title", equalTo("A title"))
        .body("description", emptyString())
        .body("tags", equalTo(List.of("one", "two")))
        .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
        .body("links.self", equalTo("/api/v1" + path));

    json(api, Map.of("url", "https://example.com/b", "title", "B", "description", "Text")).put(path).then()
        .statusCode(200)
        .body("title", equalTo("B"))
        .body("tags", hasSize(0));

    json(api, Map.of("tags", "x, y")).patch(path).then()
        .statusCode(200)
        .body("title", equalTo("B"))
        .body("description", equalTo("Text"))
        .body("tags", equalTo(List.of("x", "y")));

    given().spec(api).delete(path).then().statusCode(204).body(emptyString());
    anybody().get(path).then().statusCode(404);
    given().spec(api).delete(path).then().statusCode(404);
  }

  @Test
  void takes_a_merge_patch() {
    RequestSpecification api = Visitor.signedUp(app).api();
    String path = create(api, Map.of("url", "https://example.com/", "title", "Before"));
    given().spec(api).contentType("application/merge-patch+json; charset=utf-8").body("{\"title\":\"After\"}").patch(path).then()
        .statusCode(200)
        .body("title", equalTo("After"));
  }

  @Test
  void answers_304_while_nothing_has_changed() {
    RequestSpecification api = Visitor.signedUp(app).api();
    String path = create(api, Map.of("url", "https://example.com/etag", "title", "Tagged"));
    String etag = anybody().get(path).then().statusCode(200).header("ETag", startsWith("\"")).extract().header("ETag");

    anybody().header("If-None-Match", etag).get(path).then()
        .statusCode(304)
        .header("ETag", equalTo(etag))
        .body(emptyString());

    json(api, Map.of("title", "Changed")).patch(path).then().statusCode(200).header("ETag", not(equalTo(etag)));
    anybody().header("If-None-Match", etag).get(path).then().statusCode(200).body("title", equalTo("Changed"));
  }

  @Test
  void answers_304_for_a_list_that_is_the_same() {
    String etag = anybody().get("/bookmarks?by=aisha").then().extract().header("ETag");
    anybody().header("If-None-Match", etag).get("/bookmarks?by=aisha").then().statusCode(304);
  }

  @Test
  void refuses_a_change_of_an_outdated_version() {
    RequestSpecification api = Visitor.signedUp(app).api();
    String path = create(api, Map.of("url", "https://example.com/match", "title", "First"));
    String first = anybody().get(path).header("ETag");

    json(api, Map.of("title", "Second")).header("If-Match", first).patch(path).then().statusCode(200);
    json(api, Map.of("title", "Third")).header("If-Match", first).patch(path).then().statusCode(412);
    given().spec(api).header("If-Match", first).delete(path).then().statusCode(412);
    anybody().get(path).then().body("title", equalTo("Second"));
  }

  @Test
  void answers_head_like_get_without_a_body() {
    String length = anybody().get("/bookmarks?by=mira").header("Content-Length");
    anybody().head("/bookmarks?by=mira").then()
        .statusCode(200)
        .header("Content-Length", equalTo(length))
        .body(emptyString());
  }

  @Test
  void keeps_texts_of_all_scripts() {
    RequestSpecification api = Visitor.signedUp(app).api();
    String title = "Grüße, 日本語, עברית, 🔖 </script> \u2028";
    String path = create(api, Map.of("url", "https://bücher.example/ä?ö=ü", "title", title, "tags", List.of("größe", "日本")));
    anybody().get(path).then()
        .body("url", equalTo("https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"))
        .body("title", startsWith("Grüße, 日本語, עברית, 🔖 </script>"))
        .body("tags", equalTo(List.of("größe", "日本")));
  }

  @Test
  void a_token_ends_when_it_is_deleted() {
    RequestSpecification api = Visitor.signedUp(app).api();
    given().spec(api).delete("/tokens/current").then().statusCode(204);
    json(api, Map.of("url", "https://example.com/", "title", "No")).post("/bookmarks").then().statusCode(401);
  }

  private RequestSpecification anybody() {
    return given().baseUri(app.uri()).basePath("/api/v1").urlEncodingEnabled(false);
  }

  private static RequestSpecification json(RequestSpecification api, Object body) {
    return given().spec(api).contentType("application/json").body(body);
  }

  /** The path of the new bookmark below the API's root. */
  private static String create(RequestSpecification api, Map<String, ?> body) {
    String location = json(api, body).post("/bookmarks").then().statusCode(201).extract().header("Location");
    assertThat(location).matches("/api/v1/bookmarks/[0-9a-f]{24}");
    return location.substring("/api/v1".length());
  }
}
