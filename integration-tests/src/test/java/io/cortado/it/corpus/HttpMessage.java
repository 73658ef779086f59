package io.cortado.it.corpus;

import java.util.List;

/** A response as received: exact head lines, the body without its framing, and trailers. */
record HttpMessage(List<String> head, byte[] body, List<String> trailers, String defect) {

  int status() {
    String[] words = head.getFirst().split(" ", 3);
    try {
      return words.length > 1 ? Integer.parseInt(words[1]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  boolean informational() {
    return status() >= 100 && status() < 200;
  }

  String header(String name) {
    return head.stream().skip(1)
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst().orElse("");
  }
}
