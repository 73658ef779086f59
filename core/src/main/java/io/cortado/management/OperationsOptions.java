package io.cortado.management;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is told about an app while it runs, and to whom.
 *
 * @param managementPort of {@code /live}, {@code /ready} and {@code /metrics}; 0 for a free one, null for none
 * @param managementHost the address to listen on
 * @param accessLog whether every request is logged
 * @param accessLogFile where; null for standard output
 * @param json whether log lines are JSON objects
 */
public record OperationsOptions(
    @Nullable Integer managementPort, String managementHost, boolean accessLog, @Nullable Path accessLogFile, boolean json) {
  /** Only programs of this machine reach the management port, unless another address is named. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Nothing is told. */
  public static final OperationsOptions NONE = new OperationsOptions(null, LOOPBACK, false, null, false);

  /** Whether requests are looked at. */
  boolean observes() {
    return managementPort != null || accessLog;
  }
}
