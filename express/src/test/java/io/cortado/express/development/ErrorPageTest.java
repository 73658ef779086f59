package io.cortado.express.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorPageTest {
  private static final String[] HEADERS = {"Host", "here", "Cookie", "sid=1", "AUTHORIZATION", "Basic abc", "X-Api-Key", "k"};

  @TempDir private Path folder;

  @BeforeEach
  void writeApp() throws Exception {
    Files.writeString(folder.resolve("app.js"), "const a = 1;\nboom('<b>');\n");
    Files.createDirectories(folder.resolve("views"));
    Files.writeString(folder.resolve("views/page.pug"), "h1 hi\np= user.name\n");
  }

  private String[] facts(String message, String stack) {
    return new String[] {
      "status", "500", "name", "TypeError", "message", message, "stack", stack, "code", "E_CODE", "method", "GET",
      "url", "/x?token=abc&q=<i>", "version", "1.1", "route", "/x", "folder", folder.toString()
    };
  }

  private String stack() {
    return "TypeError: no <b>\n    at boom (" + folder + "/app.js:2:1)\n    at f (" + folder + "/node_modules/p/index.js:1:1)\n"
        + "    at com.example.Shop.find (Shop.java:12:0)\n    at next (node:io/cortado/x.js:1:2-3)";
  }

  @Test
  void showsTheLineThatHasFailedAndFoldsWhatIsNotTheApps() {
    String page = ErrorPage.of("text/html,*/*", facts("no <b>", stack()), HEADERS);

    assertThat(page)
        .contains("no &lt;b&gt;", "<code>app.js:2:1</code>", "> 2 | </span>boom(&#39;&lt;b&gt;&#39;);", "boom (app.js:2:1)")
        .contains("<details open><summary>Java (1)</summary>\n<pre>com.example.Shop.find (Shop.java:12:0)")
        .contains("<details><summary>Packages (1)</summary>", "<details><summary>Cortado and the engine (1)</summary>")
        .doesNotContain("<b>", "<i>");
  }

  @Test
  void showsNoSecretOfTheRequest() {
    String page = ErrorPage.of("text/html", facts("no", stack()), HEADERS);

    assertThat(page).contains("<td>here</td>", "/x?token=•••&amp;q=").doesNotContain("sid=1", "Basic", "abc", "<td>k</td>");
  }

  @Test
  void showsWhereATemplateHasFailed() {
    String file = folder.resolve("views/page.pug").toString();
    String page =
        ErrorPage.of(
            "text/html", facts(file + ":2\n  > 2| p= user.name\n\nno", "TypeError: no\n    at template (" + file + ":20:1)\n"), HEADERS);

    assertThat(page).contains("Template: <code>views/page.pug:2</code>", "> 2 | </span>p= user.name").doesNotContain("Code: ");
  }

  @Test
  void showsNoFileThatIsNeitherScriptNorTemplate() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.env"), "KEY=1\n");
    String page = ErrorPage.of("text/html", facts("no", "Error\n    at f (" + secret + ":1:1)"), HEADERS);

    assertThat(page).doesNotContain("KEY=1");
  }

  @Test
  void tellsProgramsInJson() {
    String body = ErrorPage.of("application/json", facts("no \"x\"\n", stack()), HEADERS);

    assertThat(body)
        .startsWith("{\"error\":{\"status\":500,\"name\":\"TypeError\",\"message\":\"no \\\"x\\\"\\n\",\"code\":\"E_CODE\"")
        .contains("\"at\":{\"file\":\"app.js\",\"line\":2,\"column\":1,\"text\":\"boom('<b>');\"}")
        .endsWith("\"request\":{\"method\":\"GET\",\"url\":\"/x?token=•••&q=<i>\",\"route\":\"/x\"}}}");
  }

  @Test
  void leavesEverybodyElseToExpress() {
    assertThat(ErrorPage.of("*/*", facts("no", stack()), HEADERS)).isNull();
    assertThat(ErrorPage.of("", facts("no", stack()), HEADERS)).isNull();
  }
}
