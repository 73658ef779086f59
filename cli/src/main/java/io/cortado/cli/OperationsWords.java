package io.cortado.cli;

import io.cortado.management.OperationsOptions;
import io.cortado.node.options.BadOptionException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of who operates an app: {@code --management-port --management-host --access-log --log}. */
final class OperationsWords {
  private static final String PORT = "--management-port";
  private static final String HOST = "--management-host";
  private static final String ACCESS = "--access-log";
  private static final String LOG = "--log";
  private static final Set<String> ALL = Set.of(PORT, HOST, ACCESS, LOG);
  private static final int WRONG_USAGE = 2;

  private @Nullable Integer port;
  private String host = OperationsOptions.LOOPBACK;
  private boolean access;
  private @Nullable Path file;
  private boolean json;

  /** Whether a word is one of these, perhaps with its value. */
  static boolean isOne(String word) {
    int equals = word.indexOf('=');
    return ALL.contains(equals < 0 ? word : word.substring(0, equals));
  }

  /** Whether the value of an option is the next word where it has none of its own. */
  static boolean needsValue(String name) {
    return !name.equals(ACCESS);
  }

  void take(String name, @Nullable String value) throws BadOptionException {
    switch (name) {
      case PORT -> {
        check(value != null && RunArguments.isPort(value), "--management-port must be a number from 0 to 65535 (got \"" + value + "\")");
        port = Integer.valueOf(String.valueOf(value));
      }
      case HOST -> host = String.valueOf(value);
      case ACCESS -> {
        check(value == null || !value.isEmpty(), "--access-log= needs the name of a file; without = it is written to standard output");
        access = true;
        file = value == null ? null : Path.of(value).toAbsolutePath();
      }
      default -> {
        check("json".equals(value) || "text".equals(value), "--log must be json or text (got \"" + value + "\")");
        json = "json".equals(value);
      }
    }
  }

  private static void check(boolean fine, String message) throws BadOptionException {
    if (!fine) {
      throw new BadOptionException(message, WRONG_USAGE);
    }
  }

  /** What they say together: lines of JSON are lines of the access log. */
  OperationsOptions options() {
    boolean none = port == null && !access && !json;
    return none ? OperationsOptions.NONE : new OperationsOptions(port, host, access || json, file, json);
  }
}
