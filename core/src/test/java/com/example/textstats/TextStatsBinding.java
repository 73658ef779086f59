package com.example.textstats;

import io.cortado.spi.CodedException;
import io.cortado.spi.ModuleContext;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.graalvm.polyglot.Value;

/** What the scripts of text-stats call. Runs on the loop. */
public final class TextStatsBinding {
  private final ModuleContext context;
  private int texts;

  TextStatsBinding(ModuleContext context) {
    this.context = context;
  }

  /** The number of words in a text. */
  public int words(String text) {
    texts++;
    return count(text, "\\s+");
  }

  /** The number of lines in a text. */
  public int lines(String text) {
    texts++;
    return count(text, "\\R");
  }

  /** So many texts this app has had counted. */
  public int texts() {
    return texts;
  }

  /** Counts the words of a file: read on a virtual thread, told on the loop as {@code callback(error, count)}. */
  public void wordsOf(String file, Value callback) {
    Path path = context.workingDirectory().resolve(file);
    context.settle(context.blocking(() -> count(read(path), "\\s+")), callback);
  }

  private static String read(Path path) throws Exception {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new CodedException("ENOENT", "text-stats: there is no file " + path, e);
    }
  }

  private static int count(String text, String separator) {
    return text.isBlank() ? 0 : text.strip().split(separator, -1).length;
  }
}
