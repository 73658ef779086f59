package io.cortado.cli.script;

import java.util.List;
import java.util.regex.Pattern;

/** Arguments as words of a shell. Pure. */
final class ShellQuote {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellQuote() {}

  /** A command with arguments behind it, which the shell takes as they are. */
  static String append(String command, List<String> arguments) {
    StringBuilder text = new StringBuilder(command);
    for (String argument : arguments) {
      text.append(' ').append(PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'");
    }
    return text.toString();
  }
}
