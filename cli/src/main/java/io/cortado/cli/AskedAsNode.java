package io.cortado.cli;

import io.cortado.node.options.NodeOption;
import io.cortado.node.options.NodeOption.Effect;
import io.cortado.node.options.NodeOption.Value;
import io.cortado.node.options.NodeOptions;
import java.util.List;

/** What {@code node --version} and {@code node --help} print. */
final class AskedAsNode {
  /** The version of Node whose interfaces Cortado has; process.version says the same. */
  static final String VERSION = "v22.21.1";

  private AskedAsNode() {}

  /** Prints what the words ask for; returns the exit code. */
  static int answer(List<String> words) {
    if (words.contains("-v") || words.contains("--version")) {
      System.out.println(VERSION);
      return 0;
    }
    System.out.println("Usage: node [options] [ script.js ] [arguments]\n\nOptions:");
    NodeOptions.aliases().forEach((name, meant) -> System.out.println("  " + name + "  " + String.join(" ", meant)));
    for (NodeOption option : NodeOptions.all()) {
      if (option.effect() == Effect.DOES) {
        System.out.println("  " + option.name() + (option.value() == Value.VALUE ? "=..." : ""));
      }
    }
    return 0;
  }
}
