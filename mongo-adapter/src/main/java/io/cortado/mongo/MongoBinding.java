package io.cortado.mongo;

import io.cortado.mongo.bson.Decimals;
import io.cortado.mongo.bson.Int64;
import io.cortado.mongo.driver.Connection;
import io.cortado.mongo.driver.Connections;
import io.cortado.mongo.driver.Failures;
import io.cortado.mongo.driver.Outcome;
import io.cortado.spi.ModuleContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the JavaScript side of {@code mongodb} calls. Callbacks get {@code (error, outcome)}; a failure of the driver or
 * the server is an outcome too, described as text, because its error class belongs to JavaScript. Runs on the loop.
 */
public final class MongoBinding {

  private final ModuleContext context;
  private final Map<Integer, Connection> connections = new HashMap<>();
  private final Map<Integer, AutoCloseable> holds = new HashMap<>();
  private final Supplier<Connections> pools;
  private int lastHandle;

  /** {@code pools} gives the app's connections when it connects first. */
  MongoBinding(ModuleContext context, Supplier<Connections> pools) {
    this.context = context;
    this.pools = pools;
  }

  /** The arithmetic of 64-bit integers. */
  public Int64 int64() {
    return new Int64();
  }

  /** Decimals as text and as bytes. */
  public Decimals decimals() {
    return new Decimals();
  }

  /** Connects to the server of a connection string and gives a handle as the outcome's text. */
  public void connect(String uri, boolean patient, Value callback) {
    context.assertOnLoop();
    Connections all = pools.get();
    AutoCloseable hold = context.hold();
    Connections.Request request =
        new Connections.Request(
            uri, patient, context.environment("MONGODB_URI"), context.environment("NODE_ENV"),
            context.workingDirectory());
    var stage = context.blocking(() -> attempt(() -> all.open(request)));
    context.settle(stage.thenApply(result -> registered(result, hold)), callback);
  }

  private Object registered(Object result, AutoCloseable hold) {
    if (!(result instanceof Connection connection)) {
      release(hold);
      return result;
    }
    int handle = ++lastHandle;
    connections.put(handle, connection);
    holds.put(handle, hold);
    return Outcome.text(Integer.toString(handle));
  }

  /**
   * Runs a command.
   *
   * @param bytes an ArrayBuffer with the command as BSON in its first {@code length} bytes
   * @param readPreference a mode such as {@code secondaryPreferred}, or null for the primary
   * @param session a session's number, 0 for none
   * @param raw true to get the reply as BSON bytes instead of packed text
   */
  public void command(
      int handle,
      String database,
      Value bytes,
      int length,
      @Nullable String readPreference,
      int session,
      boolean raw,
      Value callback) {
    context.assertOnLoop();
    byte[] command = new byte[length];
    bytes.readBuffer(0, command, 0, length);
    Connection connection = connections.get(handle);
    if (connection == null) {
      context.settle(CompletableFuture.completedStage(Outcome.closed()), callback);
      return;
    }
    Callable<Object> work = () -> connection.run(database, command, readPreference, session, raw);
    context.settle(context.blocking(() -> attempt(work)), callback);
  }

  /** Starts a session and returns its number. */
  public int startSession(int handle, boolean causallyConsistent, boolean snapshot) {
    context.assertOnLoop();
    Connection connection = connections.get(handle);
    return connection == null ? 0 : connection.sessions().start(causallyConsistent, snapshot);
  }

  /** Ends a session; a transaction that it has is aborted. */
  public void endSession(int handle, int session, Value callback) {
    transaction(handle, session, "end", "{}", callback);
  }

  /** Starts, commits or aborts a session's transaction. Options are extended JSON of the driver's names. */
  public void transaction(int handle, int session, String action, String options, Value callback) {
    context.assertOnLoop();
    Connection connection = connections.get(handle);
    if (connection == null) {
      context.settle(CompletableFuture.completedStage(Outcome.closed()), callback);
      return;
    }
    context.settle(
        context.blocking(() -> attempt(() -> connection.sessions().act(session, action, options))), callback);
  }

  /** Gives a handle back; the pool closes with its last user. */
  public void close(int handle, Value callback) {
    context.assertOnLoop();
    Connection connection = connections.remove(handle);
    AutoCloseable hold = holds.remove(handle);
    var stage =
        context.blocking(
            () -> {
              if (connection != null) {
                connection.close();
              }
              return Outcome.text("");
            });
    context.settle(
        stage.whenComplete(
            (value, failure) -> {
              if (hold != null) {
                release(hold);
              }
            }),
        callback);
  }

  private static Object attempt(Callable<? extends Object> work) {
    try {
      return work.call();
    } catch (Exception | LinkageError e) {
      return Failures.describe(e);
    }
  }

  private static void release(AutoCloseable hold) {
    try {
      hold.close();
    } catch (Exception e) {
      throw new IllegalStateException("a keep-alive handle cannot be released", e);
    }
  }
}
