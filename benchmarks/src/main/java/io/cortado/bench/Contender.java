package io.cortado.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server to measure.
 *
 * @param name as the table shows it
 * @param command starts it; the port comes in the environment
 * @param environment what is set beside the port
 */
record Contender(String name, List<String> command, Map<String, String> environment) {

  /** Those that can run here; the reason is printed for each that cannot. */
  static List<Contender> all(Path root, Path npm) {
    Path apps = root.resolve("benchmarks/apps");
    List<Contender> all = new ArrayList<>();
    Map<String, String> production = Map.of("NODE_ENV", "production");
    String express = apps.resolve("express.js").toString();
    all.add(new Contender("Cortado", List.of(root.resolve("bin/cortado").toString(), express), production));
    if (Tools.has("node") && Files.isDirectory(npm.resolve("node_modules/express"))) {
      all.add(new Contender("Express 5, Node", List.of("node", npm.resolve("express.js").toString()), production));
      all.add(new Contender("Fastify, Node", List.of("node", npm.resolve("fastify.js").toString()), production));
    } else {
      System.out.println("skipped: Express and Fastify on Node, for node or npm's packages are not installed");
    }
    all.add(
        new Contender(
            "Undertow alone",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC",
                "-Djava.util.logging.config.file=" + root.resolve("benchmarks/apps/quiet.properties"),
                "-cp", System.getProperty("java.class.path"), UndertowServer.class.getName()),
            Map.of()));
    return all;
  }
}
