package io.cortado.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a new app, out of files that Cortado brings along. */
@Command(
    name = "init",
    description = "Writes a new app into an empty folder, with tests, a Dockerfile and settings for editors; needs no network.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class InitCommand implements Callable<Integer> {
  private static final String LIST = "init/files.txt";

  @ArgGroup private Kind kind = new Kind();

  @Parameters(paramLabel = "DIR", description = "The folder, which is made where it is missing.")
  private @Nullable Path directory;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  /** What kind of app. */
  private static final class Kind {
    @Option(names = "--api", description = "A REST API (what is written where nothing is said).")
    private boolean api;

    @Option(names = "--site", description = "A site with Pug views.")
    private boolean site;

    @Option(names = "--embed", description = "A Java program with an app in it, built by Maven.")
    private boolean embed;

    String folder() {
      return site ? "site" : embed ? "embed" : "api";
    }
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Objects.requireNonNull(directory).toAbsolutePath().normalize();
    if (Files.isRegularFile(folder) || Files.isDirectory(folder) && !isEmpty(folder)) {
      System.err.println("cortado: init writes into an empty folder, and " + folder + " is not one");
      return 1;
    }
    String which = kind.folder();
    String name = name(folder);
    for (String line : text(LIST).split("\n", -1)) {
      int space = line.indexOf(' ');
      String group = space < 0 ? "" : line.substring(0, space);
      if (group.equals(which) || group.equals("common") && !which.equals("embed")) {
        String file = line.substring(space + 1);
        Path target = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        // Editors' own folders are not kept with the sources, so the template stands in one without the dot.
        String contents = text("init/" + group + "/" + file.replace(".vscode/", "vscode/") + ".txt");
        Files.writeString(target, contents.replace("{{name}}", name).replace("{{version}}", VersionText.cortado()));
      }
    }
    System.out.println("cortado: " + folder + " is written; README.md says how it goes on");
    next(which).forEach(step -> System.out.println("  " + step.replace("DIR", String.valueOf(directory))));
    return 0;
  }

  private static List<String> next(String which) {
    return which.equals("embed") ? List.of("cd DIR", "mvn package", "java -jar target/app.jar")
        : List.of("cd DIR", "cortado test", "cortado .");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findFirst().isEmpty();
    }
  }

  /** A folder's name as npm and Maven take it for a package's. */
  private static String name(Path folder) {
    Path last = folder.getFileName();
    String name = (last == null ? "app" : last.toString()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
    String trimmed = name.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "app" : trimmed;
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(InitCommand.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
