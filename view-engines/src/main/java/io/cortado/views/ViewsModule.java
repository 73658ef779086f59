package io.cortado.views;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contributes {@code pug}, {@code handlebars}, {@code hbs} and {@code express-handlebars}. */
public final class ViewsModule implements CortadoModule {
  private static final Map<String, String> RESOURCES = Map.of(
      "pug", "pug.js",
      "pug-runtime", "pug-runtime.js",
      "handlebars", "handlebars.js",
      "handlebars/runtime", "handlebars.js",
      "hbs", "hbs.js",
      "express-handlebars", "express-handlebars.js");

  @Override
  public Set<String> names() {
    return RESOURCES.keySet();
  }

  @Override
  public String resource(String name) {
    return "io/cortado/views/" + RESOURCES.get(name);
  }

  @Override
  public @Nullable Object binding(String name, ModuleContext context) {
    return new ViewsBinding(context.context());
  }
}
