package io.cortado.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cortado.it.support.RunningProcess;
import io.cortado.it.support.SampleApp;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Starting, stopping, and what is left after it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RestartIT {

  @Test
  void bookmarks_accounts_and_sessions_survive_a_restart() throws InterruptedException {
    Path folder = SampleApp.newFolder();
    String path;
    String name;
    String cookie;
    try (SampleApp first = SampleApp.start(folder)) {
      new Visitor(first).get("/api/v1/bookmarks").then().body("total", equalTo(30));
      Visitor owner = Visitor.signedUp(first);
      name = owner.name();
      path = owner.add("https://example.com/kept", "Kept", "kept");
      Response again = owner.send("/sign-in", Map.of("name", name, "password", Visitor.PASSWORD));
      cookie = again.cookie("sid");
      assertThat(first.stop()).as(first.output()).isZero();
    }
    try (SampleApp second = SampleApp.start(folder)) {
      var visitor = new Visitor(second);
      visitor.get("/api/v1/bookmarks").then().body("total", equalTo(31));
      visitor.request().cookie("sid", cookie).get(path).then()
          .statusCode(200)
          .body(containsString("<h1>Kept</h1>"))
          .body(containsString("href=\"" + path + "/edit\""));
      visitor.send("/sign-in", Map.of("name", name, "password", Visitor.PASSWORD)).then().statusCode(303);
    }
  }

  @Test
  void an_unreachable_database_is_named_in_one_sentence() throws InterruptedException {
    Map<String, String> environment = Map.of("MONGODB_URI", "mongodb://user:secret@127.0.0.1:9/bookmarks");
    try (RunningProcess process = SampleApp.startWith(environment)) {
      process.await(Pattern.compile("^Cannot reach MongoDB at mongodb://127\\.0\\.0\\.1:9/bookmarks\\."), Duration.ofSeconds(60));
      assertThat(process.awaitExit(Duration.ofSeconds(10))).isEqualTo(1);
      assertThat(process.output()).doesNotContain("secret").doesNotContain("    at ");
    }
  }
}
