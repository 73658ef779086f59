package io.cortado.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What express-handlebars 3.0.2, 3.1.0, 4.0.6 and 5.3.5 answered. */
class ExpressHandlebarsVersionsTest {
  @TempDir Path temporary;
  private Path views;

  @BeforeEach
  void write() throws IOException {
    views = temporary.toRealPath().resolve("views");
    Files.createDirectories(views.resolve("layouts"));
    Files.createDirectories(views.resolve("partials"));
    Files.writeString(views.resolve("home.handlebars"), "\n<h1>{{t}}</h1>{{> p}}\n");
    Files.writeString(views.resolve("layouts/main.handlebars"), "M[{{{body}}}]\n");
    Files.writeString(views.resolve("partials/p.handlebars"), "P{{u.g}}\n");
  }

  private String render(String version, String config, String locals) {
    try (Modules modules = new Modules()) {
      modules.run("""
          const exphbs = require('./express-handlebars-older.js')('%s');
          const u = Object.create({ get g() { return 'G'; } });
          exphbs(%s)('%s/home.handlebars', { settings: { views: '%s' }, t: 1, u, ...%s }, (error, html) => {
            globalThis.answer = error ? error.message : html;
          });
          """.formatted(version, config, views, views, locals));
      return modules.run("return String(globalThis.answer)").asString();
    }
  }

  @Test
  void theModuleIsTheFunctionThatMakesAnEngine() {
    try (Modules modules = new Modules()) {
      assertThat(modules.run("""
          const exphbs = require('./express-handlebars-older.js')('5.3.5');
          const instance = exphbs.create({ extname: 'hbs' });
          return [exphbs.name, exphbs.length, Object.keys(exphbs), instance instanceof exphbs.ExpressHandlebars,
            instance.extname, typeof instance.engine, typeof exphbs()].join(' ');
          """).asString()).isEqualTo("exphbs 1 create,ExpressHandlebars true .hbs function function");
    }
  }

  @Test
  void onlyThreePointNoughtHasNoDefaultLayout() {
    assertThat(render("5.3.5", "", "{}")).isEqualTo("M[<h1>1</h1>P]");
    assertThat(render("4.0.6", "", "{}")).isEqualTo("M[<h1>1</h1>P]");
    assertThat(render("3.1.0", "", "{}")).isEqualTo("M[<h1>1</h1>P]");
    assertThat(render("3.0.2", "", "{}")).isEqualTo("<h1>1</h1>P");
    assertThat(render("3.0.2", "{ defaultLayout: 'main' }", "{}")).isEqualTo("M[<h1>1</h1>P]");
  }

  @Test
  void thePartialsOfOneRenderingMayBeAPromise() {
    assertThat(render("5.3.5", "", "{ partials: Promise.resolve({ p: () => 'R' }) }")).isEqualTo("M[<h1>1</h1>R]");
    assertThat(render("3.1.0", "", "{ partials: Promise.resolve({ p: () => 'R' }) }")).isEqualTo("M[<h1>1</h1>R]");
  }

  @Test
  void runTimeOptionsCameWithFour() {
    String options = "{ runtimeOptions: { allowProtoPropertiesByDefault: true } }";
    assertThat(render("4.0.6", options, "{ layout: false }")).isEqualTo("<h1>1</h1>PG");
    assertThat(render("3.1.0", options, "{ layout: false }")).isEqualTo("<h1>1</h1>P");
  }
}
