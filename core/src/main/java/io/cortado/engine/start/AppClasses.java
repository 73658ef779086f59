package io.cortado.engine.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.cortado.module.PackageJson;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Java classes that an app brings: {@code "cortado": {"classpath": ["lib/*.jar", "classes"]}} in its package.json, relative to that,
 * and what {@code cortado install} has put into {@code .cortado/lib} beside it. They are loaded for one context and go with it.
 * Any thread.
 */
public final class AppClasses {
  private static final String JAR = ".jar";

  private AppClasses() {}

  /** A loader of them below {@code above}, or null where the app brings none. */
  static @Nullable URLClassLoader of(Path main, ClassLoader above) {
    List<URL> places = places(main);
    return places.isEmpty() ? null : new URLClassLoader("app", places.toArray(URL[]::new), above);
  }

  /** The jars and folders that the package.json above a file names. */
  public static List<URL> places(Path main) {
    PackageJson file = PackageJson.above(main);
    Path folder = PackageJson.folderAbove(main);
    JsonNode named = file == null ? null : file.cortadoValue("classpath");
    JsonNode maven = file == null ? null : file.cortadoValue("maven");
    List<URL> places = new ArrayList<>();
    if (folder == null) {
      return places;
    }
    try {
      if (named != null) {
        for (JsonNode entry : named.isArray() ? named : Collections.<JsonNode>singleton(named)) {
          add(folder, entry.asText(), places);
        }
      }
      if (maven != null) {
        jars(folder.resolve(".cortado").resolve("lib"), "*" + JAR, places);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the classes that package.json names cannot be read", e);
    }
    return places;
  }

  private static void add(Path folder, String entry, List<URL> places) throws IOException {
    int slash = Math.max(entry.lastIndexOf('/'), entry.lastIndexOf('\\'));
    if (entry.indexOf('*', slash + 1) >= 0) {
      jars(folder.resolve(entry.substring(0, Math.max(slash, 0))), entry.substring(slash + 1), places);
    } else {
      // A folder's address ends with a slash, by which it is known for one.
      places.add(folder.resolve(entry).normalize().toUri().toURL());
    }
  }

  private static void jars(Path folder, String pattern, List<URL> places) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern.equals("*") ? "*" + JAR : pattern)) {
      files.forEach(found::add);
    }
    Collections.sort(found);
    for (Path file : found) {
      places.add(file.toUri().toURL());
    }
  }
}
