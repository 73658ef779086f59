package io.cortado.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every view engine promises, whatever its language. */
class ContractTest {
  @TempDir Path temporary;
  private Path views;
  private Modules modules;

  /** An engine with the way to write the same view in its language. */
  enum Engine {
    PUG("pug", "pug", "require('pug').__express"),
    HBS("hbs", "hbs", "require('hbs').create().__express"),
    EXPRESS_HANDLEBARS("express-handlebars", "handlebars", "require('express-handlebars').engine()"),
    HANDLEBARS("handlebars", "handlebars", "require('handlebars').__express");

    final String module;
    final String extension;
    final String function;

    Engine(String module, String extension, String function) {
      this.module = module;
      this.extension = extension;
      this.function = function;
    }

    String write(String pug, String handlebars) {
      return this == PUG ? pug : handlebars;
    }

    String file(String name) {
      return name + "." + extension;
    }

    String layout() {
      return this == PUG || this == HBS ? file("layout") : "layouts/main." + extension;
    }
  }

  @BeforeEach
  void start() throws IOException {
    views = Files.createDirectories(temporary.toRealPath().resolve("app/views"));
    modules = new Modules();
  }

  @AfterEach
  void stop() {
    modules.close();
  }

  private void file(String name, String text) throws IOException {
    Path file = views.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void layout(Engine engine) throws IOException {
    file(engine.layout(), engine.write("html\n  block content\n", "<html>{{{body}}}</html>"));
  }

  private String render(Engine engine, String locals) {
    modules.run("""
        globalThis.engines = globalThis.engines || {};
        const render = engines.%1$s = engines.%1$s || %2$s;
        globalThis.answer = undefined;
        render('%3$s/%4$s', { settings: { views: '%3$s' }, ...%5$s }, (error, html) => {
          globalThis.answer = error ? 'ERROR ' + (error.code || '') + ' ' + error.message : html;
        });
        """.formatted(engine, engine.function, views, engine.file("page"), locals));
    return modules.run("return String(globalThis.answer)").asString().strip();
  }

  @ParameterizedTest
  @EnumSource
  void wrapsAViewInItsLayout(Engine engine) throws IOException {
    layout(engine);
    file(engine.file("page"), engine.write("extends layout\nblock content\n  p= x\n", "<p>{{x}}</p>"));
    assertThat(render(engine, "{ x: 1 }")).isEqualTo("<html><p>1</p></html>");
  }

  @ParameterizedTest
  @EnumSource
  void escapesValuesUnlessAskedNotTo(Engine engine) throws IOException {
    file(engine.file("page"), engine.write("p= x\np!= x\na(title=x)", "<p>{{x}}</p><p>{{{x}}}</p><a title=\"{{x}}\"></a>"));
    assertThat(render(engine, "{ x: '<b>&\"', layout: false }"))
        .isEqualTo("<p>&lt;b&gt;&amp;&quot;</p><p><b>&\"</p><a title=\"&lt;b&gt;&amp;&quot;\"></a>");
  }

  @ParameterizedTest
  @EnumSource
  void loopsOverLists(Engine engine) throws IOException {
    file(engine.file("page"), engine.write("each x, i in l\n  i #{i}#{x}\nelse\n  i none",
        "{{#each l}}<i>{{@index}}{{this}}</i>{{else}}<i>none</i>{{/each}}"));
    assertThat(render(engine, "{ l: ['a', 'b'], layout: false }")).isEqualTo("<i>0a</i><i>1b</i>");
    assertThat(render(engine, "{ l: [], layout: false }")).isEqualTo("<i>none</i>");
  }

  @ParameterizedTest
  @EnumSource
  void rendersNothingForMissingValues(Engine engine) throws IOException {
    file(engine.file("page"), engine.write("p= missing\np= none", "<p>{{missing}}</p><p>{{none}}</p>"));
    assertThat(render(engine, "{ none: null, layout: false }")).isEqualTo("<p></p><p></p>");
  }

  @ParameterizedTest
  @EnumSource
  void includesOtherFiles(Engine engine) throws IOException {
    file("partials/side." + engine.extension, engine.write("i= x", "<i>{{x}}</i>"));
    file(engine.file("page"), engine.write("p\n  include partials/side", "<p>{{> side}}</p>"));
    if (engine == Engine.HBS) {
      modules.run("const hbs = require('hbs').create(); hbs.registerPartials('" + views + "/partials');"
          + "globalThis.engines = { HBS: hbs.__express };");
    }
    assertThat(render(engine, "{ x: '<', layout: false }")).isEqualTo("<p><i>&lt;</i></p>");
  }

  @ParameterizedTest
  @EnumSource
  void errorsNameTheFileAndTheLineAndShowIt(Engine engine) throws IOException {
    file(engine.file("page"), engine.write("p one\np= a.b.c\np three", "<p>one</p>\n{{nope 1}}\n<p>three</p>"));
    assertThat(render(engine, "{ layout: false }"))
        .startsWith("ERROR ")
        .contains(views + "/" + engine.file("page"))
        .contains("  > 2| " + engine.write("p= a.b.c", "{{nope 1}}"));
  }

  @ParameterizedTest
  @EnumSource
  void syntaxErrorsNameTheFileAndTheLineAndShowIt(Engine engine) throws IOException {
    file(engine.file("page"), engine.write("p one\n  b(\n", "<p>one</p>\n{{#if x}\n"));
    assertThat(render(engine, "{ layout: false }"))
        .startsWith("ERROR ")
        .contains(views + "/" + engine.file("page"))
        .contains("2| " + engine.write("  b(", "{{#if x}"));
  }

  @ParameterizedTest
  @EnumSource
  void namesAFileItCannotRead(Engine engine) throws IOException {
    file(engine.file("page"), engine.write("include gone", "{{> gone}}"));
    assertThat(render(engine, "{ layout: false }")).startsWith("ERROR ").contains("gone");
    Files.delete(views.resolve(engine.file("page")));
    assertThat(render(engine, "{ layout: false }"))
        .isEqualTo("ERROR ENOENT ENOENT: no such file or directory, open '" + views + "/" + engine.file("page") + "'");
  }

  @ParameterizedTest
  @EnumSource
  void readsAChangedTemplateAgainUnlessViewsAreCached(Engine engine) throws IOException {
    file(engine.file("page"), "one");
    String one = engine.write("<one></one>", "one");
    assertThat(render(engine, "{ layout: false }")).isEqualTo(one);
    file(engine.file("page"), "two");
    String two = engine.write("<two></two>", "two");
    assertThat(render(engine, "{ layout: false }")).isEqualTo(two);
    assertThat(render(engine, "{ layout: false, cache: true }")).isEqualTo(two);
    file(engine.file("page"), "three");
    assertThat(render(engine, "{ layout: false, cache: true }")).isEqualTo(two);
  }

  @ParameterizedTest
  @EnumSource
  void refusesToLeaveTheViewsFolders(Engine engine) throws IOException {
    file("../../secret." + engine.extension, "secret");
    file(engine.file("page"), engine.write("include ../../secret." + engine.extension, "page"));
    String layout = "'../../secret." + engine.extension + "'";
    assertThat(render(engine, "{ layout: " + engine.write("false", layout) + " }"))
        .startsWith("ERROR ERR_VIEW_OUTSIDE_ROOT ")
        .contains("secret." + engine.extension);
  }

  @ParameterizedTest
  @EnumSource
  void staysQuietAboutGlobalsOfThePrototype(Engine engine) throws IOException {
    file(engine.file("page"), engine.write("p= o.nothing\np= typeof constructor", "<p>{{o.nothing}}</p><p>{{constructor}}</p>"));
    assertThat(render(engine, "{ o: {}, layout: false }"))
        .isEqualTo(engine.write("<p></p><p>function</p>", "<p></p><p></p>"));
  }
}
