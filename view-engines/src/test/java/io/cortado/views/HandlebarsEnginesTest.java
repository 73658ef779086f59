package io.cortado.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HandlebarsEnginesTest {
  @Test
  void theScriptRunsAnEnvironmentThatAsksForIt() {
    try (Modules modules = new Modules()) {
      assertThat(modules.run("""
          const h = require('handlebars').create({ engine: 'handlebars.js' });
          h.registerHelper('up', (s) => s.toUpperCase());
          h.registerPartial('p', '<{{x}}>');
          return h.compile('{{up "a"}}{{> p}}{{#each l}}{{@index}}{{/each}}')({ x: '&', l: [1, 2] });
          """).asString()).isEqualTo("A<&amp;>01");
    }
  }

  @Test
  void partialsOfOneEngineRunInTemplatesOfTheOther() {
    try (Modules modules = new Modules()) {
      assertThat(modules.run("""
          const h = require('handlebars').create();
          h.registerHelper('up', (s) => s.toUpperCase());
          const script = { engine: 'handlebars.js' };
          h.registerPartial('inner', h.compile('[{{up x}}{{lookup this "x"}}{{#if x}}!{{/if}}]', script));
          h.registerPartial('ours', '({{x}}{{> inner}})');
          return h.compile('{{> inner}}{{> ours}}')({ x: 'a<' }) + h.compile('{{> ours}}', script)({ x: 'b<' });
          """).asString()).isEqualTo("[A&lt;a&lt;!](a&lt;[A&lt;a&lt;!])(b&lt;[B&lt;b&lt;!])");
    }
  }

  @Test
  void anUnknownEngineIsAnError() {
    try (Modules modules = new Modules()) {
      assertThatThrownBy(() -> modules.run("require('handlebars').create({ engine: 'x' })"))
          .hasMessageContaining("unknown engine \"x\"");
    }
  }

  @Test
  void ordinaryTemplatesNeverLoadTheScript() {
    try (Modules modules = new Modules()) {
      modules.run("globalThis.Handlebars = require('handlebars').create();"
          + "Handlebars.compile('{{#each l}}{{#if a}}{{> p}}{{/if}}{{/each}}{{h \"x\" y=1}}')({ l: [] },"
          + " { helpers: { h: () => '' } });");
      assertThat(modules.run("return require('handlebars').scriptLoaded").asBoolean()).isFalse();
    }
  }

  @Test
  void textOfHelpersIsFinishedBeforeTheySeeIt() {
    try (Modules modules = new Modules()) {
      assertThat(modules.run("""
          const h = require('handlebars').create();
          h.registerHelper('measure', function (o) { const t = o.fn(this); return t + t.length; });
          return h.compile('{{#measure}}<{{x}}>{{/measure}}')({ x: '&' });
          """).asString()).isEqualTo("<&amp;>7");
    }
  }
}
