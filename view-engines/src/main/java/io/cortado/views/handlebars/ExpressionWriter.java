package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.Expression.Literal;
import io.cortado.views.handlebars.Expression.Pair;
import io.cortado.views.handlebars.Expression.Path;
import io.cortado.views.handlebars.Expression.Text;
import io.cortado.views.handlebars.ProgramWriter.Written;
import io.cortado.views.script.JsText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes expressions: look-ups of own properties, calls of helpers, and what may be either. Any thread. */
final class ExpressionWriter {
  private final Generator generator;
  private final ProgramWriter program;

  /** What a name with its arguments can be. */
  enum Kind { HELPER, AMBIGUOUS, SIMPLE }

  ExpressionWriter(Generator generator, ProgramWriter program) {
    this.generator = generator;
    this.program = program;
  }

  /** An argument; functions are passed on, not called. */
  String value(Expression expression) {
    return switch (expression) {
      case Text text -> JsText.literal(text.value());
      case Literal literal -> literal.code().startsWith("-") ? "(" + literal.code() + ")" : literal.code();
      case Path path -> path(path, false, false);
      case Call call -> parameter(call) != null ? lambda(call.path()) : helper(call, null, null);
    };
  }

  /** A mustache's or a dynamic partial's value. */
  String call(Call call, @Nullable Written fn, @Nullable Written inverse) {
    return switch (kind(call)) {
      case HELPER -> helper(call, fn, inverse);
      case AMBIGUOUS -> ambiguous(call, fn, inverse);
      case SIMPLE -> lambda(call.path());
    };
  }

  Kind kind(Call call) {
    Path path = call.path();
    if (parameter(call) != null) {
      return Kind.SIMPLE;
    }
    if (call.definiteHelper()) {
      return Kind.HELPER;
    }
    if (!path.simple()) {
      return Kind.SIMPLE;
    }
    if (generator.options.known().contains(path.parts().getFirst())) {
      return Kind.HELPER;
    }
    return generator.options.has(Options.KNOWN_HELPERS_ONLY) ? Kind.SIMPLE : Kind.AMBIGUOUS;
  }

  private @Nullable String parameter(Call call) {
    return call.path().simple() ? parameter(call.path().parts().getFirst()) : null;
  }

  /** Where the block param of a name is found, or null. */
  private @Nullable String parameter(String name) {
    for (int depth = 0; depth < generator.blockParams.size(); depth++) {
      int index = generator.blockParams.get(depth).indexOf(name);
      if (index >= 0) {
        return "bp[" + depth + "][" + index + "]";
      }
    }
    return null;
  }

  /** A path's value, called when it is a function. */
  String lambda(Path path) {
    String variable = program.temporary();
    return "(typeof (" + variable + " = " + path(path, false, true) + ") === \"function\" ? " + variable + ".call(x) : "
        + variable + ")";
  }

  /** A path's value; {@code falsy} stops at false values too, {@code strict} throws for a missing last part. */
  String path(Path path, boolean falsy, boolean strict) {
    List<String> parts = path.parts();
    String parameter = !parts.isEmpty() && path.depth() == 0 && !path.scoped() ? parameter(parts.getFirst()) : null;
    if (parameter != null) {
      return chain(parameter, parts, 1, false, path, strict);
    }
    String context = path.depth() == 0 ? "x" : "ds[" + path.depth() + "]";
    if (parts.isEmpty()) {
      return context;
    }
    if (path.data()) {
      if (!generator.options.has(Options.DATA)) {
        throw new Unsure("data in a template compiled without");
      }
      String data = path.depth() == 0 ? "d" : "c.data(d, " + path.depth() + ")";
      if (checked()) {
        return chain("real(" + data + ")", parts, 0, true, path, strict);
      }
      return chain("c.datum(" + data + ", " + JsText.literal(parts.getFirst()) + ")", parts, 1, true, path, strict);
    }
    if (generator.options.has(Options.COMPAT) && path.depth() == 0 && !path.scoped()) {
      return chain("c.lookup(ds, " + JsText.literal(parts.getFirst()) + ")", parts, 1, falsy, path, strict);
    }
    return chain(context, parts, 0, falsy, path, strict);
  }

  private boolean checked() {
    return generator.options.has(Options.STRICT) || generator.options.has(Options.ASSUME_OBJECTS);
  }

  private String chain(String base, List<String> parts, int from, boolean falsy, Path path, boolean strict) {
    String value = base;
    if (checked()) {
      boolean terminal = generator.options.has(Options.STRICT) && strict;
      for (int i = from; i < parts.size(); i++) {
        String name = JsText.literal(parts.get(i));
        value = terminal && i == parts.size() - 1
            ? "c.strict(" + value + ", " + name + ", " + generator.names.loc(path.loc()) + ")"
            : "c.get(" + value + ", " + name + ")";
      }
      return value;
    }
    for (int i = from; i < parts.size(); i++) {
      String variable = "x";
      String test = "x";
      if (!value.equals("x")) {
        variable = program.temporary();
        test = "(" + variable + " = " + value + ")";
      }
      String found = get(variable, parts.get(i));
      value = falsy ? "(" + test + " && " + found + ")"
          : "(" + test + " == null ? " + (variable.equals("x") ? "x" : variable) + " : " + found + ")";
    }
    return value;
  }

  private static String get(String variable, String name) {
    String literal = JsText.literal(name);
    if (name.equals("constructor") || name.equals("__proto__")) {
      return "c.get(" + variable + ", " + literal + ")";
    }
    return "(own(" + variable + ", " + literal + ") ? " + variable + "[" + literal + "] : c.proto(" + variable + ", "
        + literal + "))";
  }

  /** A name that is a helper's if there is one, and the context's otherwise. */
  String ambiguous(Call call, @Nullable Written fn, @Nullable Written inverse) {
    Path path = call.path();
    String name = path.parts().getFirst();
    String variable = program.temporary();
    String found = "typeof (" + variable + " = " + generator.names.helper(name) + " || " + path(path, false, true)
        + ") === \"function\"";
    String missing = generator.options.has(Options.STRICT)
        ? "" : " || " + variable + " == null && (" + variable + " = miss) != null";
    return "(" + found + missing + " ? " + variable + ".call(x != null ? x : nil, "
        + options(name, null, fn, inverse, call.loc()) + ") : " + variable + ")";
  }

  /** A call with arguments; the helper, else a function of the context, else {@code helperMissing}. */
  String helper(Call call, @Nullable Written fn, @Nullable Written inverse) {
    Path path = call.path();
    if (path.parts().isEmpty()) {
      throw new Unsure("a context is no helper");
    }
    String name = path.parts().getFirst();
    boolean known = generator.options.known().contains(name);
    String callee = generator.names.helper(name);
    if (!known) {
      if (generator.options.has(Options.KNOWN_HELPERS_ONLY)) {
        throw new Unsure("unknown helper");
      }
      String context = path(path, true, true);
      callee = "(" + (path.simple() ? callee + " || " : "") + context
          + (generator.options.has(Options.STRICT) ? "" : " || miss0") + ")";
    }
    StringBuilder arguments = new StringBuilder("x != null ? x : nil");
    for (Expression param : call.params()) {
      arguments.append(", ").append(value(param));
    }
    String generic = callee + ".call(" + arguments + ", "
        + options(known ? name : path.original(), call.hash(), fn, inverse, call.loc()) + ")";
    if (known && name.equals("lookup") && call.params().size() == 2) {
      return "(" + generator.names.builtin(name) + " ? c.lookupField(" + value(call.params().get(0)) + ", "
          + value(call.params().get(1)) + ") : " + generic + ")";
    }
    return generic;
  }

  /** The options object a helper gets as its last argument. */
  String options(String name, @Nullable List<Pair> hash, @Nullable Written fn, @Nullable Written inverse, Loc loc) {
    StringBuilder out = new StringBuilder("{name: ").append(JsText.literal(name)).append(", hash: ")
        .append(hash == null ? "{}" : hash(hash));
    if (fn != null || inverse != null) {
      out.append(", fn: ").append(closure(fn)).append(", inverse: ").append(closure(inverse));
    }
    if (generator.options.has(Options.DATA)) {
      out.append(", data: real(d)");
    }
    return out.append(", loc: ").append(generator.names.loc(loc)).append(", lookupProperty: look}").toString();
  }

  String hash(List<Pair> pairs) {
    StringBuilder out = new StringBuilder("{");
    // The last one first, which is the order helpers see the keys in.
    for (Pair pair : pairs.reversed()) {
      out.append(out.length() > 1 ? ", " : "").append('[').append(JsText.literal(pair.key())).append("]: ")
          .append(value(pair.value()));
    }
    return out.append('}').toString();
  }

  /** A program as the function a helper may call. */
  String closure(@Nullable Written written) {
    if (written == null) {
      return "rt.noop";
    }
    return "c.prog(" + written.name() + ", " + written.index() + ", real(d), " + written.declared() + ", bp, ds"
        + (written.decorated() ? ", () => " + written.name() + "d(ds && ds[0], d, bp, ds)" : "") + ")";
  }
}
