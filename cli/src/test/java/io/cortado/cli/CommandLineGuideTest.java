package io.cortado.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.node.options.NodeOption;
import io.cortado.node.options.NodeOption.Effect;
import io.cortado.node.options.NodeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide's page names each option, where its table says what becomes of it. */
class CommandLineGuideTest {
  @Test
  void namesEachOptionInItsPlace() throws Exception {
    String page = Files.readString(Path.of("../docs/guide/command-line.md"));
    List<String> sections = List.of(page.split("\n## "));
    List<String> absent = new ArrayList<>();
    for (NodeOption option : NodeOptions.all()) {
      String section = sections.stream().filter(one -> one.startsWith(title(option.effect()))).findFirst().orElseThrow();
      if (!section.contains("`" + option.name() + "`") || !section.contains(option.instead())) {
        absent.add(option.name());
      }
    }
    // Who asks for these is answered at once.
    assertThat(absent).containsOnly("--help", "--version", "--experimental-eventsource");
    for (String command : RunArguments.COMMANDS) {
      assertThat(page).contains("cortado " + command);
    }
  }

  private static String title(Effect effect) {
    return switch (effect) {
      case DOES -> "Options of Node that do something";
      case SO -> "Options whose wish is so anyway";
      case IDLE -> "Options that mean nothing here";
      case NO -> "Options that are refused";
    };
  }
}
