package io.cortado.engine;

import io.cortado.spi.CortadoModule;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The providers of packages on the class path. Any thread. */
public final class Providers {
  private Providers() {}

  /** Those that the service loader finds; each loop has its own. */
  public static List<CortadoModule> all() {
    List<CortadoModule> all = new ArrayList<>();
    ServiceLoader.load(CortadoModule.class, Providers.class.getClassLoader()).forEach(all::add);
    return all;
  }
}
