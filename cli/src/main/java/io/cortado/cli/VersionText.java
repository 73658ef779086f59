package io.cortado.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code cortado --version} prints. */
final class VersionText implements IVersionProvider {
  private static Properties versions() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = VersionText.class.getResourceAsStream("versions.properties")) {
      versions.load(Objects.requireNonNull(in));
    }
    return versions;
  }

  /** The version of Cortado alone. */
  static String cortado() throws IOException {
    return versions().getProperty("cortado");
  }

  @Override
  public String[] getVersion() throws IOException {
    Properties versions = versions();
    return new String[] {
      "Cortado " + versions.getProperty("cortado"),
      "GraalJS " + versions.getProperty("graaljs"),
      "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
      "Runtime: " + Runtimes.describe(),
    };
  }
}
