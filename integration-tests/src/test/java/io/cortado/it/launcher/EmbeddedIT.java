package io.cortado.it.launcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.cortado.Cortado;
import io.cortado.junit.CortadoTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The sample app as a part of this JVM, with all that it needs: Express, both view engines, sessions and a database. */
@CortadoTest(value = "../sample-app/app.js", env = {"MONGODB_URI=mongodb://memory/bookmarks", "NODE_ENV=test"})
class EmbeddedIT {
  private final URI base;

  EmbeddedIT(URI base) {
    this.base = base;
  }

  @Test
  void servesPagesOfBothViewEngines() {
    given().baseUri(base.toString()).get("/").then().statusCode(200).body(containsString("Ribbon"));
    given().baseUri(base.toString()).get("/statistics").then().statusCode(200).body(containsString("Ribbon"));
  }

  @Test
  void reachesItsDatabase(Cortado app) {
    given().baseUri(base.toString()).get("/health").then().statusCode(200);
    assertThat(app.exitCode()).isNotDone();
  }
}
