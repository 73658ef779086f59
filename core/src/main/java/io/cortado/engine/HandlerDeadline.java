package io.cortado.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.cortado.module.PackageJson;
import io.cortado.node.process.ProcessHost;
import java.nio.file.Path;

/**
 * How long a callback may keep the loop, in milliseconds: {@code --handler-deadline}, else {@code CORTADO_HANDLER_DEADLINE},
 * else {@code "cortado": {"handlerDeadline": …}} in the package.json next to the app's entry file, or above it.
 */
final class HandlerDeadline {
  private static final String VARIABLE = "CORTADO_HANDLER_DEADLINE";

  private HandlerDeadline() {}

  /** 0 for ever. */
  static long of(ProcessHost host, Path main) {
    if (host.handlerDeadline() > 0) {
      return host.handlerDeadline();
    }
    String variable = host.environment().get(VARIABLE);
    if (variable == null) {
      return ofPackage(main);
    }
    if (!variable.matches("[0-9]{1,9}")) {
      host.writeError("cortado: " + VARIABLE + " must be a number of milliseconds (got \"" + variable + "\")\n");
      return 0;
    }
    return Long.parseLong(variable);
  }

  private static long ofPackage(Path main) {
    PackageJson found = PackageJson.above(main);
    JsonNode value = found == null ? null : found.cortadoValue("handlerDeadline");
    return value == null ? 0 : Math.max(0, value.asLong(0));
  }
}
