package io.cortado.express;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import io.cortado.CortadoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Cortado's Express takes the place of npm's, and what a start reads of it. */
class StandInTest {
  @TempDir Path directory;

  private void file(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Runs main.js, which calls {@code out(value)}; returns what was given, joined by blanks. */
  private String run(String text) throws Exception {
    file(
        "main.js",
        "const seen = [], out = (...v) => seen.push(...v); process.on('exit', () => "
            + "process.getBuiltinModule('fs').writeFileSync(process.env.OUT, seen.join(' ')));\n"
            + text);
    Path out = directory.resolve("out");
    try (Cortado app =
        Cortado.start(
            CortadoOptions.embedded(directory.resolve("main.js")).withEnvironment(Map.of("OUT", out.toString())))) {
      int code = app.awaitExit();
      return Files.readString(out) + (code == 0 ? "" : " exit " + code);
    }
  }

  @Test
  void takesThePlaceOfAnInstalledOneAsOneInstanceWhateverTheRequest() throws Exception {
    file("node_modules/express/package.json", "{\"name\": \"express\", \"version\": \"4.21.2\"}");
    file("node_modules/express/index.js", "module.exports = require('./lib/express')");
    file("node_modules/express/lib/express.js", "exports.theirs = true");
    file("node_modules/sails/node_modules/express/package.json", "{\"version\": \"3.21.2\"}");
    file("node_modules/sails/node_modules/express/index.js", "exports.version = 3");
    file("node_modules/sails/index.js", "exports.express = require('express')");
    assertThat(run("""
        const express = require('express');
        const path = require.resolve('express');
        out(typeof express.query, express === require('./node_modules/express'), express === require('express/lib/express'),
          path.endsWith('node_modules/express/index.js'), require.cache[path].exports === express,
          require('express/package.json').version, require('sails').express.version);
        import('express').then((ns) => out(ns.default === express));
        """)).isEqualTo("function true true true true 4.21.2 3 true");
  }

  private void install(String folder, String version) throws Exception {
    file(folder + "/package.json", "{\"name\": \"express\", \"version\": \"" + version + "\"}");
    file(folder + "/index.js", "module.exports = require('./lib/express')");
    file(folder + "/lib/express.js", "exports.theirs = true");
    file(folder + "/lib/router/layer.js", "exports.theirs = true");
  }

  @Test
  void standsForEachReleaseApart() throws Exception {
    install("node_modules/express", "4.19.2");
    install("node_modules/old/node_modules/express", "4.16.4");
    file("node_modules/old/index.js", "exports.express = require('express'); exports.Layer = require('express/lib/router/layer')");
    assertThat(run("""
        const express = require('express'), { express: old, Layer } = require('old');
        const layerOf = (make) => { const app = make(); app.get('/:a.:b', () => {}); return app._router.stack[2]; };
        out(typeof express.raw, typeof old.raw, layerOf(old) instanceof Layer, layerOf(express) instanceof Layer,
          layerOf(express).regexp.source);
        """)).isEqualTo("function undefined true false ^\\/(?:([^\\/]+?))(?:\\.([^\\/\\.]+?))\\/?$");
  }

  @Test
  void everyScriptOfTheStartIsThere() {
    List<String> scripts = new ExpressModule().startScripts();
    assertThat(scripts).isNotEmpty().doesNotHaveDuplicates().allSatisfy(
        path -> assertThat(StandInTest.class.getClassLoader().getResource(path)).as(path).isNotNull());
  }

  @Test
  void everyFileOfEveryReleaseIsThere() {
    assertThat(new ExpressModule().packages()).allSatisfy(
        release -> assertThat(release.entries().values()).allSatisfy(
            path -> assertThat(StandInTest.class.getClassLoader().getResource(path)).as(path).isNotNull()));
  }
}
