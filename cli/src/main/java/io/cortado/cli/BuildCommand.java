package io.cortado.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cortado.cli.build.App;
import io.cortado.cli.build.BuildException;
import io.cortado.cli.build.ClusterFiles;
import io.cortado.cli.build.Distribution;
import io.cortado.cli.build.ImageBuild;
import io.cortado.cli.build.ZipBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs an app for the machines that are to run it. */
@Command(
    name = "build",
    description = "Packs an app together with Cortado, for machines that have neither.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class BuildCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @ArgGroup(multiplicity = "1") private Kind kind = new Kind();

  @Parameters(arity = "0..1", paramLabel = "APP", defaultValue = ".", description = "The app's folder (${DEFAULT-VALUE}).")
  private String folder = ".";

  @Option(names = {"-o", "--output"}, paramLabel = "PATH",
      description = "What is written: NAME-VERSION.zip, NAME-VERSION-image.tar or k8s/ where nothing is said.")
  private @Nullable Path output;

  @Option(names = "--runtime", description = "Packs Java, too: with --zip for machines like this one; images always hold it.")
  private boolean runtime;

  @Option(names = "--dev", description = "Packs what is in node_modules for development alone, too.")
  private boolean development;

  @Option(names = "--from", paramLabel = "IMAGE", defaultValue = ImageBuild.BASE,
      description = "What an image stands on: a name, tar://FILE or scratch (${DEFAULT-VALUE}).")
  private String base = ImageBuild.BASE;

  @Option(names = "--tag", paramLabel = "NAME", description = "The image's name and tag instead of the app's name and version.")
  private @Nullable String tag;

  @Option(names = "--push", description = "Puts the image into the registry that --tag names, instead of writing a file.")
  private boolean push;

  @Option(names = "--port", paramLabel = "N", defaultValue = "3000", description = "The port that the app gets (${DEFAULT-VALUE}).")
  private int port = 3000;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Prints this text.")
  private boolean help;

  /** What is built. */
  private static final class Kind {
    @Option(names = "--zip", description = "An archive with a program that starts the app.")
    private boolean zip;

    @Option(names = "--docker", description = "An image for containers, in layers; needs no Docker.")
    private boolean docker;

    @Option(names = "--k8s", description = "Descriptions for Kubernetes: Deployment, Service, autoscaling, probes.")
    private boolean cluster;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      run();
      return 0;
    } catch (BuildException | AppPathException e) {
      System.err.println("cortado: " + e.getMessage());
      return 1;
    }
  }

  private void run() throws IOException, InterruptedException, BuildException, AppPathException {
    if (port < 1 || port > MAX_PORT) {
      throw new BuildException("--port is between 1 and 65535, not " + port);
    }
    if (push && tag == null) {
      throw new BuildException("--push needs --tag, which says where the image goes");
    }
    App app = app();
    String name = app.name() + "-" + app.version();
    if (kind.zip) {
      Path file = target(name + ".zip");
      new ZipBuild(app, runtime, System.getenv()).to(file, Distribution.running(), development);
      say(file + " is written (" + megabytes(file) + " MB); unpacked, " + name + "/start starts the app");
    } else if (kind.docker) {
      docker(app, name);
    } else {
      Path files = target("k8s");
      String image = tag == null ? app.name() + ":" + app.version() : tag;
      new ClusterFiles(app, image, port).to(files).forEach(file -> say(file + " is written"));
      say("kubectl apply -f " + files + " starts the app, where the cluster finds the image " + image);
    }
  }

  private void docker(App app, String name) throws IOException, InterruptedException, BuildException {
    ImageBuild image = new ImageBuild(app, base, tag, port, System.getenv());
    if (push) {
      image.push(Distribution.running(), development);
      say(image.tag() + " is in its registry");
    } else {
      Path file = target(name + "-image.tar");
      image.to(file, Distribution.running(), development);
      say(file + " is written (" + megabytes(file) + " MB); docker load -i " + file + " makes it " + image.tag());
    }
  }

  private App app() throws IOException, BuildException, AppPathException {
    Path given = Path.of("").toAbsolutePath().resolve(folder).normalize();
    if (!Files.isDirectory(given)) {
      throw new BuildException("build takes an app's folder, and " + given + " is not one");
    }
    // Whoever unpacks it starts the folder: say now what would be said then.
    AppPath.launch(Path.of("").toAbsolutePath(), folder, System.getenv());
    Path root = given.toRealPath();
    Path json = root.resolve("package.json");
    JsonMapper mapper = JsonMapper.builder().build();
    return new App(root, Files.isRegularFile(json) ? mapper.readTree(json.toFile()) : JsonNodeFactory.instance.missingNode());
  }

  private Path target(String usual) throws BuildException {
    Path target = Path.of("").toAbsolutePath().resolve(output == null ? Path.of(usual) : output).normalize();
    if (!Files.isDirectory(Objects.requireNonNull(target.getParent())) && !kind.cluster) {
      throw new BuildException("there is no folder " + target.getParent());
    }
    return target;
  }

  private static long megabytes(Path file) throws IOException {
    return Math.max(1, Math.round(Files.size(file) / 1e6));
  }

  private static void say(String text) {
    System.out.println("cortado: " + text);
  }
}
