package io.cortado.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts, sessions and what protects them. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccountsIT {
  private final SampleApp app;
  private final Visitor visitor;

  AccountsIT(SampleApp app) {
    this.app = app;
    this.visitor = new Visitor(app);
  }

  @Test
  void signing_up_signs_in_and_greets() {
    Visitor owner = Visitor.signedUp(app);
    owner.get("/").then().body(containsString("Welcome, " + owner.name() + "!")).body(containsString("Sign out"));
  }

  @Test
  void the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    String cookie = visitor.get("/sign-in").header("Set-Cookie");
    assertThat(cookie).startsWith("sid=s%3A").contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=2592000");
  }

  @Test
  void signing_in_gives_a_new_session() {
    String before = visitor.get("/sign-in").cookie("sid");
    Visitor owner = Visitor.signedUp(app);
    owner.send("/", "/sign-out", Map.of()).then().statusCode(303);
    owner.get("/").then().body(not(containsString("Sign out")));

    Response response = owner.send("/sign-in", Map.of("name", owner.name().toUpperCase(Locale.ROOT), "password", Visitor.PASSWORD));
    response.then().statusCode(303).header("Location", equalTo("/"));
    assertThat(response.cookie("sid")).isNotEqualTo(before);
    owner.get("/").then().body(containsString("Welcome back, " + owner.name() + "!"));
  }

  @Test
  void a_session_is_over_after_signing_out() {
    Visitor owner = Visitor.signedUp(app);
    String cookie = owner.send("/sign-up", "/sign-in", Map.of("name", owner.name(), "password", Visitor.PASSWORD)).cookie("sid");
    owner.send("/", "/sign-out", Map.of());
    new Visitor(app).request().cookie("sid", cookie).get("/bookmarks/new").then().statusCode(303);
  }

  @Test
  void wrong_names_and_passwords_get_the_same_answer() {
    Visitor owner = Visitor.signedUp(app);
    for (String name : new String[] {owner.name(), "nobody-" + owner.name(), "mira"}) {
      visitor.send("/sign-in", Map.of("name", name, "password", "wrong password")).then()
          .statusCode(422)
          .body(containsString("Name and password do not match"))
          .body(not(containsString("wrong password")));
    }
  }

  @Test
  void guessing_is_stopped() {
    Visitor owner = Visitor.signedUp(app);
    for (int i = 0; i < 10; i++) {
      visitor.send("/sign-in", Map.of("name", owner.name(), "password", "guess number " + i)).then().statusCode(422);
    }
    visitor.send("/sign-in", Map.of("name", owner.name(), "password", Visitor.PASSWORD)).then()
        .statusCode(429)
        .body(containsString("Too many attempts"));
  }

  @Test
  void names_and_passwords_are_checked() {
    visitor.send("/sign-up", Map.of("name", "a b", "password", "short")).then()
        .statusCode(422)
        .body(containsString("<a href=\"#name\">Choose a name of 3 to 30"))
        .body(containsString("<a href=\"#password\">Choose a password of at least 10 characters</a>"));
    visitor.send("/sign-up", Map.of("name", "MIRA", "password", Visitor.PASSWORD)).then()
        .statusCode(422)
        .body(containsString("Somebody has this name already"));
  }

  @Test
  void a_form_without_its_token_is_refused() {
    Visitor owner = Visitor.signedUp(app);
    Visitor other = Visitor.signedUp(app);
    Map<String, String> fields = Map.of("url", "https://example.com/csrf", "title", "Forged");
    owner.request().formParams(fields).post("/bookmarks").then()
        .statusCode(403)
        .body(containsString("This form is no longer valid"));
    owner.request().formParams(fields).formParam("_csrf", other.tokenOn("/bookmarks/new")).post("/bookmarks").then()
        .statusCode(403);
    visitor.request().formParam("name", "x").post("/sign-in").then().statusCode(403);
    owner.request().post("/sign-out").then().statusCode(403);
    owner.get("/?by=" + owner.name()).then().body(not(containsString("Forged")));
  }

  @Test
  void a_forged_cookie_is_no_session() {
    visitor.request().cookie("sid", "s:forged.c2lnbmF0dXJl").get("/bookmarks/new").then().statusCode(303);
    visitor.request().cookie("sid", "forged").get("/").then().statusCode(200).body(containsString("Sign in"));
  }

  @Test
  void pages_for_members_lead_to_signing_in_and_back() {
    visitor.get("/bookmarks/new?url=https://example.com/").then()
        .statusCode(303)
        .header("Location", equalTo("/sign-in?next=%2Fbookmarks%2Fnew%3Furl%3Dhttps%3A%2F%2Fexample.com%2F"));
    Visitor owner = Visitor.signedUp(app);
    owner.send("/sign-in", Map.of("name", owner.name(), "password", Visitor.PASSWORD, "next", "/statistics?a=1")).then()
        .header("Location", equalTo("/statistics?a=1"));
  }

  @ParameterizedTest
  @CsvSource({"https://evil.example/", "//evil.example/", "/\\evil.example/", "'/\t/evil.example'", "javascript:alert(1)", "/.//evil.example"})
  void signing_in_never_leads_to_another_site(String next) {
    Visitor owner = Visitor.signedUp(app);
    owner.send("/sign-in", Map.of("name", owner.name(), "password", Visitor.PASSWORD, "next", next)).then()
        .statusCode(303)
        .header("Location", equalTo("/"));
  }

  @Test
  void bookmarks_of_others_cannot_be_changed() {
    Visitor owner = Visitor.signedUp(app);
    Visitor other = Visitor.signedUp(app);
    String path = owner.add("https://example.com/mine", "Mine", "");
    other.get(path + "/edit").then().statusCode(403).body(containsString("Only " + owner.name() + " can change this bookmark."));
    other.send("/bookmarks/new", path + "/edit", Map.of("url", "https://example.com/", "title", "Taken")).then().statusCode(403);
    other.send("/bookmarks/new", path + "/delete", Map.of()).then().statusCode(403);
    visitor.get(path + "/delete").then().statusCode(303).header("Location", startsWith("/sign-in"));
    visitor.get(path).then().body(containsString("<h1>Mine</h1>"));
  }

  @Test
  void fields_that_are_no_text_do_no_harm() {
    String token = visitor.tokenOn("/sign-in");
    visitor.request().formParam("_csrf", token).formParam("name[$ne]", "x").formParam("password[$ne]", "x").post("/sign-in").then()
        .statusCode(422);
    visitor.request().formParam("_csrf[a]", token).formParam("name", "x").post("/sign-in").then().statusCode(403);
  }
}
