package io.cortado.views;

import io.cortado.views.script.JsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Value;

/** The cases of the resources folder {@code cases} and what npm's engines answered to them. */
final class Cases {
  private static final List<String> FILES =
      List.of("pug-cases", "pug-syntax-cases", "pug-files-cases", "handlebars-cases", "hbs-cases", "express-handlebars-cases");

  /** Both answers as JSON. */
  record Answer(String expected, String ours) {}

  private Cases() {}

  static List<String> names() {
    try (Modules runtime = load()) {
      return List.of(runtime.run("return allCases.map((one) => one.name).join('\\n')").asString().split("\n"));
    }
  }

  static Answer answer(String name, Path folder) throws IOException {
    try (Modules runtime = load()) {
      Value one = runtime.run("return allCases.find((one) => one.name === " + JsText.literal(name) + ")");
      Value files = one.getMember("files");
      for (String file : files.getMemberKeys()) {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, files.getMember(file).asString());
      }
      runtime.context().getBindings("js").putMember("current", one);
      runtime.run("outcome(current, require, " + JsText.literal(folder.toString())
          + ").then((told) => { globalThis.told = JSON.stringify(told, null, 1); })");
      String ours = runtime.run("return globalThis.told || 'never settled'").asString();
      String expected = runtime.run("return JSON.stringify(expectedOf(" + JsText.literal(name) + "), null, 1)").asString();
      return new Answer(expected, ours);
    }
  }

  /** The compatibility table in Markdown. */
  static String table() {
    try (Modules modules = load()) {
      return modules.run("""
          const differing = Object.entries(differences);
          const engines = ['pug', 'handlebars', 'hbs', 'express-handlebars'];
          const rows = engines.map((engine) => {
            const names = allCases.map((one) => one.name).filter((name) => name.startsWith(engine + ': '));
            return `| ${engine} | ${names.length} | ${names.filter((name) => !differences[name]).length} |`;
          });
          return `# View engines

          Recorded answers of npm's pug 3.0.4, handlebars 4.7.10, hbs 4.3.1 and express-handlebars 8.0.1, and how many of
          them Cortado gives byte for byte. Made by CompatibilityTableTest.

          | module | cases | equal |
          |---|---|---|
          ${rows.join('\\n')}

          The others:

          | case | why |
          |---|---|
          ${differing.map(([name, { reason }]) => `| ${name} | ${reason} |`).join('\\n')}
          `.replace(/^ +/gm, '');
          """).asString();
    }
  }

  private static Modules load() {
    Modules runtime = new Modules();
    runtime.run("globalThis.caseModules = {};");
    runtime.define("harness", Modules.resource("io/cortado/views/cases/harness.js"));
    for (String file : FILES) {
      if (Modules.exists("io/cortado/views/cases/" + file + ".js")) {
        runtime.define(file, Modules.resource("io/cortado/views/cases/" + file + ".js"));
      }
    }
    String goldens = Modules.resource("io/cortado/views/cases/goldens.json");
    String differences = Modules.resource("io/cortado/views/cases/differences.json");
    runtime.run("globalThis.allCases = caseModules.harness.cases; globalThis.outcome = caseModules.harness.outcome;"
        + "const goldens = " + goldens + "; const differences = " + differences + ";"
        + "globalThis.differences = differences; globalThis.expectedOf = (name) => differences[name] ? differences[name].ours : goldens[name];");
    return runtime;
  }
}
