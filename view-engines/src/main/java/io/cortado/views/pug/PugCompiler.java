package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.script.JsNames;
import io.cortado.views.script.JsText;
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
  private final PugFilters filters;

  PugCompiler(Context context, PugOptions options, Value filter) {
    this.options = options;
    sources = new PugSources(options, new PugSyntax(context));
    filters = new PugFilters(filter);
  }

  /** What was read. */
  PugSources sources() {
    return sources;
  }

  /** The source of {@code function <name>(locals)}, which reads its helpers from {@code pug}. */
  String compile(String source) {
    Block tree = sources.tree(source, options.filename());
    filters.apply(tree);
    PugGenerator generator = new PugGenerator(options);
    String body = generator.statements(PugLinker.link(tree));
    return options.self() ? self(body, generator) : withLocals(body, generator);
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
