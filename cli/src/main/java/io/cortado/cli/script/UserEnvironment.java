package io.cortado.cli.script;

import java.util.HashMap;
import java.util.Map;

/** The environment that the user has given, without what the launcher has put there for its own use. */
public final class UserEnvironment {
  private UserEnvironment() {}

  /** A copy to change, of the process's environment. */
  public static Map<String, String> of(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.remove("JDK_AOT_VM_OPTIONS");
    // The locale that the launcher has replaced by one in UTF-8: NAME=value, or NAME where it was unset.
    String replaced = environment.remove("CORTADO_LOCALE");
    if (replaced != null) {
      int end = replaced.indexOf('=');
      if (end < 0) {
        environment.remove(replaced);
      } else {
        environment.put(replaced.substring(0, end), replaced.substring(end + 1));
      }
    }
    return environment;
  }
}
