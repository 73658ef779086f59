package io.cortado.node.options;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What scripts ask of Node's options. Runs on the loop. */
public final class OptionsBinding {
  /** The options that NODE_OPTIONS may have, with their opposites and other names. */
  public String[] inEnvironment() {
    TreeSet<String> names = new TreeSet<>();
    for (NodeOption option : NodeOptions.all()) {
      if (option.inEnvironment()) {
        names.add(option.name());
        if (option.value() == NodeOption.Value.FLAG && !option.name().startsWith("--no-")) {
          names.add("--no-" + option.name().substring(2));
        }
      }
    }
    for (Map.Entry<String, List<String>> alias : NodeOptions.aliases().entrySet()) {
      if (names.contains(alias.getValue().getFirst())) {
        names.add(alias.getKey());
      }
    }
    return names.toArray(String[]::new);
  }
}
