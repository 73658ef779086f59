package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Statement.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a template as JavaScript: one function per program, {@code (x, d, bp, ds)} for context, data, block params and
 * contexts above, in a factory that gets the run-time helpers {@code rt} and the template's container {@code c}. Any
 * thread.
 */
final class Generator {
  final Options options;
  final Uses uses;
  final Names names = new Names();
  final List<List<String>> blockParams = new ArrayList<>();
  private final StringBuilder functions = new StringBuilder();
  private int programs;

  private Generator(Program root, Options options) {
    this.options = options;
    uses = new Uses(root, options);
  }

  /** The source of {@code (rt, c) => { main, setup, … }}. */
  static String generate(Program root, Options options) {
    Generator generator = new Generator(root, options);
    ProgramWriter.Written main = generator.program(root);
    return "(function (rt, c) {\n\"use strict\";\nconst own = Object.hasOwn, esc = rt.text, real = rt.real, nil = rt.nil,"
        + " look = c.lookupProperty;\n" + generator.names.declarations() + generator.functions
        + "return { main: " + main.name() + ", decorate: " + (main.decorated() ? main.name() + "d" : "undefined")
        + ", setup, useData: " + options.has(Options.DATA) + ", usePartial: " + generator.uses.partials
        + ", useDecorators: " + generator.uses.decorators + ", useDepths: " + generator.uses.depths
        + ", useBlockParams: " + generator.uses.blockParams + " };\n})";
  }

  /** Writes the function of a program. */
  ProgramWriter.Written program(Program program) {
    int index = programs++;
    blockParams.addFirst(program.blockParams);
    ProgramWriter writer = new ProgramWriter(this, index);
    ProgramWriter.Written written = writer.write(program);
    blockParams.removeFirst();
    functions.append(writer.source());
    return written;
  }

}
