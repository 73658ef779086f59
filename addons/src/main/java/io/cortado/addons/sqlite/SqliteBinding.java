package io.cortado.addons.sqlite;

import io.cortado.spi.ModuleContext;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts of {@code sqlite3} call. A callback gets {@code (error, outcome)}, see {@link Outcome}. Values to bind
 * come as three of one length: a letter for each kind (t text, i integer, d number, b bytes as Latin-1 characters, n
 * null, u none), the number or name of each parameter, and the value itself. Runs on the loop.
 */
public final class SqliteBinding {
  private final ModuleContext context;
  private final Map<Integer, Entry> databases = new HashMap<>();
  private final Map<Integer, Statement> statements = new ConcurrentHashMap<>();
  private final Map<Integer, Copy> backups = new ConcurrentHashMap<>();
  private int lastHandle;

  /** One for each script that asks for it. */
  public SqliteBinding(ModuleContext context) {
    this.context = context;
  }

  private static void unheard(@Nullable String outcome, @Nullable Throwable failure) {}

  private record Entry(Database database, Set<String> wanted) {}

  private record Copy(Database database, Backup backup) {}

  private record Statement(Database database, Prepared prepared) {}

  /** Opens a file; {@code onEvent} gets what is listened for. */
  public int open(String file, int mode, Value onEvent, Value callback) {
    context.assertOnLoop();
    Set<String> wanted = ConcurrentHashMap.newKeySet();
    Database database = new Database(events(wanted, onEvent));
    int handle = ++lastHandle;
    databases.put(handle, new Entry(database, wanted));
    later(database, () -> database.open(file, mode), callback);
    return handle;
  }

  private Database.Events events(Set<String> wanted, Value onEvent) {
    return new Database.Events() {
      @Override
      public boolean wants(String event) {
        return wanted.contains(event);
      }

      @Override
      public void tell(String event, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = event;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        context.post(() -> context.call(onEvent, all));
      }
    };
  }

  /** Closes a database that has no statements left. */
  public void close(int handle, Value callback) {
    Database database = database(handle);
    later(database, database::close, callback);
  }

  /** Runs statements, and forgets what they give. */
  public void exec(int handle, String sql, Value callback) {
    Database database = database(handle);
    later(database, () -> database.exec(sql), callback);
  }

  /** Loads a shared library. */
  public void loadExtension(int handle, String file, Value callback) {
    Database database = database(handle);
    later(database, () -> database.loadExtension(file), callback);
  }

  /** Prepares the first statement of a text; the outcome's text is its handle. */
  public void prepare(int handle, String sql, Value callback) {
    Database database = database(handle);
    int statement = ++lastHandle;
    later(
        database,
        () -> {
          statements.put(statement, new Statement(database, database.prepared(sql)));
          return "S" + statement;
        },
        callback);
  }

  /** Binds values for all that follows. */
  public void bind(int handle, String kinds, Value names, Value values, Value callback) {
    Statement at = statement(handle);
    List<Prepared.Binding> bindings = bindings(kinds, names, values);
    later(
        at.database,
        () -> {
          at.prepared.bind(bindings);
          return Outcome.DONE;
        },
        callback);
  }

  /** Runs as far as the first row; the outcome is the last id and the number of changes. */
  public void run(int handle, String kinds, Value names, Value values, Value callback) {
    Statement at = statement(handle);
    List<Prepared.Binding> bindings = bindings(kinds, names, values);
    later(at.database, () -> at.database.run(at.prepared, bindings), callback);
  }

  /** Gives the next row. */
  public void get(int handle, String kinds, Value names, Value values, Value callback) {
    Statement at = statement(handle);
    List<Prepared.Binding> bindings = bindings(kinds, names, values);
    later(at.database, () -> at.database.get(at.prepared, bindings), callback);
  }

  /** Gives all rows. */
  public void all(int handle, String kinds, Value names, Value values, Value callback) {
    Statement at = statement(handle);
    List<Prepared.Binding> bindings = bindings(kinds, names, values);
    later(at.database, () -> at.database.all(at.prepared, bindings, null), callback);
  }

  /** Gives all rows, many of them to {@code onRows} before the end. */
  public void each(int handle, String kinds, Value names, Value values, Value onRows, Value callback) {
    Statement at = statement(handle);
    List<Prepared.Binding> bindings = bindings(kinds, names, values);
    later(
        at.database,
        () -> at.database.all(at.prepared, bindings, rows -> context.post(() -> context.call(onRows, rows))),
        callback);
  }

  /** Goes back to before the first row. */
  public void reset(int handle, Value callback) {
    Statement at = statement(handle);
    later(
        at.database,
        () -> {
          at.prepared.reset();
          return Outcome.DONE;
        },
        callback);
  }

  /** Gives a statement back; nobody waits for it. */
  public void finalizeStatement(int handle) {
    context.assertOnLoop();
    Statement at = statements.remove(handle);
    if (at != null) {
      at.database.submit(
          () -> {
            at.database.finish(at.prepared);
            return Outcome.DONE;
          },
          SqliteBinding::unheard);
    }
  }

  /**
   * Begins a copy into a file or, where {@code toFile} is false, out of it. The outcome is its handle after a B, or a U where
   * one side has no database of that name.
   */
  public void backup(int handle, String file, String target, String source, boolean toFile, Value callback) {
    Database database = database(handle);
    Backup backup = new Backup(database, file, target, source, toFile);
    int copy = ++lastHandle;
    later(
        database,
        () -> {
          String outcome = backup.open();
          if (outcome.equals(Outcome.DONE)) {
            backups.put(copy, new Copy(database, backup));
            return "B" + copy;
          }
          return outcome;
        },
        callback);
  }

  /** Copies pages. */
  public void step(int handle, int pages, Value callback) {
    Copy copy = copy(handle);
    later(copy.database, () -> copy.backup.step(pages), callback);
  }

  /** Ends a copy; nobody waits for it. */
  public void finish(int handle) {
    Copy copy = copy(handle);
    backups.remove(handle);
    copy.database.submit(copy.backup::finish, SqliteBinding::unheard);
  }

  private Copy copy(int handle) {
    context.assertOnLoop();
    Copy copy = backups.get(handle);
    if (copy == null) {
      throw new IllegalArgumentException("no backup " + handle);
    }
    return copy;
  }

  /** Ends what runs at the moment. */
  public void interrupt(int handle) throws SQLException {
    database(handle).db().interrupt();
  }

  /** Sets how long a locked file is waited for. */
  public void busyTimeout(int handle, int milliseconds) {
    Database database = database(handle);
    unheard(database, () -> database.db().busy_timeout(milliseconds));
  }

  /** Sets one of SQLite's limits. */
  public void limit(int handle, int id, int value) {
    Database database = database(handle);
    unheard(database, () -> database.db().limit(id, value));
  }

  /** Turns {@code trace}, {@code profile} or {@code change} on or off. */
  public void listen(int handle, String event, boolean on) {
    Database database = database(handle);
    Set<String> wanted = entry(handle).wanted;
    unheard(
        database,
        () -> {
          if (event.equals("change") && on != wanted.contains(event)) {
            database.listen(on);
          }
          if (!event.equals("change")) {
            // SQLite has one place for both: who comes last is heard.
            wanted.removeAll(Set.of("trace", "profile"));
          }
          if (on) {
            wanted.add(event);
          } else {
            wanted.remove(event);
          }
        });
  }

  private interface Change {
    void make() throws SQLException;
  }

  private void unheard(Database database, Change change) {
    database.submit(
        () -> {
          change.make();
          return Outcome.DONE;
        },
        SqliteBinding::unheard);
  }

  private void later(Database database, Callable<String> work, Value callback) {
    context.assertOnLoop();
    AutoCloseable hold = context.hold();
    CompletableFuture<String> settled = new CompletableFuture<>();
    context.settle(settled, callback);
    database.submit(
        work,
        (outcome, failure) -> context.post(
            () -> {
              release(hold);
              if (failure != null) {
                settled.completeExceptionally(failure);
              } else {
                settled.complete(outcome);
              }
            }));
  }

  private static void release(AutoCloseable hold) {
    try {
      hold.close();
    } catch (Exception e) {
      throw new IllegalStateException("a keep-alive handle cannot be released", e);
    }
  }

  private Entry entry(int handle) {
    Entry entry = databases.get(handle);
    if (entry == null) {
      throw new IllegalArgumentException("no database " + handle);
    }
    return entry;
  }

  private Database database(int handle) {
    context.assertOnLoop();
    return entry(handle).database;
  }

  private Statement statement(int handle) {
    context.assertOnLoop();
    Statement statement = statements.get(handle);
    if (statement == null) {
      throw new IllegalArgumentException("no statement " + handle);
    }
    return statement;
  }

  private static List<Prepared.Binding> bindings(String kinds, Value names, Value values) {
    List<Prepared.Binding> bindings = new ArrayList<>(kinds.length());
    for (int i = 0; i < kinds.length(); i++) {
      Value name = names.getArrayElement(i);
      char kind = kinds.charAt(i);
      bindings.add(
          new Prepared.Binding(
              name.isNumber() ? name.asInt() : 0,
              name.isNumber() ? "" : name.asString(),
              kind == 'u',
              value(kind, values.getArrayElement(i))));
    }
    return bindings;
  }

  private static @Nullable Object value(char kind, Value value) {
    return switch (kind) {
      case 't' -> value.asString();
      case 'i' -> value.asInt();
      case 'd' -> value.asDouble();
      case 'b' -> value.asString().getBytes(StandardCharsets.ISO_8859_1);
      case 'n', 'u' -> null;
      default -> throw new IllegalArgumentException(String.valueOf(kind));
    };
  }
}
