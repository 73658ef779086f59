package io.cortado.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, Redis and MariaDB as the machine has them: on the loopback, on free ports, with empty folders. */
final class StoreServers implements AutoCloseable {
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql");
  private static final int PATIENCE_SECONDS = 60;
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path data;
  private final List<Process> servers = new ArrayList<>();
  private final int postgresPort = RunningApp.freePort();
  private final int redisPort = RunningApp.freePort();
  private final int mariaPort = RunningApp.freePort();

  private StoreServers(Path data) {
    this.data = data;
  }

  /** The commands that are needed and are not there. */
  static List<String> missing() {
    return Stream.of("initdb", "postgres", "redis-server", "mariadbd", "mariadb-install-db")
        .filter(command -> find(command) == null).toList();
  }

  static StoreServers start() throws IOException, InterruptedException {
    var stores = new StoreServers(folder());
    try {
      stores.startRedis();
      stores.startMaria();
      stores.startPostgres();
      return stores;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stores.close();
      throw e;
    }
  }

  Map<String, String> environment() {
    return Map.of(
        "PG_URL", "postgres://app@127.0.0.1:" + postgresPort + "/store",
        "MYSQL_URL", "mysql://root@127.0.0.1:" + mariaPort + "/store",
        "REDIS_URL", "redis://127.0.0.1:" + redisPort);
  }

  @Override
  public void close() {
    servers.forEach(Process::destroy);
    try {
      for (Process server : servers) {
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
          server.destroyForcibly();
        }
      }
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      System.err.println(data + " is left: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startRedis() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(data.resolve("redis"));
    serve("Ready to accept connections", List.of("redis-server", "--port", Integer.toString(redisPort), "--bind",
        "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.toString()));
  }

  private void startMaria() throws IOException, InterruptedException {
    Path folder = ownedBy("mysql", "maria");
    Path init = Files.writeString(data.resolve("maria.sql"), "CREATE DATABASE store;\nCREATE DATABASE store_orm;\n");
    String user = ROOT ? "--user=mysql" : "--user=" + System.getProperty("user.name");
    finish(List.of("mariadb-install-db", "--no-defaults", "--datadir=" + folder, user, "--skip-test-db",
        "--auth-root-authentication-method=normal"));
    serve("ready for connections", List.of("mariadbd", "--no-defaults", "--datadir=" + folder, user,
        "--port=" + mariaPort, "--bind-address=127.0.0.1", "--socket=" + folder.resolve("socket"),
        "--pid-file=" + folder.resolve("pid"), "--init-file=" + init, "--innodb-flush-log-at-trx-commit=0"));
  }

  private void startPostgres() throws IOException, InterruptedException {
    Path folder = ownedBy("postgres", "postgres");
    List<String> as = ROOT ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of();
    finish(command(as, "initdb", "-D", folder.toString(), "-U", "app", "-A", "trust", "--no-sync", "-E", "UTF8",
        "--locale=C"));
    serve("database system is ready to accept connections", command(as, "postgres", "-D", folder.toString(), "-p",
        Integer.toString(postgresPort), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c",
        "fsync=off"));
    for (String database : List.of("store", "store_orm")) {
      finish(command(List.of(), "createdb", "-h", "127.0.0.1", "-p", Integer.toString(postgresPort), "-U", "app",
          database));
    }
  }

  private static List<String> command(List<String> as, String program, String... arguments) {
    List<String> command = new ArrayList<>(as);
    command.add(String.valueOf(find(program)));
    command.addAll(List.of(arguments));
    return command;
  }

  private void finish(List<String> command) throws IOException, InterruptedException {
    Path log = data.resolve("setup.log");
    Process process = new ProcessBuilder(command).directory(data.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(log));
    }
  }

  /** Starts a server and waits until it says that it is ready. */
  private void serve(String ready, List<String> command) throws IOException, InterruptedException {
    Path log = data.resolve("server-" + servers.size() + ".log");
    Process server = new ProcessBuilder(command).directory(data.toFile())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    servers.add(server);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(log).contains(ready)) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(String.join(" ", command) + " is not ready:\n" + Files.readString(log));
      }
      Thread.sleep(20);
    }
  }

  private Path ownedBy(String user, String name) throws IOException {
    Path folder = Files.createDirectory(data.resolve(name));
    if (ROOT) {
      var users = folder.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(folder, users.lookupPrincipalByName(user));
    }
    return folder;
  }

  /** Below target, or where its parents are closed to the servers' own users, among the temporary files. */
  private static Path folder() throws IOException {
    Path target = Files.createDirectories(Path.of("target/stores").toAbsolutePath());
    boolean open = true;
    for (Path parent = target; parent != null && ROOT; parent = parent.getParent()) {
      open &= Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE);
    }
    Path folder = open ? Files.createTempDirectory(target, "data") : Files.createTempDirectory("stores");
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    return folder;
  }

  private static @Nullable Path find(String command) {
    List<Path> places = new ArrayList<>(Stream.of(System.getenv("PATH").split(":")).map(Path::of).toList());
    places.addAll(List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin")));
    if (Files.isDirectory(POSTGRES)) {
      try (Stream<Path> versions = Files.list(POSTGRES)) {
        places.addAll(versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")).toList());
      } catch (IOException e) {
        return null;
      }
    }
    return places.stream().map(place -> place.resolve(command)).filter(Files::isExecutable).findFirst().orElse(null);
  }
}
