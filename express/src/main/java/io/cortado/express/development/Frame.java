package io.cortado.express.development;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a stack.
 *
 * @param text the line without the word {@code at}
 * @param file a path, or what stands in its place
 * @param line 0 where it names none
 * @param column 0 where it names none
 */
record Frame(String text, String file, int line, int column, Kind kind) {
  /** Whose code it is. */
  enum Kind {
    APP,
    PACKAGE,
    JAVA,
    INTERNAL
  }

  private static final Pattern LINE = Pattern.compile("^\\s+at (.*)$");
  private static final Pattern PLACE = Pattern.compile("^(?:.* )?\\(?(?:file://)?([^()]+?):(\\d{1,7})(?::(\\d{1,7})(-\\d+)?)?\\)?$");

  /** The frames of a stack's text. */
  static List<Frame> of(String stack) {
    List<Frame> frames = new ArrayList<>();
    for (String each : stack.split("\n", -1)) {
      Matcher line = LINE.matcher(each);
      if (line.matches()) {
        frames.add(parsed(line.group(1)));
      }
    }
    return frames;
  }

  private static Frame parsed(String text) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      return new Frame(text, "", 0, 0, Kind.INTERNAL);
    }
    String file = place.group(1);
    // The engine's own frames tell offsets in the place of a column.
    String column = place.group(4) == null ? place.group(3) : null;
    return new Frame(
        text, file, Integer.parseInt(place.group(2)), column == null ? 0 : Integer.parseInt(column), kind(file));
  }

  /** The same, as one that says nothing to the app's author. */
  Frame internal() {
    return new Frame(text, file, line, column, Kind.INTERNAL);
  }

  private static Kind kind(String file) {
    if (file.endsWith(".java") || file.endsWith(".kt") || file.endsWith(".scala")) {
      return Kind.JAVA;
    }
    boolean absolute = file.startsWith("/") || file.matches("[A-Za-z]:[\\\\/].*");
    if (!absolute) {
      return Kind.INTERNAL;
    }
    return file.replace('\\', '/').contains("/node_modules/") ? Kind.PACKAGE : Kind.APP;
  }
}
