package io.cortado.cli;

import org.graalvm.polyglot.Engine;
import picocli.CommandLine.IVersionProvider;

/** What {@code cortado --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    try (Engine engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
      return new String[] {
        "Cortado " + (version == null ? "(not packaged)" : version),
        "GraalJS " + engine.getVersion(),
        "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        "Runtime: " + Runtimes.describe(),
      };
    }
  }
}
