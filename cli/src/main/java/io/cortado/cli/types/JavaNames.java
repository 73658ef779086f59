package io.cortado.cli.types;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which classes an app may mean: those of its jars, and those that its own files name. */
public final class JavaNames {
  private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?[jt]s", Pattern.DOTALL);
  private static final Pattern ASKED = Pattern.compile("Java\\s*\\.\\s*type\\s*\\(\\s*(['\"`])([\\w.$]+)\\1");
  private static final String CLASS = ".class";

  private JavaNames() {}

  /** The names in {@code Java.type('…')} of the files in a folder, but for its packages. */
  public static Collection<String> asked(Path folder) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = String.valueOf(dir.getFileName());
            boolean skipped = !dir.equals(folder) && (name.equals("node_modules") || name.startsWith("."));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && SCRIPT.matcher(file.toString()).matches()) {
              Matcher found = ASKED.matcher(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
              while (found.find()) {
                names.add(found.group(2));
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }

  /** The names of the classes in a jar or in a folder of classes. */
  public static Collection<String> inside(Path place) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (Files.isDirectory(place)) {
      try (var files = Files.walk(place)) {
        files.map(file -> place.relativize(file).toString().replace('\\', '/')).forEach(path -> add(path, names));
      }
    } else {
      try (JarFile jar = new JarFile(place.toFile())) {
        jar.stream().map(JarEntry::getName).forEach(path -> add(path, names));
      }
    }
    return names;
  }

  private static void add(String path, Collection<String> names) {
    if (path.endsWith(CLASS) && !path.startsWith("META-INF/") && !path.endsWith("-info.class")) {
      names.add(path.substring(0, path.length() - CLASS.length()).replace('/', '.'));
    }
  }
}
