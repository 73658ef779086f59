package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file of recorded answers of one app: {@code ### case} followed by its transcript. */
final class Goldens {
  private Goldens() {}

  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return answers;
    }
    String name = "";
    var text = new StringBuilder();
    for (String line : List.of(Files.readString(file).split("\n"))) {
      if (line.startsWith("### ")) {
        if (!name.isEmpty()) {
          answers.put(name, text.toString());
        }
        name = line.substring(4);
        text.setLength(0);
      } else if (!line.isEmpty()) {
        text.append(line).append('\n');
      }
    }
    if (!name.isEmpty()) {
      answers.put(name, text.toString());
    }
    return answers;
  }

  static void write(Path file, Map<String, String> answers) throws IOException {
    var out = new StringBuilder();
    answers.forEach((name, text) -> out.append("### ").append(name).append('\n').append(text).append('\n'));
    if (!answers.isEmpty()) {
      out.setLength(out.length() - 1);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, out.toString());
  }
}
