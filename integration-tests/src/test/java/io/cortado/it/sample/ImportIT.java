package io.cortado.it.sample;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Uploading the bookmarks file of a browser. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImportIT {
  private static final String START = """
      <!DOCTYPE NETSCAPE-Bookmark-file-1>
      <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
      <TITLE>Bookmarks</TITLE>
      <H1>Bookmarks Menu</H1>
      <DL><p>
      """;
  private static final String FILE = START + """
          <DT><H3 ADD_DATE="1700000000">Reading</H3>
          <DL><p>
              <DT><A HREF="https://example.org/a?x=1&amp;y=2" ADD_DATE="1700000000" TAGS="essays,long">Tea &amp; “cake”</A>
              <DD>A description &lt;here&gt;
              <DT><H3>Deeper</H3>
              <DL><p>
                  <DT><A HREF="https://example.org/b" ICON="data:image/png;base64,AAAA>">Größe 日本</A>
              </DL><p>
          </DL><p>
          <DT><A HREF="javascript:alert(1)">Bookmarklet</A>
          <DT><A HREF="https://example.org/a?x=1&amp;y=2">Again</A>
          <DT><A HREF="https://example.org/c"></A>
      </DL><p>
      """;

  private final SampleApp app;
  private final Visitor owner;

  ImportIT(SampleApp app) {
    this.app = app;
    this.owner = Visitor.signedUp(app);
  }

  @Test
  void adds_the_links_of_a_file_and_says_what_became_of_them() {
    upload(bytes(FILE)).then().statusCode(303).header("Location", equalTo("/import/result"));
    owner.get("/import/result").then()
        .statusCode(200)
        .body(containsString("my bookmarks.html has 5 bookmarks."))
        .body(containsString("<dt>Added</dt><dd>3</dd>"))
        .body(containsString("<dt>Known already</dt><dd>1</dd>"))
        .body(containsString("<dt>Refused</dt><dd>1</dd>"))
        .body(containsString("<strong>Bookmarklet</strong>: Enter an address that starts with http"));
    owner.get("/?by=" + owner.name()).then()
        .body(containsString("Tea &amp; “cake”"))
        .body(containsString("A description &lt;here&gt;"))
        .body(containsString("14 November 2023"))
        .body(containsString("/?tag=essays"))
        .body(containsString("Größe 日本"))
        .body(containsString("/?tag=deeper"))
        .body(containsString("https://example.org/c"));
  }

  @Test
  void importing_a_file_again_adds_nothing() {
    upload(bytes(FILE));
    upload(bytes(FILE));
    owner.get("/import/result").then().body(containsString("<dt>Added</dt><dd>0</dd>"));
    owner.get("/?by=" + owner.name()).then().body(containsString("<p>3 bookmarks"));
  }

  @Test
  void takes_as_many_as_a_long_life_collects() {
    var file = new StringBuilder(START);
    for (int i = 0; i < 2000; i++) {
      file.append("<DT><A HREF=\"https://example.net/").append(i).append("\">Number ").append(i).append("</A>\n");
    }
    upload(bytes(file + "</DL>")).then().statusCode(303);
    owner.get("/import/result").then().body(containsString("<dt>Added</dt><dd>2000</dd>"));
    upload(bytes(file + "<DT><A HREF=\"https://example.net/x\">One more</A></DL>")).then()
        .statusCode(422)
        .body(containsString("at most 2000"));
  }

  @Test
  void other_files_are_refused() {
    upload(bytes("<html>Hello</html>")).then().statusCode(422).body(containsString("This is not a bookmarks file."));
    upload(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, '\r', '\n', '\r', '\n'}).then().statusCode(422);
    upload(new byte[0]).then().statusCode(422).body(containsString("Choose the file"));
  }

  @Test
  void a_file_that_is_too_large_is_refused_with_the_limit() {
    String file = START + "x".repeat(2_000_000);
    upload(bytes(file)).then()
        .statusCode(413)
        .body(containsString("That is too large: at most 1 MB can be sent here."))
        .body(matchesRegex("(?s).*name=\"_csrf\" value=\"[\\w-]{20,}\".*"));
    owner.request().accept("application/json").multiPart("file", "b.html", bytes(file), "text/html").post("/import").then()
        .statusCode(413)
        .body("error.message", equalTo("That is too large: at most 1 MB can be sent here."));
  }

  @Test
  void a_file_made_to_be_slow_to_read_is_not() {
    String evil = START + "<A " + "a".repeat(300_000) + "=\"" + "<a href=\"".repeat(40_000);
    assertTimeout(Duration.ofSeconds(10), () -> upload(bytes(evil)).then().statusCode(303));
  }

  @Test
  void an_upload_without_its_token_is_refused() {
    owner.request().multiPart("file", "b.html", bytes(FILE), "text/html").post("/import").then().statusCode(403);
  }

  @Test
  void an_upload_that_is_cut_off_is_refused() {
    String type = "multipart/form-data; boundary=cut";
    owner.request().contentType(type).body(bytes("--cut\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nx")).post("/import").then()
        .statusCode(400)
        .body(containsString("The uploaded form is not complete."));
    owner.request().contentType("multipart/form-data").body(bytes("x")).post("/import").then().statusCode(400);
  }

  @Test
  void visitors_are_asked_to_sign_in() {
    new Visitor(app).get("/import").then().statusCode(303).header("Location", equalTo("/sign-in?next=%2Fimport"));
  }

  @Test
  void there_is_no_result_before_an_import() {
    owner.get("/import/result").then().statusCode(404);
  }

  private Response upload(byte[] file) {
    return owner
        .request()
        .multiPart("_csrf", owner.tokenOn("/import"))
        .multiPart("file", "my bookmarks.html", file, "text/html")
        .post("/import");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
