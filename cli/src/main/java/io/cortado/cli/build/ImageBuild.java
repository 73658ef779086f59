package io.cortado.cli.build;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An image for containers, by Jib, without a daemon: what seldom changes lies in layers of its own, below the app's
 * packages and its files. Cortado lies where it lies here, because its cache of classes knows the place. A file to load,
 * or straight into a registry.
 */
public final class ImageBuild {
  /** What an image stands on where nothing else is named: a C library, a shell and a few programs. */
  public static final String BASE = "debian:12-slim";

  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");

  private final App app;
  private final String base;
  private final String tag;
  private final int port;
  private final Times times;

  /**
   * @param base a name in a registry, {@code tar://FILE} or {@code scratch}
   * @param tag the image's name with its tag, or null for the app's name and version
   */
  public ImageBuild(App app, String base, @Nullable String tag, int port, Map<String, String> environment) throws BuildException {
    this.app = app;
    this.base = base;
    this.tag = tag == null ? app.name() + ":" + app.version() : tag;
    this.port = port;
    this.times = Times.of(environment);
  }

  /** The image's name. */
  public String tag() {
    return tag;
  }

  /** Writes a file for {@code docker load}. */
  public void to(Path file, Distribution distribution, boolean development)
      throws IOException, InterruptedException, BuildException {
    List<PackedFile> files = AppFiles.of(app, development, file);
    Output.to(file, made -> containerize(Containerizer.to(TarImage.at(made).named(reference(tag))), files, distribution));
  }

  /** Puts the image into the registry that its name says, with the credentials of Docker's own settings. */
  public void push(Distribution distribution, boolean development) throws IOException, InterruptedException, BuildException {
    containerize(Containerizer.to(registry(tag)), AppFiles.of(app, development, app.folder()), distribution);
  }

  private void containerize(Containerizer target, List<PackedFile> files, Distribution distribution)
      throws IOException, InterruptedException, BuildException {
    List<PackedFile> cortado = distribution.inPlace();
    JibContainerBuilder image = from();
    image.addFileEntriesLayer(layer("java and libraries", "", Distribution.part(cortado, false)));
    image.addFileEntriesLayer(layer("cortado", "", Distribution.part(cortado, true)));
    image.addFileEntriesLayer(layer("packages", "/app/", files.stream().filter(ImageBuild::isPackage).toList()));
    image.addFileEntriesLayer(layer("app", "/app/", files.stream().filter(file -> !isPackage(file)).toList()));
    image
        .setPlatforms(Set.of(new Platform(architecture(), "linux")))
        .setFormat(ImageFormat.Docker)
        .setCreationTime(times.now())
        .setWorkingDirectory(AbsoluteUnixPath.get("/app"))
        .setEnvironment(Map.of("NODE_ENV", "production", "PORT", String.valueOf(port)))
        .addExposedPort(Port.tcp(port))
        .setUser("1000")
        // A container's memory is the app's: the JVM's own rule would leave three quarters of it unused.
        .setEntrypoint(distribution.home() + "/bin/cortado", "--max-old-space-size-percentage=60")
        .setProgramArguments(".");
    try {
      image.containerize(target.setToolName("cortado"));
    } catch (RegistryException | ExecutionException | CacheDirectoryCreationException e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      throw new BuildException("the image cannot be built: " + cause.getMessage(), e);
    }
  }

  private JibContainerBuilder from() throws BuildException {
    if (base.equals("scratch")) {
      return Jib.fromScratch();
    }
    if (base.startsWith("tar://")) {
      return Jib.from(TarImage.at(Path.of(base.substring("tar://".length()))));
    }
    return Jib.from(registry(base));
  }

  private RegistryImage registry(String name) throws BuildException {
    ImageReference reference = reference(name);
    CredentialRetrieverFactory credentials = CredentialRetrieverFactory.forImage(reference, event -> {});
    return RegistryImage.named(reference)
        .addCredentialRetriever(credentials.dockerConfig())
        .addCredentialRetriever(credentials.wellKnownCredentialHelpers());
  }

  private static ImageReference reference(String name) throws BuildException {
    try {
      return ImageReference.parse(name);
    } catch (InvalidImageReferenceException e) {
      throw new BuildException("\"" + name + "\" is not the name of an image", e);
    }
  }

  private FileEntriesLayer layer(String name, String folder, List<PackedFile> files) throws IOException, BuildException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (PackedFile file : files) {
      // Layers of this library have no links: the file that is meant goes along under both names.
      Path source = file.link() == null ? file.source() : file.source().toRealPath();
      if (Files.isDirectory(source)) {
        throw new BuildException(
            file.source() + " is a link to a folder, which an image cannot take; install with npm, or with pnpm's node-linker=hoisted");
      }
      layer.addEntry(source, AbsoluteUnixPath.get(folder + file.path()), file.executable() ? PROGRAM : FILE, times.of(source));
    }
    return layer.build();
  }

  private static boolean isPackage(PackedFile file) {
    return file.path().startsWith("node_modules/") || file.path().startsWith(".cortado/");
  }

  private static String architecture() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("aarch64") ? "arm64" : name.equals("x86_64") ? "amd64" : name;
  }
}
