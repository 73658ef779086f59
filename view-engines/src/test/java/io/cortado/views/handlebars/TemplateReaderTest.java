package io.cortado.views.handlebars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cortado.views.handlebars.Statement.Program;
import java.util.Set;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read with Handlebars.java's tokens is what handlebars.js's own parser reads. */
class TemplateReaderTest {
  private static final Options OPTIONS =
      new Options(Options.DATA, Set.of("each", "if", "unless", "with", "log", "lookup"));
  private static Context context;
  private static Value parse;

  @BeforeAll
  static void load() {
    context = Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    Value holder = context.eval("js", "({ exports: {} })");
    new HandlebarsBinding(context).script().executeVoid(holder.getMember("exports"), holder);
    parse = holder.getMember("exports").getMember("parse");
  }

  @AfterAll
  static void close() {
    context.close();
  }

  static Stream<String> templates() {
    return Stream.of(
        "plain", "", "{{a}}", "a{{b}}c{{{d}}}{{&e}}", "{{foo-bar}}{{a.b-c}}{{@root.settings.env}}{{items.0.name}}",
        "{{#if (and a (or b c))}}x{{else if d}}y{{else}}z{{/if}}", "{{f a \"MMM D\" 'q' 1 -2 1.5 true null undefined}}",
        "{{#each items as |item idx|}}{{item.name}}{{idx}}{{/each}}", "{{> header title=\"Home\" user=@root.user}}",
        "<ul>\n  {{#each l}}\n    <li>{{this}}</li>\n  {{else}}\n    none\n  {{/each}}\n</ul>\n",
        "{{#a}}\n  {{#b}}\n  x\n  {{/b}}\n{{/a}}\n", "{{#if a}}x{{^}}y{{/if}}", "{{^if a}}x{{else}}y{{/if}}",
        "<div>\n  {{> p}}\n\t{{> q x y=1}}\n</div>", "a {{~b~}} c\n{{#if x~}} y {{~else~}} z {{~/if}} w",
        "{{#> layout x=1}}\n  {{#*inline \"c\"}}\n  x\n  {{/inline}}\nbody\n{{/layout}}\n", "{{> (lookup . 'n') ctx a=b}}",
        "{{! c }}\n a {{!-- {{x}} --}} b\n", "{{.}}{{this}}{{../a}}{{../../b.c}}{{./d}}{{this.e}}{{@index}}{{@../key}}",
        "{{[a b].c}}{{a.[b-c]}}{{this.[d e]}}", "{{\"a b\"}}{{12}}{{true}}", "{{h a=1 b='x' c=(d e=f) this=g}}",
        "😀 {{a}}\n  {{#if b}}\n😀{{c d='😀'}}{{/if}}", "{{>p}}{{> a/b}}{{> ../x}}{{> nav.hbs}}",
        "{{#if a}}\r\nx\r\n{{else}}\r\ny\r\n{{/if}}\r\n", "{{#if a}}{{#if b}}x{{else}}y{{/if}}\n{{else if c}}\nz\n{{/if}}\n",
        "{{#each as}}{{as}}{{/each}}{{elsewhere}}", "<script>{ {{a}}: {} }</script>", "{{#a.b c}}x{{/a.b}}");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void readsAsHandlebarsJsDoes(String template) {
    Program ours = TemplateReader.read(template);
    new Whitespace(true).control(ours);
    Program theirs = TreeReader.program(parse.execute(template));
    assertThat(Generator.generate(ours, OPTIONS)).isEqualTo(Generator.generate(theirs, OPTIONS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{a", "{{#if a}}", "{{#if a}}{{/each}}", "{{a b=}}", "{{a/../b}}", "{{else}}", "{{=<% %>=}}", "{{a\"b\"}}",
      "{{ > p }}", "{{list.1}}", "{{#a as ||}}{{/a}}", "{{a.}}", "\\{{a}}", "{{{{raw}}}} {{x}} {{{{/raw}}}}", "{{f \"a\\\"b\"}}"})
  void leavesWhatItIsNotSureOfToHandlebarsJs(String template) {
    assertThatThrownBy(() -> TemplateReader.read(template)).isInstanceOf(Unsure.class);
  }
}
