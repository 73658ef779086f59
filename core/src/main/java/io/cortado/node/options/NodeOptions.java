package io.cortado.node.options;

import io.cortado.node.options.NodeOption.Effect;
import io.cortado.node.options.NodeOption.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of Node's options: {@code options.txt}, whose head says how it is written. */
public final class NodeOptions {
  private static final String TABLE = "options.txt";
  private static final Map<String, NodeOption> OPTIONS = new LinkedHashMap<>();
  private static final Map<String, List<String>> ALIASES = new LinkedHashMap<>();

  /** Those whose name is only the beginning of one. */
  private static final List<NodeOption> BEGINNINGS = new ArrayList<>();

  static {
    for (String line : text().split("\n", -1)) {
      String[] words = line.split(" ", 5);
      if (line.startsWith("-") && words[1].equals(">")) {
        ALIASES.put(words[0], List.of(line.substring(words[0].length() + 3).split(" ")));
      } else if (line.startsWith("-")) {
        add(words);
      }
    }
  }

  private NodeOptions() {}

  private static void add(String[] words) {
    boolean beginning = words[0].endsWith("*");
    String name = beginning ? words[0].substring(0, words[0].length() - 1) : words[0];
    NodeOption option =
        new NodeOption(
            name, Value.valueOf(words[1].toUpperCase(Locale.ROOT)), words[2].equals("env"),
            Effect.valueOf(words[3].toUpperCase(Locale.ROOT)), words.length > 4 ? words[4] : "");
    if (beginning) {
      BEGINNINGS.add(option);
    } else {
      OPTIONS.put(name, option);
    }
  }

  private static String text() {
    try (InputStream in = Objects.requireNonNull(NodeOptions.class.getResourceAsStream(TABLE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All with a whole name, in the order of the alphabet. */
  public static Collection<NodeOption> all() {
    return OPTIONS.values();
  }

  /** Other names, each with what it stands for. */
  public static Map<String, List<String>> aliases() {
    return ALIASES;
  }

  /** What a name without its value stands for: long names. */
  static List<String> expand(String name) {
    String dashed = name.startsWith("--") ? "--" + name.substring(2).replace('_', '-') : name;
    return ALIASES.getOrDefault(dashed, List.of(dashed));
  }

  /** The option of a long name, or null. */
  static @Nullable NodeOption find(String name) {
    NodeOption known = OPTIONS.get(name);
    for (int i = 0; known == null && i < BEGINNINGS.size(); i++) {
      known = name.startsWith(BEGINNINGS.get(i).name()) ? BEGINNINGS.get(i) : null;
    }
    return known;
  }
}
