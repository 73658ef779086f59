package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.Statement.Block;
import io.cortado.views.handlebars.Statement.Comment;
import io.cortado.views.handlebars.Statement.Content;
import io.cortado.views.handlebars.Statement.Mustache;
import io.cortado.views.handlebars.Statement.Partial;
import io.cortado.views.handlebars.Statement.Program;
import io.cortado.views.script.JsText;
import io.cortado.views.script.Marks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one program: its text and values joined, its blocks as statements. Any thread. */
final class ProgramWriter {
  private static final int MAX_PARTS = 40;

  /**
   * A written program: its number, how many block params it declares, whether it defines inline partials.
   *
   * @param body its statements, which append to {@code out}
   */
  record Written(int index, int declared, boolean decorated, String body) {
    String name() {
      return "p" + index;
    }
  }

  private final Generator generator;
  private final ExpressionWriter expressions;
  private final int index;
  private final StringBuilder code = new StringBuilder();
  private final StringBuilder wrappers = new StringBuilder();
  private final StringBuilder inlines = new StringBuilder();
  private final List<String> parts = new ArrayList<>();
  private final StringBuilder pending = new StringBuilder();
  private int temporaries;
  private String source = "";

  ProgramWriter(Generator generator, int index) {
    this.generator = generator;
    this.index = index;
    expressions = new ExpressionWriter(generator, this);
  }

  /** The functions written. */
  String source() {
    return source;
  }

  Written write(Program program) {
    for (Statement statement : program.body) {
      switch (statement) {
        case Content content -> text(content.value);
        case Comment comment -> { }
        case Mustache mustache -> mustache(mustache);
        case Block block when block.decorator -> inline(block);
        case Block block -> new BlockWriter(generator, this, expressions).write(block);
        case Partial partial -> partial(partial);
      }
    }
    flush();
    StringBuilder body = new StringBuilder();
    if (temporaries > 0) {
      body.append("let t0");
      for (int i = 1; i < temporaries; i++) {
        body.append(", t").append(i);
      }
      body.append(";\n");
    }
    body.append(wrappers).append(code);
    StringBuilder out = new StringBuilder("function p").append(index).append("(x, d, bp, ds) {\nlet out = \"\";\n")
        .append(body).append("return out;\n}\n");
    if (!inlines.isEmpty()) {
      out.append("function p").append(index).append("d(x, d, bp, ds) {\nconst parts = {};\n").append(inlines)
          .append("return parts;\n}\n");
    }
    source = out.toString();
    return new Written(index, program.blockParams.size(), !inlines.isEmpty(), body.toString());
  }

  /** A fresh variable. */
  String temporary() {
    return "t" + temporaries++;
  }

  private void text(String text) {
    pending.append(text);
  }

  private void closeText() {
    if (!pending.isEmpty()) {
      parts.add(JsText.literal(pending.toString()));
      pending.setLength(0);
    }
  }

  /** Output of an expression that gives a string. */
  void part(String expression) {
    closeText();
    parts.add(expression);
    if (parts.size() >= MAX_PARTS) {
      flush();
    }
  }

  /** A statement. */
  void statement(String statement) {
    flush();
    code.append(statement).append('\n');
  }

  private void flush() {
    closeText();
    if (!parts.isEmpty()) {
      code.append("out += ").append(String.join(" + ", parts)).append(";\n");
      parts.clear();
    }
  }

  /** The variable of the function that runs a program, which for one with inline partials sets them up. */
  String runnable(@Nullable Written program) {
    if (program == null) {
      return "undefined";
    }
    if (!program.decorated) {
      return program.name();
    }
    String wrapper = "w" + program.index;
    if (wrappers.indexOf("const " + wrapper + " = ") >= 0) {
      return wrapper;
    }
    wrappers.append("const ").append(wrapper).append(" = c.wrap(").append(program.name()).append(", () => ")
        .append(program.name()).append("d(ds && ds[0], d, bp, ds));\n");
    return wrapper;
  }

  private void mustache(Mustache mustache) {
    String value = expressions.call(mustache.call(), null, null);
    if (mustache.escaped() && !generator.options.has(Options.NO_ESCAPE)) {
      String variable = temporary();
      text(Marks.OPEN);
      part("(typeof (" + variable + " = " + value + ") === \"string\" ? " + variable + " : esc(" + variable + "))");
      text(Marks.CLOSE);
    } else {
      part(orEmpty(value));
    }
  }

  private String orEmpty(String value) {
    String variable = temporary();
    return "((" + variable + " = " + value + ") != null ? " + variable + " : \"\")";
  }

  private void inline(Block block) {
    Call call = block.call;
    if (!call.path().original().equals("inline") || call.params().size() != 1 || block.program == null) {
      throw new Unsure("decorator");
    }
    Written program = generator.program(block.program);
    ProgramWriter scratch = new ProgramWriter(generator, -1);
    String name = scratch.expressions.value(call.params().getFirst());
    for (int i = 0; i < scratch.temporaries; i++) {
      inlines.append("let t").append(i).append(";\n");
    }
    inlines.append("parts[").append(name).append("] = c.prog(").append(program.name()).append(", ").append(program.index)
        .append(", real(d), ").append(program.declared).append(", bp, ds")
        .append(program.decorated ? ", () => " + program.name() + "d(ds && ds[0], d, bp, ds)" : "").append(");\n");
  }

  private void partial(Partial partial) {
    if (partial.params.size() > 1) {
      throw new Unsure("partial arguments");
    }
    String indent = partial.indent;
    if (generator.options.has(Options.PREVENT_INDENT)) {
      text(indent);
      indent = "";
    }
    Written program = partial.program == null ? null : generator.program(partial.program);
    boolean dynamic = partial.name instanceof Call;
    if (dynamic && (generator.options.has(Options.KNOWN_HELPERS_ONLY)
        || partial.params.isEmpty() && generator.options.has(Options.EXPLICIT_PARTIAL_CONTEXT))) {
      throw new Unsure("computed partial under options that change it");
    }
    String name = dynamic ? "" : TemplateReader.original(partial.name);
    String found = dynamic
        ? expressions.call((Call) partial.name, null, null)
        : "c.named(" + JsText.literal(name) + ")";
    String context = !partial.params.isEmpty()
        ? expressions.value(partial.params.getFirst())
        : generator.options.has(Options.EXPLICIT_PARTIAL_CONTEXT) ? "undefined" : "x";
    StringBuilder given = new StringBuilder("{");
    if (!dynamic) {
      given.append("name: ").append(JsText.literal(name)).append(", ");
    }
    given.append("hash: ").append(partial.hash == null ? "undefined" : expressions.hash(partial.hash));
    if (program != null) {
      given.append(", fn: ").append(expressions.closure(program)).append(", inverse: rt.noop");
    }
    if (generator.options.has(Options.DATA)) {
      given.append(", data: real(d)");
    }
    if (!indent.isEmpty()) {
      given.append(", indent: ").append(JsText.literal(indent));
    }
    given.append(", loc: ").append(generator.names.loc(partial.loc));
    given.append(", helpers: c.merged(), partials: c.partials, decorators: c.decorators");
    if (generator.options.has(Options.COMPAT)) {
      given.append(", depths: ds");
    }
    part(orEmpty("c.partial(" + found + ", " + context + ", " + given + "})"));
  }
}
