package io.cortado.module;

/** Takes the place and the excerpt, which are shown apart, out of the parser's messages. */
final class SyntaxMessages {
  private SyntaxMessages() {}

  static String plain(String message) {
    String text = message.startsWith("SyntaxError: ") ? message.substring("SyntaxError: ".length()) : message;
    int lineEnd = text.indexOf('\n');
    if (lineEnd >= 0) {
      text = text.substring(0, lineEnd);
    }
    return text.replaceFirst("^.*?:\\d+:\\d+ ", "");
  }
}
