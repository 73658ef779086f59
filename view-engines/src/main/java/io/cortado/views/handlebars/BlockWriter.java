package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.ExpressionWriter.Kind;
import io.cortado.views.handlebars.ProgramWriter.Written;
import io.cortado.views.handlebars.Statement.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes blocks; the helpers every environment starts with run inline as long as nobody replaced them. Any thread. */
final class BlockWriter {
  private static final int MAX_INLINED = 20_000;

  private final Generator generator;
  private final ProgramWriter out;
  private final ExpressionWriter expressions;

  BlockWriter(Generator generator, ProgramWriter out, ExpressionWriter expressions) {
    this.generator = generator;
    this.out = out;
    this.expressions = expressions;
  }

  void write(Block block) {
    Written program = block.program == null ? null : generator.program(block.program);
    Written inverse = block.inverse == null ? null : generator.program(block.inverse);
    Call call = block.call;
    Kind kind = expressions.kind(call);
    if (kind == Kind.HELPER) {
      helper(call, program, inverse);
      return;
    }
    String value = out.temporary();
    if (kind == Kind.SIMPLE) {
      out.statement(value + " = " + expressions.lambda(call.path()) + ";");
      section(value, call.path().original(), "", call, program, inverse);
    } else {
      out.statement(value + " = " + expressions.ambiguous(call, program, inverse) + ";");
      String name = generator.names.helper(call.path().parts().getFirst());
      section(value, "", "if (!" + name + ") ", call, program, inverse);
    }
    out.statement("if (" + value + " != null) out += " + value + ";");
  }

  private void section(String value, String name, String test, Call call, @Nullable Written program,
      @Nullable Written inverse) {
    out.statement(test + value + " = bsec ? c.section(" + value + ", x, d, bp, ds, " + out.runnable(program) + ", "
        + out.runnable(inverse) + ") : bmiss.call(x, " + value + ", "
        + expressions.options(name, null, program, inverse, call.loc()) + ");");
  }

  private void helper(Call call, @Nullable Written program, @Nullable Written inverse) {
    String generic = out.temporary();
    String otherwise = generic + " = " + expressions.helper(call, program, inverse) + "; if (" + generic
        + " != null) out += " + generic + ";";
    String inline = inline(call, program, inverse);
    if (inline == null) {
      out.statement(otherwise);
    } else {
      out.statement("if (" + generator.names.builtin(call.path().original()) + ") {\n" + inline + "} else { " + otherwise
          + " }");
    }
  }

  private @Nullable String inline(Call call, @Nullable Written program, @Nullable Written inverse) {
    String name = call.path().original();
    if (call.params().size() != 1 || !generator.options.known().contains(name)) {
      return null;
    }
    return switch (name) {
      case "if" -> conditional(call, program, inverse);
      case "unless" -> conditional(call, inverse, program);
      case "each" -> each(call, program, inverse);
      case "with" -> with(call, program, inverse);
      default -> null;
    };
  }

  private String subject(Call call, String variable) {
    return variable + " = " + expressions.value(call.params().getFirst()) + "; if (typeof " + variable
        + " === \"function\") " + variable + " = " + variable + ".call(x != null ? x : nil);\n";
  }

  private @Nullable String conditional(Call call, @Nullable Written yes, @Nullable Written no) {
    List<Expression.Pair> hash = call.hash();
    if (hash != null && (hash.size() > 1 || !hash.getFirst().key().equals("includeZero"))) {
      return null;
    }
    String value = out.temporary();
    String empty = hash == null ? "!" + value + " || Array.isArray(" + value + ") && " + value + ".length === 0"
        : "(!(" + expressions.value(hash.getFirst().value()) + ") && !" + value + ") || rt.isEmpty(" + value + ")";
    return subject(call, value) + "if (" + empty + ") { " + run(no, "(x != null ? x : nil)", "d", "undefined") + " } else { "
        + run(yes, "(x != null ? x : nil)", "d", "undefined") + " }\n";
  }

  private String with(Call call, @Nullable Written program, @Nullable Written inverse) {
    String value = out.temporary();
    return subject(call, value) + "if (rt.isEmpty(" + value + ")) { " + run(inverse, "(x != null ? x : nil)", "d", "undefined")
        + " } else { " + run(program, value, "d", "[" + value + "]") + " }\n";
  }

  private String each(Call call, @Nullable Written program, @Nullable Written inverse) {
    String value = out.temporary();
    String frame = out.temporary();
    String first = "const item = " + value + "[i], frame = " + frame + ";\nif (item === undefined && !(i in " + value
        + ")) continue;\nif (frame) { frame.at = i; if (frame.object !== null) frame.fill(); }\n";
    return subject(call, value) + "if (Array.isArray(" + value + ")) {\nif (" + value + ".length === 0) { "
        + run(inverse, "(x != null ? x : nil)", "d", "undefined") + " } else {\n" + frame + " = rt.frame(d, " + value
        + ");\nfor (let i = 0, n = " + value + ".length; i < n; i++) {\n" + first
        + run(program, "item", "frame", "[item, i]") + "\n}\n}\n} else { out += c.each(" + value + ", x, d, bp, ds, "
        + out.runnable(program) + ", " + out.runnable(inverse) + "); }\n";
  }

  /**
   * Runs a program in place: its statements themselves where nothing but context and data changes, so that the
   * interpreter saves a call for every row.
   */
  private String run(@Nullable Written written, String context, String data, String params) {
    if (written == null) {
      return "";
    }
    if (!generator.uses.blockParams && !generator.uses.depths && written.body().length() < MAX_INLINED) {
      return "{ const e = " + context + ", f = " + data + "; {\nconst x = e, d = f;\n" + written.body() + "} }";
    }
    String pushed = generator.uses.blockParams
        ? "[" + (written.declared() == 0 ? "undefined" : params) + "].concat(bp)" : "bp";
    String depths = generator.uses.depths ? "rt.down(" + context + ", ds)" : "ds";
    return "out += " + out.runnable(written) + "(" + context + ", " + data + ", " + pushed + ", " + depths + ");";
  }

}
