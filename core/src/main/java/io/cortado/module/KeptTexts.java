package io.cortado.module;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.graalvm.polyglot.Source;

/**
 * The texts of modules, kept from one start of an app to the next in the same JVM: a file whose size and time are what they
 * were is not read again, and a text that is what it was is the same source, which an engine that shares code does not
 * parse again. Any thread.
 */
public final class KeptTexts {
  private record Text(FileTime modified, long size, String text) {}

  private final Map<Path, Text> texts = new ConcurrentHashMap<>();
  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final Map<String, Source> own = new ConcurrentHashMap<>();

  /** A file's text, as {@link ModuleText#read} gives it. */
  String read(Path file) {
    Text known = texts.get(file);
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (known == null || known.size != now.size() || !known.modified.equals(now.lastModifiedTime())) {
        known = new Text(now.lastModifiedTime(), now.size(), ModuleText.read(file));
        texts.put(file, known);
      }
      return known.text;
    } catch (IOException e) {
      // It says itself what is wrong.
      texts.remove(file);
      return ModuleText.read(file);
    }
  }

  /** The source of a file's wrapped text. */
  Source source(String wrapped, String file) {
    Source known = sources.get(file);
    if (known == null || !wrapped.contentEquals(known.getCharacters())) {
      known = source(wrapped, file, true);
      sources.put(file, known);
    }
    return known;
  }

  /** A source of ours, which is what it was as long as the JVM runs. */
  public Source own(String path, Function<String, Source> make) {
    return own.computeIfAbsent(path, make);
  }

  /** Whether {@link #own} has one. */
  public boolean hasOwn(String path) {
    return own.containsKey(path);
  }

  /** A source with a file behind it, to which import() inside it is relative. */
  static Source source(String wrapped, String file, boolean shared) {
    try {
      return Source.newBuilder("js", new File(file)).content(wrapped).name(file).cached(shared).build();
    } catch (IOException e) {
      throw new UncheckedIOException("a source with content reads no file", e);
    }
  }
}
