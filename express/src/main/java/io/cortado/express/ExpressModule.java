package io.cortado.express;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.spi.ProvidedPackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Contributes {@code express} 5 and 4, with the files of npm's that other packages reach into. */
public final class ExpressModule implements CortadoModule {
  private static final String FOLDER = "io/cortado/express/";
  private static final String START = "start-modules.txt";

  /** Older releases stand in a file of their own, which says what they answer otherwise, and apart from all others. */
  private static final List<ProvidedPackage> PACKAGES =
      List.of(
          express5("5.3.0", "^5.3.0", "npm/express5.js"),
          express5("5.2.1", ">=5.0.0 <5.3.0", "npm/express5.2.js").standingApart(),
          express4("4.22.3", "^4.22.2", "npm/express4.js"),
          older4("4.22.1", ">=4.22.1 <4.22.2"),
          older4("4.21.2", ">=4.21.2 <4.22.0"),
          older4("4.21.1", "4.21.1"),
          older4("4.21.0", "4.21.0"),
          older4("4.20.0", "4.20.0"),
          older4("4.19.2", ">=4.19.2 <4.20.0"),
          older4("4.19.1", "4.19.1"),
          older4("4.19.0", "4.19.0"),
          older4("4.18.3", ">=4.18.3 <4.19.0"),
          older4("4.18.2", ">=4.18.0 <4.18.3"),
          older4("4.17.3", ">=4.17.3 <4.18.0"),
          older4("4.17.2", "4.17.2"),
          older4("4.17.1", "4.17.1"),
          older4("4.16.4", ">=4.16.4 <4.17.0"));

  private static ProvidedPackage express5(String version, String covers, String main) {
    return new ProvidedPackage(
        "express",
        version,
        covers,
        Map.of(
            ".", FOLDER + main,
            "index", FOLDER + main,
            "lib/express", FOLDER + main,
            "lib/application", FOLDER + "application.js",
            "lib/request", FOLDER + "http/request.js",
            "lib/response", FOLDER + "http/response.js",
            "lib/utils", FOLDER + "npm/utils5.js",
            "lib/view", FOLDER + "npm/view5.js"));
  }

  private static ProvidedPackage older4(String version, String covers) {
    return express4(version, covers, "npm/express" + version + ".js").standingApart();
  }

  private static ProvidedPackage express4(String version, String covers, String main) {
    return new ProvidedPackage(
        "express",
        version,
        covers,
        Map.ofEntries(
            Map.entry(".", FOLDER + main),
            Map.entry("index", FOLDER + main),
            Map.entry("lib/express", FOLDER + main),
            Map.entry("lib/application", FOLDER + "v4/application.js"),
            Map.entry("lib/middleware/init", FOLDER + "v4/init.js"),
            Map.entry("lib/middleware/query", FOLDER + "npm/query4.js"),
            Map.entry("lib/request", FOLDER + "v4/request.js"),
            Map.entry("lib/response", FOLDER + "v4/response.js"),
            Map.entry("lib/router", FOLDER + "v4/router.js"),
            Map.entry("lib/router/index", FOLDER + "v4/router.js"),
            Map.entry("lib/router/layer", FOLDER + "v4/layer.js"),
            Map.entry("lib/router/route", FOLDER + "v4/route.js"),
            Map.entry("lib/utils", FOLDER + "npm/utils4.js"),
            Map.entry("lib/view", FOLDER + "npm/view4.js")));
  }

  @Override
  public List<ProvidedPackage> packages() {
    return PACKAGES;
  }

  @Override
  public Object binding(ModuleContext context) {
    return new ExpressBinding(context.develops());
  }

  @Override
  public List<String> startScripts() {
    try (InputStream in = Objects.requireNonNull(ExpressModule.class.getResourceAsStream(START))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
