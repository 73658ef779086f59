package io.cortado.cli.image;

import org.graalvm.polyglot.Engine;

/** A program of its own: leaves with 0 where JavaScript gets compiled under the options it was started with. */
final class Probe {
  private Probe() {}

  public static void main(String[] args) {
    try (Engine engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
      if (engine.getImplementationName().contains("Interpreted")) {
        System.err.println("the Graal compiler does not work with this JDK");
        System.exit(1);
      }
    }
  }
}
