package io.cortado.node.worker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables that several threads see: {@code SHARE_ENV}. Any thread; public for the border only. */
public final class SharedVariables {
  private final Map<String, String> variables;

  SharedVariables(Map<String, String> variables) {
    this.variables = variables;
  }

  public @Nullable String find(String name) {
    return variables.get(name);
  }

  public void put(String name, String value) {
    variables.put(name, value);
  }

  public void remove(String name) {
    variables.remove(name);
  }

  /** The names with a NUL between them. */
  public String names() {
    return String.join("\0", variables.keySet());
  }
}
