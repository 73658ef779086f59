package io.cortado.express;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.spi.ProvidedPackage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contributes {@code express} 5 and 4, with the files of npm's that other packages reach into. */
public final class ExpressModule implements CortadoModule {
  private static final String FOLDER = "io/cortado/js/express/";

  private static final List<ProvidedPackage> PACKAGES =
      List.of(
          new ProvidedPackage(
              "express",
              "5.3.0",
              "^5.0.0",
              Map.of(
                  ".", FOLDER + "npm/express5.js",
                  "index", FOLDER + "npm/express5.js",
                  "lib/express", FOLDER + "npm/express5.js",
                  "lib/application", FOLDER + "application.js",
                  "lib/request", FOLDER + "request.js",
                  "lib/response", FOLDER + "response.js",
                  "lib/utils", FOLDER + "npm/utils5.js",
                  "lib/view", FOLDER + "npm/view5.js")),
          new ProvidedPackage(
              "express",
              "4.22.3",
              "^4.16.0",
              Map.ofEntries(
                  Map.entry(".", FOLDER + "npm/express4.js"),
                  Map.entry("index", FOLDER + "npm/express4.js"),
                  Map.entry("lib/express", FOLDER + "npm/express4.js"),
                  Map.entry("lib/application", FOLDER + "v4/application.js"),
                  Map.entry("lib/middleware/init", FOLDER + "v4/builtin.js"),
                  Map.entry("lib/middleware/query", FOLDER + "npm/query4.js"),
                  Map.entry("lib/request", FOLDER + "v4/request.js"),
                  Map.entry("lib/response", FOLDER + "v4/response.js"),
                  Map.entry("lib/router", FOLDER + "v4/router.js"),
                  Map.entry("lib/router/index", FOLDER + "v4/router.js"),
                  Map.entry("lib/router/layer", FOLDER + "v4/layer.js"),
                  Map.entry("lib/router/route", FOLDER + "v4/route.js"),
                  Map.entry("lib/utils", FOLDER + "npm/utils4.js"),
                  Map.entry("lib/view", FOLDER + "npm/view4.js"))));

  @Override
  public List<ProvidedPackage> packages() {
    return PACKAGES;
  }

  @Override
  public @Nullable Object binding(String request, ModuleContext context) {
    return null;
  }
}
