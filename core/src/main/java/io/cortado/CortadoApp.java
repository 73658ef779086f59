package io.cortado;

import io.cortado.http.HttpServer;
import io.cortado.management.OperationsOptions;
import io.undertow.server.HttpHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An app to start within this JVM: {@code Cortado.app("app.js").port(0).start()}. Each {@link #start()} gives another app, with
 * a loop, a context and globals of its own; they share this JVM's classes and standard streams and nothing else. Not for
 * use by several threads at once.
 */
public final class CortadoApp {
  /** What may follow {@code java:} in a request. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  private static final Pattern PATH = Pattern.compile("(?:/[\\w.~!$&'()*+,;=:@-]+)+");

  private static final int HIGHEST_PORT = 65_535;

  private final Path main;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private final Map<String, Object> bound = new LinkedHashMap<>();
  private final Map<String, HttpHandler> mounted = new LinkedHashMap<>();
  private @Nullable Path workingDirectory;
  private boolean anyPort;

  CortadoApp(Path main) {
    this.main = main.toAbsolutePath().normalize();
  }

  /** Adds arguments: {@code process.argv} from index 2. */
  public CortadoApp args(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  /** Sets a variable of the app's {@code process.env}, which begins with those of this JVM. */
  public CortadoApp env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets several variables of the app's {@code process.env}. */
  public CortadoApp env(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /**
   * Sets what {@code process.cwd()} is, and what relative paths of the app refer to. Without it that is the folder of the
   * package.json nearest to the entry file, as for {@code npm start}, or else the entry file's folder.
   */
  public CortadoApp workingDirectory(Path directory) {
    workingDirectory = directory.toAbsolutePath().normalize();
    return this;
  }

  /**
   * Sets PORT in the app's environment. Whether the app asks for it is its affair; {@link Cortado#port()} tells where it
   * really listens.
   *
   * @param number 1 to 65535, or 0 for a port that is free when the app starts
   * @throws IllegalArgumentException for any other number
   */
  public CortadoApp port(int number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new IllegalArgumentException("CortadoApp.port: a port is 0 to " + HIGHEST_PORT + " (got " + number + ")");
    }
    anyPort = number == 0;
    environment.put("PORT", Integer.toString(number));
    return this;
  }

  /**
   * Gives the app an object of this program: {@code require('java:NAME')} or {@code import … from 'java:NAME'}.
   *
   * <p>Its public methods are functions there. They are called on the app's loop, which they must not block: one that waits
   * is called by {@code offload} of {@code java:cortado}, on a virtual thread. One that returns a {@code CompletionStage} or a
   * {@code Future} gives a promise. Results, arguments and exceptions are taken over as docs/guide/embedding.md describes.
   *
   * @param name letters, digits and {@code _ . / -}, beginning with a letter or {@code _}; not {@code cortado}
   * @param object shared with this program as it is: what several apps or threads use has to be safe for that
   * @throws IllegalArgumentException for any other name
   */
  public CortadoApp bind(String name, Object object) {
    if (!NAME.matcher(name).matches() || name.equals("cortado")) {
      throw new IllegalArgumentException(
          "CortadoApp.bind: a name has letters, digits and _ . / - and is not \"cortado\" (got \"" + name + "\")");
    }
    bound.put(name, object);
    return this;
  }

  /**
   * Lets a handler of Undertow answer what is asked below a path of each of the app's HTTP servers; the app itself does not see it.
   * Behind middlewares of the app the same handler serves as {@code app.use(path, handler(require('java:NAME')))}. It runs on the
   * app's loop, which it must not block, until it dispatches.
   *
   * @param path begins with a slash and ends without one; the longest of several that match counts
   * @throws IllegalArgumentException for any other path
   */
  public CortadoApp mount(String path, HttpHandler handler) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "CortadoApp.mount: a path begins with a slash, ends without one and has no % ? # (got \"" + path + "\")");
    }
    mounted.put(path, handler);
    return this;
  }

  /**
   * Starts the app; returns at once, while it loads on a loop of its own. {@link Cortado#port()} waits for its server, and
   * says what is wrong where there will be none.
   */
  public Cortado start() {
    return start(null);
  }

  /**
   * Starts the app to serve a listener of this program's Undertow: what the app's first server would be asked at its port, it is
   * asked by the handler, and that port is not opened. {@code new PathHandler().addPrefixPath("/legacy", app.handler())} gives
   * it what is below a path, which its routes do not see. The handler waits for the app to listen.
   */
  public CortadoHandler handler() {
    CompletableFuture<HttpServer> server = new CompletableFuture<>();
    return new CortadoHandler(start(server), server);
  }

  private Cortado start(@Nullable CompletableFuture<HttpServer> inside) {
    Map<String, String> variables = new HashMap<>(environment);
    FreePort free = anyPort ? FreePort.take() : null;
    if (free != null) {
      variables.put("PORT", Integer.toString(free.number()));
    }
    Path directory = workingDirectory == null ? folder() : workingDirectory;
    return Cortado.start(
        new CortadoOptions(
            main, List.copyOf(arguments), Map.copyOf(variables), directory, false, List.of(), false, Map.copyOf(bound), 0,
            OperationsOptions.NONE, CortadoOptions.nodeOptions(variables)),
        free,
        new Serving(inside, Map.copyOf(mounted)));
  }

  private Path folder() {
    for (Path at = main.getParent(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("package.json"))) {
        return at;
      }
    }
    Path own = main.getParent();
    return own == null ? main : own;
  }
}
