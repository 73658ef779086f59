package io.cortado.views.pug;

import io.cortado.views.script.Marks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The Java side of {@code require('pug')}. Runs on the loop. */
public final class PugBinding {
  private final Context context;

  /** A binding whose templates run in this context. */
  public PugBinding(Context context) {
    this.context = context;
  }

  /**
   * Compiles a template.
   *
   * @param source the template
   * @param filename its path, or null
   * @param directory the working directory
   * @param basedir where paths that begin with a slash are looked up, or null
   * @param roots the folders includes must stay in, one per line; empty for no limit
   * @param pretty one level of indentation, or empty
   * @param doctype the doctype to assume, or null
   * @param flags 1: locals are read from {@code self}; 2: errors carry lines; 4: the function is wanted too
   * @param globals names that are never locals, one per line
   * @param name the generated function's name
   * @param filter runs a filter; see {@link PugFilters}
   */
  @HostAccess.Export
  public PugResult compile(String source, @Nullable String filename, String directory, @Nullable String basedir,
      String roots, String pretty, @Nullable String doctype, int flags, String globals, String name, Value filter) {
    PugOptions options = new PugOptions(filename, directory, basedir, lines(roots), pretty, doctype, (flags & 1) != 0,
        (flags & 2) != 0, (flags & 4) != 0, lines(globals), name);
    PugCompiler compiler = new PugCompiler(context, options, filter);
    String code = "";
    try {
      code = compiler.compile(source);
      Value function = (flags & 4) == 0 ? null : context.eval(Source.newBuilder("js",
          "(function (pug) {\n" + code + "\nreturn " + name + ";\n})", filename == null ? "template.pug" : filename)
          .buildLiteral());
      return new PugResult(code, function, compiler.sources(), null);
    } catch (PugFailure e) {
      return new PugResult("", null, compiler.sources(), e);
    } catch (PolyglotException e) {
      if (!e.isSyntaxError()) {
        throw e;
      }
      return new PugResult(code, null, compiler.sources(), new PugFailure("JAVASCRIPT", String.valueOf(e.getMessage()),
          filename, 0, 0));
    }
  }

  /** The page for the output of a template compiled to a function. */
  @HostAccess.Export
  public String finish(String text) {
    return Marks.finish(text, Marks.Escaping.PUG);
  }

  /** The mark before an escaped value. */
  @HostAccess.Export
  public String open() {
    return Marks.OPEN;
  }

  /** The mark behind an escaped value. */
  @HostAccess.Export
  public String close() {
    return Marks.CLOSE;
  }

  /** The source of the run-time helpers, for templates that run elsewhere. */
  @HostAccess.Export
  public String runtimeSource() throws IOException {
    try (InputStream in = PugBinding.class.getResourceAsStream("/io/cortado/views/pug-runtime.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("'use strict';\n", "");
    }
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }
}
