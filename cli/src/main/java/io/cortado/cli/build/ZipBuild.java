package io.cortado.cli.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** An archive with an app, Cortado and a program that starts both: {@code NAME-VERSION/start}. */
public final class ZipBuild {
  private static final String START =
      """
      #!/bin/sh
      # Starts this app; what follows goes to it. PORT and all else is set by variables of the environment.
      here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd -P) || exit 1
      NODE_ENV=${NODE_ENV-production}
      export NODE_ENV
      cd "$here/app" && exec "$here/cortado/bin/cortado" "$@" .
      """;

  private final App app;
  private final boolean runtime;
  private final Times times;

  /** {@code runtime}: whether Java goes along. */
  public ZipBuild(App app, boolean runtime, Map<String, String> environment) throws BuildException {
    this.app = app;
    this.runtime = runtime;
    this.times = Times.of(environment);
  }

  /** Writes the archive; a file that was there is replaced when it is whole. */
  public void to(Path file, Distribution distribution, boolean development)
      throws IOException, InterruptedException, BuildException {
    String top = app.name() + "-" + app.version();
    List<PackedFile> cortado = distribution.files(top + "/cortado", runtime);
    List<PackedFile> files = AppFiles.of(app, development, file);
    Output.to(file, made -> write(made, top, files, cortado));
  }

  private void write(Path made, String top, List<PackedFile> files, List<PackedFile> cortado) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(made.toFile())) {
      zip.setLevel(Deflater.BEST_SPEED);
      text(zip, top + "/start", START, true);
      text(zip, top + "/README.txt", readme(), false);
      for (PackedFile one : files) {
        add(zip, top + "/app/" + one.path(), one);
      }
      for (PackedFile one : cortado) {
        add(zip, one.path(), one);
      }
    }
  }

  private String readme() {
    return """
        %s %s, with Cortado, which runs it on the JVM.

            PORT=3000 ./start

        %s
        """
        .formatted(
            app.name(),
            app.version(),
            runtime
                ? "Java is in it, for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + "."
                : "It needs a JDK 25, on the PATH or in JAVA_HOME. The first start makes a runtime in cortado/image.");
  }

  private void text(ZipArchiveOutputStream zip, String path, String text, boolean executable) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    entry(zip, path, times.now(), UnixStat.FILE_FLAG | (executable ? 0755 : 0644), bytes.length);
    zip.write(bytes);
    zip.closeArchiveEntry();
  }

  private void add(ZipArchiveOutputStream zip, String path, PackedFile file) throws IOException {
    Instant time = times.of(file.source());
    if (file.link() != null) {
      byte[] target = file.link().getBytes(StandardCharsets.UTF_8);
      entry(zip, path, time, UnixStat.LINK_FLAG | 0777, target.length);
      zip.write(target);
    } else {
      entry(zip, path, time, UnixStat.FILE_FLAG | (file.executable() ? 0755 : 0644), Files.size(file.source()));
      try (InputStream in = Files.newInputStream(file.source())) {
        in.transferTo((OutputStream) zip);
      }
    }
    zip.closeArchiveEntry();
  }

  private static void entry(ZipArchiveOutputStream zip, String path, Instant time, int mode, long size) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(path);
    // Beside the format's own field, which knows neither zones nor odd seconds.
    entry.setLastModifiedTime(FileTime.from(time));
    entry.setUnixMode(mode);
    entry.setSize(size);
    zip.putArchiveEntry(entry);
  }
}
