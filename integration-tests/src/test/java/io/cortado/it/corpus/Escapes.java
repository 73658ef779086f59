package io.cortado.it.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Turns the text of a case file into the bytes to send; pure. */
final class Escapes {
  private static final Pattern REPEAT = Pattern.compile("\\$\\{(.+?)\\*(\\d+)}");

  private Escapes() {}

  /** Expands {@code ${x*100}} and, if asked for, the escapes {@code \r \n \t \0 \\ \xHH}. */
  static byte[] bytes(String text, boolean escapes) {
    String expanded = repeat(text);
    if (!escapes) {
      return expanded.getBytes(StandardCharsets.UTF_8);
    }
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < expanded.length(); i++) {
      char c = expanded.charAt(i);
      if (c != '\\') {
        int end = Character.isHighSurrogate(c) ? i + 2 : i + 1;
        out.writeBytes(expanded.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
        continue;
      }
      char kind = expanded.charAt(++i);
      switch (kind) {
        case 'r' -> out.write('\r');
        case 'n' -> out.write('\n');
        case 't' -> out.write('\t');
        case '0' -> out.write(0);
        case '\\' -> out.write('\\');
        case 'x' -> {
          out.write(Integer.parseInt(expanded.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> throw new IllegalArgumentException("case file: unknown escape \\" + kind + " in: " + text);
      }
    }
    return out.toByteArray();
  }

  private static String repeat(String text) {
    return REPEAT.matcher(text).replaceAll(
        m -> java.util.regex.Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
  }
}
