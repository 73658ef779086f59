package io.cortado.express.development;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines around a place in a file of the app.
 *
 * @param first the number of the first of them
 * @param line the one that it is about
 */
record Excerpt(String file, int first, int line, int column, List<String> lines) {
  private static final int BEFORE = 6;
  private static final int AFTER = 4;
  private static final long LARGEST = 2 << 20;
  private static final int LONGEST_LINE = 300;

  /** Scripts and templates; nothing else of the disk is ever shown. */
  private static final Pattern SHOWN = Pattern.compile(".*\\.(?:[cm]?js|ts|jsx|json|pug|jade|hbs|handlebars|html|ejs)");

  /** How template engines begin the message of an error: file, line, and perhaps column. */
  private static final Pattern TEMPLATE =
      Pattern.compile("^(?:[A-Za-z]*Error: )?(/[^\\n:]+|[A-Za-z]:[^\\n:]+):(\\d{1,7})(?::(\\d{1,7}))?(?:\\n|$)");

  /** The same where the file's name comes first, and the place after the words. */
  private static final Pattern PLACE_LAST =
      Pattern.compile("^(/[^\\n:]+|[A-Za-z]:[^\\n:]+): [^\\n]*\\n\\n(\\d{1,7}):(\\d{1,7})(?:\\n|$)");

  /** Where a template has failed, as the message of its error says; null for other errors. */
  static @Nullable Excerpt ofTemplate(String message) {
    for (Pattern form : List.of(TEMPLATE, PLACE_LAST)) {
      Matcher place = form.matcher(message);
      if (place.find()) {
        return of(place.group(1), Integer.parseInt(place.group(2)), place.group(3) == null ? 0 : Integer.parseInt(place.group(3)));
      }
    }
    return null;
  }

  /** Of the innermost frame of the app's own, whose file is there; else of the innermost one of a package. */
  static @Nullable Excerpt of(List<Frame> frames) {
    for (Frame.Kind kind : List.of(Frame.Kind.APP, Frame.Kind.PACKAGE)) {
      for (Frame frame : frames) {
        Excerpt found = frame.kind() == kind ? of(frame.file(), frame.line(), frame.column()) : null;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Excerpt of(String name, int line, int column) {
    try {
      Path file = Path.of(name);
      if (!SHOWN.matcher(name).matches() || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return null;
      }
      String[] all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\r?\n", -1);
      if (line < 1 || line > all.length) {
        return null;
      }
      int from = Math.max(0, line - 1 - BEFORE);
      List<String> lines = Arrays.stream(all, from, Math.min(all.length, line + AFTER)).map(Excerpt::cut).toList();
      return new Excerpt(name, from + 1, line, column, lines);
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  private static String cut(String line) {
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " …" : line;
  }
}
