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
          expressHandlebars("9.0.1", "^6.0.0 || ^7.0.0 || ^8.0.0 || ^9.0.0", "express-handlebars.js"),
          // Installed ones run: what they say of a broken view has no place in it, ours has.
          expressHandlebars("5.3.5", "", "express-handlebars-5.js"),
          expressHandlebars("4.0.6", "", "express-handlebars-4.js"),
          expressHandlebars("3.1.0", "", "express-handlebars-3.js"));

  private static ProvidedPackage expressHandlebars(String version, String covers, String file) {
    return new ProvidedPackage("express-handlebars", version, covers, Map.of(".", FOLDER + file), Set.of("handlebars"));
  }

  @Override
  public List<ProvidedPackage> packages() {
    return PACKAGES;
  }

  @Override
  public @Nullable Object binding(ModuleContext context) {
    return new ViewsBinding(context.context());
  }
}
