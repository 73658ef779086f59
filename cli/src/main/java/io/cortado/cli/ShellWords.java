package io.cortado.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits a package.json's script as far as such scripts use the shell: words, quotes, variables, commands in a row. */
final class ShellWords {
  /**
   * A command.
   *
   * @param words its words, without quotes, variables filled in
   * @param end what follows it: {@code &&}, {@code ;}, {@code |}, another operator, or nothing
   */
  record Command(List<String> words, String end) {}

  private final String text;
  private final Map<String, String> variables;
  private final List<Command> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /** The commands of a script, or null where it asks for more of a shell: substitutions, redirections, blocks. */
  static @Nullable List<Command> split(String text, Map<String, String> variables) {
    return new ShellWords(text, variables).commands();
  }

  private @Nullable List<Command> commands() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '`' || c == '<' || c == '>' || c == '(' || c == ')') {
        return null;
      }
      boolean fine = true;
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '&', '|', ';' -> endCommand(c);
        case '\'' -> fine = single();
        case '"' -> fine = twofold();
        case '\\' -> append(at < text.length() ? text.charAt(at++) : c);
        case '$' -> fine = variable();
        default -> append(c);
      }
      if (!fine) {
        return null;
      }
    }
    endWord();
    if (!words.isEmpty()) {
      commands.add(new Command(words, ""));
    }
    return commands;
  }

  private void append(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void endCommand(char c) {
    endWord();
    String end = String.valueOf(c);
    if (c != ';' && at < text.length() && text.charAt(at) == c) {
      end += text.charAt(at++);
    }
    commands.add(new Command(words, end));
    words = new ArrayList<>();
  }

  private boolean single() {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      return false;
    }
    word.append(text, at, end);
    inWord = true;
    at = end + 1;
    return true;
  }

  private boolean twofold() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c == '`' || c == '$' && !variable()) {
        return false;
      }
      if (c == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0) {
        append(text.charAt(at++));
      } else if (c != '$') {
        append(c);
      }
    }
    return false;
  }

  /** What follows a dollar sign: NAME, {NAME} or {NAME:-value}. */
  private boolean variable() {
    if (at < text.length() && text.charAt(at) == '{') {
      int end = text.indexOf('}', at);
      if (end < 0) {
        return false;
      }
      String inner = text.substring(at + 1, end);
      at = end + 1;
      int otherwise = inner.indexOf(":-");
      return fill(otherwise < 0 ? inner : inner.substring(0, otherwise), otherwise < 0 ? "" : inner.substring(otherwise + 2));
    }
    int start = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    return fill(text.substring(start, at), "");
  }

  private boolean fill(String name, String otherwise) {
    if (name.isEmpty() || !name.chars().allMatch(c -> isOfName((char) c))) {
      return false;
    }
    String value = variables.getOrDefault(name, "");
    word.append(value.isEmpty() ? otherwise : value);
    inWord |= !word.isEmpty();
    return true;
  }

  private static boolean isOfName(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
