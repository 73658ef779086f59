package io.cortado.loop;

import java.util.function.Supplier;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * Keeps XNIO from registering itself with the platform's MBean server. XNIO does that when it starts, and the server sets
 * up everything the JDK manages, for a twentieth of a second of processor time in the busiest part of a start; XNIO goes on
 * without where there is none. Whoever asks for the server afterwards gets it.
 */
public final class NoManagement extends MBeanServerBuilder {
  private static final String BUILDER = "javax.management.builder.initial";

  /** For the JDK, which makes the builder that the property names. */
  public NoManagement() {}

  /** Runs what would start the MBean server. Only while nobody else of this process can need it: in a JVM's first milliseconds. */
  public static <T> T during(Supplier<T> work) {
    if (System.getProperty(BUILDER) != null) {
      return work.get();
    }
    System.setProperty(BUILDER, NoManagement.class.getName());
    try {
      return work.get();
    } finally {
      System.clearProperty(BUILDER);
    }
  }

  @Override
  public MBeanServerDelegate newMBeanServerDelegate() {
    throw new UnsupportedOperationException("No MBean server yet");
  }
}
