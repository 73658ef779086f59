package io.cortado.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.cortado.cli.types.Declarations;
import io.cortado.cli.types.JavaNames;
import io.cortado.engine.start.AppClasses;
import io.cortado.module.PackageJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells TypeScript, and editors by it, of the Java that an app uses. */
@Command(
    name = "types",
    description = "Writes TypeScript's descriptions of Java, of the app's jars and of the classes that it asks Java.type for.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class TypesCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "APP", defaultValue = ".", description = "The app's folder (${DEFAULT-VALUE}).")
  private Path folder = Path.of(".");

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "What is written, instead of cortado.d.ts in the app's folder.")
  private @Nullable Path output;

  @Option(names = "--class", paramLabel = "NAME", description = "A class more, of the JDK's for instance; can be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  @Override
  public Integer call() throws IOException, URISyntaxException {
    Path app = Path.of("").toAbsolutePath().resolve(folder).normalize();
    if (!Files.isDirectory(app)) {
      System.err.println("cortado: types takes an app's folder, and " + app + " is not one");
      return 1;
    }
    List<URL> places = AppClasses.places(app.resolve("package.json"));
    Set<String> wanted = new TreeSet<>(JavaNames.asked(app));
    wanted.addAll(names);
    Set<String> direct = direct(app);
    for (URL url : places) {
      Path place = Path.of(url.toURI());
      boolean own = !place.startsWith(app.resolve(".cortado"));
      if (Files.exists(place) && (own || direct == null || direct.contains(String.valueOf(place.getFileName())))) {
        wanted.addAll(JavaNames.inside(place));
      }
    }
    Set<String> missing = new TreeSet<>();
    String text;
    try (URLClassLoader loader = new URLClassLoader(places.toArray(URL[]::new), TypesCommand.class.getClassLoader())) {
      text = Declarations.of(wanted, loader, missing);
    }
    Path file = output == null ? app.resolve("cortado.d.ts") : Path.of("").toAbsolutePath().resolve(output);
    Files.writeString(file, text);
    missing.removeIf(name -> !names.contains(name));
    missing.forEach(name -> System.err.println("cortado: there is no class " + name));
    System.out.println("cortado: " + file + " is written");
    return missing.isEmpty() ? 0 : 1;
  }

  /** The files of the libraries that package.json names itself; null where it names none. */
  private static @Nullable Set<String> direct(Path app) {
    PackageJson json = PackageJson.above(app.resolve("package.json"));
    JsonNode maven = json == null ? null : json.cortadoValue("maven");
    if (maven == null) {
      return null;
    }
    Set<String> files = new HashSet<>();
    for (JsonNode one : maven) {
      String[] parts = one.asText().split(":", -1);
      if (parts.length >= 3) {
        files.add(parts[1] + "-" + parts[parts.length - 1] + (parts.length > 4 ? "-" + parts[3] : "") + ".jar");
      }
    }
    return files;
  }
}
