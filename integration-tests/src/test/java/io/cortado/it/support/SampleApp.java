package io.cortado.it.support;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sample app, running in the lane of this test run on a database of its own. */
public final class SampleApp implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final int ANSWER_MILLIS = 60_000;
  private static final Pattern APP_READY = Pattern.compile("http://localhost:(\\d+)/");
  private static final Pattern DATABASE_READY = Pattern.compile("mongodb://127\\.0\\.0\\.1:\\d+");

  static {
    // REST Assured would wait for an answer for ever.
    RestAssured.config = RestAssured.config().httpClient(HttpClientConfig.httpClientConfig()
        .setParam("http.connection.timeout", ANSWER_MILLIS)
        .setParam("http.socket.timeout", ANSWER_MILLIS));
  }

  private final RunningProcess process;
  private final @Nullable RunningProcess database;
  private final String uri;

  private SampleApp(RunningProcess process, @Nullable RunningProcess database, String uri) {
    this.process = process;
    this.database = database;
    this.uri = uri;
  }

  /** Starts it with its data below a folder, where a later start finds them again. */
  public static SampleApp start(Path folder) throws InterruptedException {
    SampleLane.prepare();
    Map<String, String> environment = new HashMap<>();
    String given = System.getenv("MONGODB_URI");
    RunningProcess database = null;
    if (given != null) {
      environment.put("MONGODB_URI", given.replaceFirst("^(\\w+(?:\\+srv)?://[^/?]+)/?[^?]*", "$1/" + folder.getFileName()));
    } else if (SampleLane.current() == SampleLane.NODE) {
      database = database(folder);
      environment.put("MONGODB_URI", database.await(DATABASE_READY, START).group() + "/bookmarks");
    } else if (somebodyElsesDatabase()) {
      environment.put("MONGODB_URI", "mongodb://embedded/bookmarks");
    }
    RunningProcess process = SampleLane.current().start(folder, environment);
    try {
      return new SampleApp(process, database, "http://localhost:" + process.await(APP_READY, START).group(1));
    } catch (AssertionError e) {
      process.close();
      if (database != null) {
        database.close();
      }
      throw e;
    }
  }

  /** Starts it with an environment that it cannot work in; the caller looks at what it says. */
  public static RunningProcess startWith(Map<String, String> environment) throws InterruptedException {
    SampleLane.prepare();
    return SampleLane.current().start(newFolder(), environment);
  }

  /** A new folder below target/ for data. */
  public static Path newFolder() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "sample-data").toAbsolutePath());
      return Files.createTempDirectory(parent, SampleLane.current().name().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, without a slash at the end. */
  public String uri() {
    return uri;
  }

  /** All that it has printed. */
  public String output() {
    return process.output();
  }

  /** Asks it to end and gives its exit code. */
  public int stop() throws InterruptedException {
    int code = process.stop();
    if (database != null) {
      database.stop();
    }
    return code;
  }

  @Override
  public void close() {
    process.close();
    if (database != null) {
      database.close();
    }
  }

  /** Whether there is a MongoDB at the default address, which the app would use. */
  private static boolean somebodyElsesDatabase() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", 27017), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static RunningProcess database(Path folder) {
    String data = folder.resolve("data").toString();
    return RunningProcess.start(List.of(SampleLane.LAUNCHER, "mongo", "--port", "0", "--path", data), folder, Map.of());
  }
}
