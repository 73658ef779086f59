package io.cortado.views.pug;

import de.neuland.pug4j.exceptions.PugException;
import de.neuland.pug4j.parser.Parser;
import de.neuland.pug4j.parser.node.Node;
import io.cortado.views.JsNames;
import io.cortado.views.JsText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** From the text of a template to the source of one JavaScript function. Runs on the loop. */
final class PugCompiler {
  private static final Set<String> INTERNAL =
      Set.of("pug", "pug_mixins", "pug_interp", "pug_value", "pug_html", "pug_at", "pug_indent", "undefined");

  private final PugOptions options;
  private final PugSources sources;
  private final PugSyntax syntax;
  private final PugFilters filters;

  PugCompiler(Context context, PugOptions options, String source, Value filter) {
    this.options = options;
    sources = new PugSources(options, source);
    syntax = new PugSyntax(context);
    filters = new PugFilters(sources, filter);
  }

  /** The files read besides the template itself. */
  List<String> dependencies() {
    return sources.dependencies();
  }

  /** The source of {@code function <name>(locals)}, which reads its helpers from {@code pug}. */
  String compile() {
    PugGenerator generator = new PugGenerator(options, sources, syntax, filters);
    String body = generator.statements(parse());
    return options.self() ? self(body, generator) : withLocals(body, generator);
  }

  private Node parse() {
    try {
      Node root = new Parser(sources.main(), sources, syntax).parse();
      new PugInheritance(sources).check(root);
      return root;
    } catch (PugException e) {
      throw new PugErrors(sources, syntax).of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Error e) {
      throw new PugErrors(sources, syntax).of(e);
    }
  }

  private String self(String body, PugGenerator generator) {
    return "function " + options.name() + "(locals) {\nvar self = locals || {};\n" + guarded(body, generator) + "}";
  }

  /** Locals become parameters, so that an unknown one is undefined and one that hides a global hides it. */
  private String withLocals(String body, PugGenerator generator) {
    Set<String> internal = new HashSet<>(INTERNAL);
    internal.addAll(options.globals());
    List<String> parameters = new ArrayList<>(JsNames.free(body, internal));
    StringBuilder arguments = new StringBuilder();
    for (String name : parameters) {
      arguments.append(",\n\"").append(name).append("\" in locals_for_with ? locals_for_with.").append(name)
          .append(" : typeof ").append(name).append(" !== 'undefined' ? ").append(name).append(" : undefined");
    }
    return "function " + options.name() + "(locals) {\nvar locals_for_with = (locals || {});\n"
        + "return (function (" + String.join(", ", parameters) + ") {\n" + guarded(body, generator)
        + "}).call(this" + arguments + ");\n}";
  }

  private String guarded(String body, PugGenerator generator) {
    String variables = "var pug_html = \"\", pug_mixins = {}, pug_interp, pug_value;\n";
    String end = options.marks() ? "return pug.finish(pug_html);\n" : "return pug_html;\n";
    if (!options.debug()) {
      return variables + body + end;
    }
    StringBuilder files = new StringBuilder();
    for (String file : generator.files()) {
      files.append(files.isEmpty() ? "" : ", ").append(file.equals("null") ? "undefined" : JsText.literal(file));
    }
    return "var pug_at = 0;\n" + variables + "try {\n" + body + "} catch (err) {\npug.rethrow(err, [" + files
        + "][pug_at >> " + PugGenerator.LINE_BITS + "], pug_at & " + ((1 << PugGenerator.LINE_BITS) - 1)
        + ", pug.sources);\n}\n" + end;
  }
}
