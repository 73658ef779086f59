package io.cortado.views;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.spi.ProvidedPackage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contributes {@code pug}, {@code handlebars}, {@code hbs} and {@code express-handlebars}. */
public final class ViewsModule implements CortadoModule {
  private static final String FOLDER = "io/cortado/views/";
  private static final String HANDLEBARS = FOLDER + "handlebars.js";

  private static final List<ProvidedPackage> PACKAGES =
      List.of(
          new ProvidedPackage("pug", "3.0.4", "^3.0.0", Map.of(".", FOLDER + "pug.js")),
          new ProvidedPackage("pug-runtime", "3.0.1", "^3.0.0", Map.of(".", FOLDER + "pug-runtime.js")),
          new ProvidedPackage(
              "handlebars",
              "4.7.10",
              "^4.7.0",
              Map.of(
                  ".", HANDLEBARS,
                  "runtime", HANDLEBARS,
                  "dist/handlebars", HANDLEBARS,
                  "dist/cjs/handlebars", HANDLEBARS)),
          new ProvidedPackage("hbs", "4.3.1", "^4.3.0", Map.of(".", FOLDER + "hbs.js"), Set.of("handlebars")),
          new ProvidedPackage(
              "express-handlebars",
              "9.0.1",
              "^6.0.0 || ^7.0.0 || ^8.0.0 || ^9.0.0",
              Map.of(".", FOLDER + "express-handlebars.js"),
              Set.of("handlebars")));

  @Override
  public List<ProvidedPackage> packages() {
    return PACKAGES;
  }

  @Override
  public @Nullable Object binding(String request, ModuleContext context) {
    return new ViewsBinding(context.context());
  }
}
