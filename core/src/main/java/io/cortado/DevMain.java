package io.cortado;

import java.nio.file.Path;
import java.util.List;

/** Starts an app from the class path alone, for work on Cortado itself. */
final class DevMain {
  private DevMain() {}

  public static void main(String[] args) {
    Path main = Path.of(args[0]).toAbsolutePath().normalize();
    Cortado.start(
        new CortadoOptions(
            main, List.of(args).subList(1, args.length), System.getenv(), Path.of("").toAbsolutePath(), true));
  }
}
