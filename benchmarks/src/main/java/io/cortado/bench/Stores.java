package io.cortado.bench;

import io.cortado.bench.Needs.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL and Redis as the machine has them: on the loopback, on free ports, with folders of their own. */
final class Stores implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int ROWS = 1000;
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final List<Process> servers = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();

  /** Why a store cannot be used here, or null. */
  static @Nullable String missing(Need need) {
    List<String> commands = need == Need.REDIS ? List.of("redis-server", "redis-cli") : List.of("initdb", "postgres", "psql");
    List<String> absent = commands.stream().filter(command -> Tools.find(command) == null).toList();
    return absent.isEmpty() ? null : String.join(" and ", absent) + " cannot be found";
  }

  /** Starts PostgreSQL with a table of items; returns its URL. */
  String postgres() throws IOException, InterruptedException {
    Path folder = folder();
    String port = String.valueOf(RunningServer.freePort());
    List<String> as = List.of();
    if (ROOT) {
      // It refuses to run as root.
      Files.setOwner(folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
      as = List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
    }
    String data = folder.resolve("data").toString();
    Tools.run(
        joined(as, Tools.path("initdb"), "-D", data, "-U", "app", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"),
        folder, PATIENCE_SECONDS);
    serve(
        "database system is ready to accept connections",
        joined(as, Tools.path("postgres"), "-D", data, "-p", port, "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off"),
        folder);
    Tools.run(
        List.of(Tools.path("psql"), "-q", "-h", "127.0.0.1", "-p", port, "-U", "app", "-d", "postgres", "-c",
            "CREATE TABLE items (id integer PRIMARY KEY, name text);"
                + "INSERT INTO items SELECT n, 'item ' || n FROM generate_series(1, " + ROWS + ") n"),
        folder, PATIENCE_SECONDS);
    return "postgres://app@127.0.0.1:" + port + "/postgres";
  }

  /** Starts Redis with one item; returns its URL. */
  String redis() throws IOException, InterruptedException {
    Path folder = folder();
    String port = String.valueOf(RunningServer.freePort());
    serve(
        "Ready to accept connections",
        List.of(Tools.path("redis-server"), "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
            "--dir", folder.toString()),
        folder);
    Tools.run(List.of(Tools.path("redis-cli"), "-p", port, "set", "item:42", "forty-two"), folder, PATIENCE_SECONDS);
    return "redis://127.0.0.1:" + port;
  }

  /** Among the temporary files: the parents of the project's folders may be closed to the servers' own users. */
  private Path folder() throws IOException {
    Path folder = Files.createTempDirectory("cortado-bench");
    folders.add(folder);
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    return folder;
  }

  /** Starts a server and waits until it says that it is ready. */
  private void serve(String ready, List<String> command, Path folder) throws IOException, InterruptedException {
    Path log = Files.createTempFile("cortado-bench", ".log");
    folders.add(log);
    Process server = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    servers.add(server);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(log).contains(ready)) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(String.join(" ", command) + " is not ready: " + Files.readString(log));
      }
      Thread.sleep(20);
    }
  }

  private static List<String> joined(List<String> as, String... more) {
    return Stream.concat(as.stream(), Stream.of(more)).toList();
  }

  @Override
  public void close() throws InterruptedException {
    servers.forEach(Process::destroy);
    for (Process server : servers) {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
    }
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        System.out.println("note: " + folder + " is left: " + e.getMessage());
      }
    }
  }
}
