package io.cortado.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a visitor reads them. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagesIT {
  private final SampleApp app;
  private final Visitor visitor;

  PagesIT(SampleApp app) {
    this.app = app;
    this.visitor = new Visitor(app);
  }

  @Test
  void the_list_has_bookmarks_tags_and_pages() {
    visitor.get("/?by=mira").then()
        .statusCode(200)
        .contentType("text/html; charset=utf-8")
        .body(containsString("<title>Bookmarks saved by mira · Ribbon</title>"))
        .body(containsString("<p>10 bookmarks · <a href=\"/\">Show all</a></p>"))
        .body(containsString("<time datetime=\"2026-11-17T08:12:00.000Z\">17 November 2026</time>"))
        .body(containsString("<a href=\"/?tag=reference\">reference</a>"));
    visitor.get("/").then().body(containsString("rel=\"next\" href=\"/?page&#x3D;2\"")).body(not(containsString("rel=\"prev\"")));
    visitor.get("/?page=2").then().body(containsString("rel=\"prev\" href=\"/\"")).body(containsString("Page 2 of"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999", "0", "-1", "x", "1e3", "%00", ""})
  void a_page_that_is_not_there_shows_one_that_is(String page) {
    visitor.get("/?page=" + page).then().statusCode(200).body(containsString("class=\"card\""));
  }

  @Test
  void search_finds_and_says_when_there_is_nothing() {
    visitor.get("/?q=flower+power").then().statusCode(200).body(containsString("Nothing found"));
    visitor.get("/?q=VIRTUAL").then().body(containsString("JEP 444: virtual threads")).body(containsString("<p>1 bookmark ·"));
    visitor.get("/?q=%3Cscript%3E%22").then()
        .body(containsString("“&lt;script&gt;&quot;”"))
        .body(containsString("value=\"&lt;script&gt;&quot;\""))
        .body(not(containsString("<script>")));
    visitor.get("/?q=%00virtual%00&tag=%00&by=%00").then().statusCode(200).body(containsString("JEP 444"));
  }

  @Test
  void tags_lead_to_their_bookmarks() {
    visitor.get("/tags").then().statusCode(200).body(containsString("<a href=\"/?tag=open-data\">open-data</a>"));
    visitor.get("/?tag=open-data").then().body(containsString("OpenStreetMap")).body(containsString("tagged open-data"));
  }

  @Test
  void a_bookmark_has_a_page_of_its_own() {
    Visitor owner = Visitor.signedUp(app);
    String path = owner.add("https://example.com/?a=1&b=\"2\"", "<b>Bold</b> & 'quoted'", "c++, a b");
    Response page = visitor.get(path);
    page.then()
        .statusCode(200)
        .body(containsString("<h1>&lt;b&gt;Bold&lt;/b&gt; &amp; 'quoted'</h1>"))
        .body(containsString("href=\"https://example.com/?a=1&amp;b=%222%22\""))
        .body(containsString("<a href=\"/?tag=c%2B%2B\">c++</a>"))
        .body(containsString("<a href=\"/?by=" + owner.name() + "\">" + owner.name() + "</a>"))
        .body(not(containsString("Edit")));
    owner.get(path).then().body(containsString("href=\"" + path + "/edit\""));
    visitor.get("/?tag=c%2B%2B").then().body(containsString("&lt;b&gt;Bold&lt;/b&gt; &amp; &#x27;quoted&#x27;"));
  }

  @Test
  void a_description_keeps_its_lines() {
    Visitor owner = Visitor.signedUp(app);
    Response saved = owner.send("/bookmarks/new", "/bookmarks",
        Map.of("url", "https://example.com/lines", "title", "Lines", "description", "one\r\ntwo\r\n\r\nthree", "tags", ""));
    visitor.get(saved.header("Location")).then()
        .body(containsString("<p class=\"description\">one\ntwo</p><p class=\"description\">three</p>"));
  }

  @Test
  void examples_of_the_api_name_the_address_that_was_asked() {
    visitor.get("/api").then().body(containsString("\n  " + app.uri() + "/api/v1/tokens\n"));
    visitor.request().header("Host", "ribbon.example:8080").get("/api").then()
        .body(containsString("  http://ribbon.example:8080/api/v1/tokens"));
    visitor.request().header("Host", "x';touch<y>").get("/api").then().body(not(containsString("touch")));
  }

  @Test
  void statistics_are_drawn_as_charts() {
    visitor.get("/statistics").then()
        .statusCode(200)
        .body(containsString("<dt>bookmarks</dt>"))
        .body(containsString("<svg class=\"chart\" role=\"img\" aria-label=\"Bar chart of the most used tags\""))
        .body(containsString("<rect x=\"30%\" y=\"5\" width=\"60.00%\" height=\"24\" rx=\"4\"></rect>"))
        .body(containsString("<td>developer.mozilla.org</td>"));
  }

  @Test
  void unknown_addresses_and_ids_get_the_404_page() {
    for (String path : new String[] {"/nothing", "/bookmarks/nope", "/bookmarks/ffffffffffffffffffffffff", "/bookmarks/", "/%00"}) {
      visitor.get(path).then()
          .statusCode(404)
          .contentType("text/html; charset=utf-8")
          .body(containsString("<h1>Page not found</h1>"))
          .body(not(containsString("    at ")));
    }
  }

  @Test
  void pages_tell_browsers_to_trust_nobody_else() {
    Response response = visitor.get("/");
    response.then()
        .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'self'"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("X-Frame-Options", equalTo("DENY"))
        .header("Referrer-Policy", equalTo("same-origin"))
        .header("Cache-Control", equalTo("private, no-cache"))
        .header("X-Powered-By", nullValue());
    assertThat(response.cookies()).as("a visitor who only reads gets no cookie").isEmpty();
  }

  @Test
  void a_page_that_is_the_same_is_not_sent_again() {
    String etag = visitor.get("/?by=teodor").header("ETag");
    visitor.request().header("If-None-Match", etag).get("/?by=teodor").then().statusCode(304);
  }

  @Test
  void files_are_served_with_their_types() {
    visitor.get("/style.css").then().statusCode(200).contentType("text/css; charset=utf-8").body(containsString(":root"));
    Response icon = visitor.get("/icon.svg");
    icon.then().statusCode(200).contentType("image/svg+xml");
    visitor.request().header("If-Modified-Since", icon.header("Last-Modified")).get("/icon.svg").then().statusCode(304);
    visitor.get("/../app.js").then().statusCode(404);
    visitor.get("/..%2fapp.js").then().statusCode(404);
  }

  @Test
  void forms_show_what_is_wrong_and_keep_what_was_typed() {
    Visitor owner = Visitor.signedUp(app);
    owner.send("/bookmarks/new", "/bookmarks", Map.of("url", "nowhere", "title", "", "tags", "a<b", "description", "<kept>")).then()
        .statusCode(422)
        .body(containsString("role=\"alert\""))
        .body(containsString("<a href=\"#url\">Enter an address that starts with http:// or https://</a>"))
        .body(containsString("<a href=\"#title\">Enter a title</a>"))
        .body(containsString("value=\"nowhere\" aria-invalid=\"true\" aria-describedby=\"url-hint url-error\">"))
        .body(containsString(">&lt;kept&gt;</textarea>"));
  }

  @Test
  void a_bookmark_can_be_edited_and_deleted() {
    Visitor owner = Visitor.signedUp(app);
    String path = owner.add("https://example.com/edit", "Before", "one");
    owner.get(path + "/edit").then().body(containsString("value=\"Before\"")).body(containsString("value=\"one\""));

    owner.send(path + "/edit", Map.of("url", "https://example.com/edit", "title", "After", "tags", "")).then()
        .statusCode(303)
        .header("Location", equalTo(path));
    owner.get(path).then()
        .body(containsString("<p class=\"flash\" role=\"status\">Your changes are saved.</p>"))
        .body(containsString("<h1>After</h1>"));
    owner.get(path).then().body(not(containsString("Your changes are saved.")));

    owner.get(path + "/delete").then().statusCode(200).body(containsString("This cannot be undone."));
    owner.send(path + "/delete", Map.of()).then().statusCode(303).header("Location", equalTo("/"));
    owner.get("/").then().body(containsString("“After” is deleted."));
    owner.get(path).then().statusCode(404);
  }

  @Test
  void the_same_address_is_saved_once() {
    Visitor owner = Visitor.signedUp(app);
    owner.add("https://example.com/once", "Once", "");
    owner.send("/bookmarks/new", "/bookmarks", Map.of("url", "https://example.com/once", "title", "Twice")).then()
        .statusCode(422)
        .body(containsString("You have saved this address already"));
  }

  @Test
  void the_app_tells_that_it_is_well() {
    visitor.get("/health").then().statusCode(200).body("status", equalTo("ok"));
  }
}
