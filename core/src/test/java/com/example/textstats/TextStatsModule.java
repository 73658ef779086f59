package com.example.textstats;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.spi.ProvidedPackage;
import java.util.List;
import java.util.Map;

/** Contributes the package {@code text-stats}. */
public final class TextStatsModule implements CortadoModule {
  private static final String FOLDER = "com/example/textstats/";

  @Override
  public List<ProvidedPackage> packages() {
    return List.of(
        new ProvidedPackage(
            "text-stats", "2.1.0", "^2.0.0",
            Map.of(".", FOLDER + "text-stats.js", "lib/lines", FOLDER + "lines.js")),
        new ProvidedPackage("text-stats", "1.4.0", ">=1.2.0 <2.0.0", Map.of(".", FOLDER + "text-stats-1.js")));
  }

  @Override
  public Object binding(ModuleContext context) {
    return new TextStatsBinding(context);
  }
}
