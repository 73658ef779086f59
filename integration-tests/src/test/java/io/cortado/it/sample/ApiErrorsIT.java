package io.cortado.it.sample;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/v1} when something is wrong with a request: always JSON, always with its status. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiErrorsIT {
  private static final Map<String, String> GOOD = Map.of("url", "https://example.com/", "title", "Example");

  private final SampleApp app;

  ApiErrorsIT(SampleApp app) {
    this.app = app;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "6b0167cfa3e2a768f679408", "ffffffffffffffffffffffff", "%00", "a%2Fb", "$ne"})
  void an_id_that_is_none_is_not_found(String id) {
    expect(anybody().get("/bookmarks/" + id), 404, "not_found");
  }

  @Test
  void an_address_that_leads_nowhere_is_not_found() {
    expect(anybody().get("/nothing"), 404, "not_found");
    expect(anybody().get("/bookmarks/a/b"), 404, "not_found");
  }

  @Test
  void a_method_that_is_not_there_is_refused_with_those_that_are() {
    expect(anybody().delete("/bookmarks"), 405, "method_not_allowed").header("Allow", equalTo("GET, HEAD, POST"));
    expect(anybody().get("/tokens"), 405, "method_not_allowed").header("Allow", equalTo("POST"));
    String id = anybody().get("/bookmarks?limit=1").path("data[0].id");
    expect(anybody().post("/bookmarks/" + id), 405, "method_not_allowed")
        .header("Allow", equalTo("GET, HEAD, PUT, PATCH, DELETE"));
    anybody().options("/bookmarks").then().statusCode(204).header("Allow", equalTo("GET, HEAD, POST"));
  }

  @Test
  void writing_needs_a_token() {
    for (String header : List.of("", "Bearer", "Bearer wrong", "Basic bWlyYTp4", "Bearer $ne")) {
      expect(json(anybody(), GOOD).header("Authorization", header).post("/bookmarks"), 401, "unauthorized")
          .header("WWW-Authenticate", equalTo("Bearer"));
    }
  }

  @Test
  void the_cookie_of_a_page_does_not_count_as_a_token() {
    Visitor visitor = Visitor.signedUp(app);
    expect(visitor.request().contentType("application/json").body(GOOD).post("/api/v1/bookmarks"), 401, "unauthorized");
  }

  @Test
  void only_the_owner_can_change_a_bookmark() {
    String id = anybody().get("/bookmarks?by=mira&limit=1").path("data[0].id");
    RequestSpecification api = Visitor.signedUp(app).api();
    expect(json(api, GOOD).put("/bookmarks/" + id), 403, "forbidden");
    expect(json(api, Map.of("title", "Mine")).patch("/bookmarks/" + id), 403, "forbidden");
    expect(given().spec(api).delete("/bookmarks/" + id), 403, "forbidden");
  }

  @Test
  void every_wrong_field_has_its_message() {
    RequestSpecification api = Visitor.signedUp(app).api();
    expect(json(api, Map.of("url", "javascript:alert(1)", "tags", List.of("a<b"), "owner", "mira")).post("/bookmarks"),
            422, "unprocessable_entity")
        .body("error.fields.url", containsString("http"))
        .body("error.fields.title", equalTo("Enter a title"))
        .body("error.fields.tags", containsString("letters"))
        .body("error.fields.owner", equalTo("There is no such field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/", "//example.com", "example.com", "https://", "data:text/html,x", "https://me:pw@example.com/", " "})
  void only_web_addresses_are_taken(String url) {
    RequestSpecification api = Visitor.signedUp(app).api();
    expect(json(api, Map.of("url", url, "title", "T")).post("/bookmarks"), 422, "unprocessable_entity")
        .body("error.fields", hasKey("url"));
  }

  @Test
  void values_of_another_type_are_refused() {
    RequestSpecification api = Visitor.signedUp(app).api();
    Map<String, Object> body = Map.of("url", Map.of("$ne", ""), "title", 5, "description", List.of(), "tags", List.of(1));
    expect(json(api, body).post("/bookmarks"), 422, "unprocessable_entity")
        .body("error.fields.keySet()", equalTo(Set.of("url", "title", "description", "tags")));
  }

  @Test
  void texts_that_are_too_long_are_refused() {
    RequestSpecification api = Visitor.signedUp(app).api();
    Map<String, Object> body = Map.of("url", "https://example.com/" + "x".repeat(2000), "title", "x".repeat(201),
        "description", "x".repeat(1001), "tags", Collections.nCopies(11, "x").stream().map(t -> t + Math.random()).toList());
    expect(json(api, body).post("/bookmarks"), 422, "unprocessable_entity")
        .body("error.fields.url", containsString("at most 2000"))
        .body("error.fields.title", containsString("at most 200"))
        .body("error.fields.description", containsString("at most 1000"))
        .body("error.fields.tags", containsString("at most 10"));
  }

  @Test
  void saving_the_same_address_twice_is_a_conflict() {
    RequestSpecification api = Visitor.signedUp(app).api();
    json(api, GOOD).post("/bookmarks").then().statusCode(201);
    expect(json(api, GOOD).post("/bookmarks"), 409, "conflict").body("error.fields", hasKey("url"));
    String other = json(api, Map.of("url", "https://example.com/2", "title", "2")).post("/bookmarks").path("id");
    expect(json(api, Map.of("url", "https://example.com/")).patch("/bookmarks/" + other), 409, "conflict");
  }

  @Test
  void json_that_is_broken_or_no_object_is_a_bad_request() {
    RequestSpecification api = Visitor.signedUp(app).api();
    expect(json(api, "{\"url\":").post("/bookmarks"), 400, "bad_request");
    expect(json(api, "[]").post("/bookmarks"), 400, "bad_request");
    expect(json(api, "\"text\"").post("/bookmarks"), 400, "bad_request");
  }

  @Test
  void other_types_and_too_much_are_refused() {
    RequestSpecification api = Visitor.signedUp(app).api();
    expect(given().spec(api).formParam("url", "https://example.com/").post("/bookmarks"), 415, "unsupported_media_type");
    expect(json(api, Map.of("title", "x".repeat(200_000))).post("/bookmarks"), 413, "payload_too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "page=-1", "page=1.5", "page=1e9", "page="})
  void a_page_that_is_no_number_is_a_bad_request(String query) {
    expect(anybody().get("/bookmarks?" + query), 400, "bad_request");
  }

  @Test
  void queries_that_are_no_text_match_everything_rather_than_reach_the_database() {
    anybody().get("/bookmarks?tag[$ne]=x&by[$gt]=&q[]=a").then().statusCode(200);
  }

  @Test
  void a_token_needs_the_right_name_and_password() {
    expect(json(anybody(), Map.of("name", "mira", "password", "")).post("/tokens"), 403, "forbidden");
    expect(json(anybody(), Map.of("name", Map.of("$ne", 1), "password", "x")).post("/tokens"), 422, "unprocessable_entity");
  }

  private static ValidatableResponse expect(Response response, int status, String code) {
    return response.then()
        .statusCode(status)
        .contentType("application/json; charset=utf-8")
        .body("error.status", equalTo(status))
        .body("error.code", equalTo(code))
        .body("error.message.length() > 5", equalTo(true));
  }

  private RequestSpecification anybody() {
    return given().baseUri(app.uri()).basePath("/api/v1").urlEncodingEnabled(false);
  }

  private static RequestSpecification json(RequestSpecification api, Object body) {
    return given().spec(api).contentType("application/json").body(body);
  }
}
