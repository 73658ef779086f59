package io.cortado.it.sample;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.support.SampleApp;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser: keeps cookies and sends forms with the token that their page has. */
final class Visitor {
  static final String PASSWORD = "correct horse battery staple";

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final SampleApp app;
  private final CookieFilter cookies = new CookieFilter();
  private final String name = "v-" + UUID.randomUUID().toString().substring(0, 12);

  Visitor(SampleApp app) {
    this.app = app;
  }

  /** Somebody with a new account who is signed in. */
  static Visitor signedUp(SampleApp app) {
    var visitor = new Visitor(app);
    Response response = visitor.send("/sign-up", Map.of("name", visitor.name, "password", PASSWORD));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(303);
    return visitor;
  }

  String name() {
    return name;
  }

  /** A request with the cookies of this visitor that follows no redirects. */
  RequestSpecification request() {
    return given().baseUri(app.uri()).filter(cookies).redirects().follow(false);
  }

  Response get(String path) {
    return request().urlEncodingEnabled(false).get(path);
  }

  /** Fills in the form at a path and sends it there. */
  Response send(String path, Map<String, String> fields) {
    return send(path, path, fields);
  }

  /** Fills in the form of a page and sends it to a path. */
  Response send(String page, String path, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("_csrf", tokenOn(page));
    return request().contentType("application/x-www-form-urlencoded; charset=utf-8").formParams(all).post(path);
  }

  String tokenOn(String page) {
    String html = get(page).then().statusCode(200).extract().asString();
    Matcher matcher = TOKEN.matcher(html);
    assertThat(matcher.find()).as("a form token on %s", page).isTrue();
    return matcher.group(1);
  }

  /** Adds a bookmark through the form and gives the path of its page. */
  String add(String url, String title, String tags) {
    Response response = send("/bookmarks/new", "/bookmarks",
        Map.of("url", url, "title", title, "description", "", "tags", tags));
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(303);
    return response.header("Location");
  }

  /** A request to the API with a token of this visitor. */
  RequestSpecification api() {
    return given().baseUri(app.uri()).basePath("/api/v1").auth().oauth2(apiToken());
  }

  private String apiToken() {
    return given()
        .baseUri(app.uri())
        .contentType("application/json")
        .body(Map.of("name", name, "password", PASSWORD))
        .post("/api/v1/tokens")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }
}
