package io.cortado.addons.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteUpdateListener;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * An open database with a thread of its own: SQLite runs one statement of a connection at a time, and a long one must
 * keep neither the loop nor a carrier of virtual threads. Methods run on that thread, unless they say otherwise.
 */
final class Database {
  private static final int CHUNK = 256;

  private final ThreadPoolExecutor lane =
      new ThreadPoolExecutor(
          1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("cortado-sqlite-", 0).factory());
  private final Events events;
  private @Nullable JDBC4Connection connection;
  private @Nullable Prepared lastId;
  private int users;
  private final SQLiteUpdateListener updates;

  /** Who hears of statements and changes. Called on the database's thread. */
  interface Events {
    /** Whether anybody listens for {@code trace} or {@code profile}. */
    boolean wants(String event);

    /** Something has happened. */
    void tell(String event, Object... arguments);
  }

  Database(Events events) {
    this.events = events;
    lane.allowCoreThreadTimeOut(true);
    updates = (type, schema, table, row) ->
        events.tell("change", type.name().toLowerCase(Locale.ROOT), schema, table, (double) row);
  }

  /** Runs work after what was given before, and tells of its outcome on the database's thread. Any thread. */
  void submit(Callable<String> work, BiConsumer<@Nullable String, @Nullable Throwable> done) {
    lane.execute(
        () -> {
          String outcome = null;
          Throwable failure = null;
          try {
            outcome = Outcome.of(work);
          } catch (Exception | LinkageError e) {
            failure = e;
          }
          done.accept(outcome, failure);
        });
  }

  String open(String file, int mode) throws SQLException {
    try {
      connection = connect(file, mode, "1000");
    } catch (SQLException e) {
      if (e instanceof SQLiteException) {
        throw e;
      }
      return Outcome.error(Codes.SQLITE_CANTOPEN, "unable to open database file");
    }
    return Outcome.DONE;
  }

  /** A connection that leaves transactions to those who run statements. */
  static JDBC4Connection connect(String file, int mode, String busyMilliseconds) throws SQLException {
    NativeLibrary.load();
    Properties settings = new Properties();
    settings.setProperty("open_mode", Integer.toString(mode));
    settings.setProperty("busy_timeout", busyMilliseconds);
    JDBC4Connection connection = new JDBC4Connection("jdbc:sqlite:" + file, file, settings);
    // The driver would add a BEGIN and a COMMIT to each statement to be sure that none is open: apps have their own.
    connection.setAutoCommit(false);
    connection.getDatabase()._exec("commit;");
    return connection;
  }

  /** The driver's lowest layer. Any thread. */
  DB db() {
    return connected().getDatabase();
  }

  CoreStatement prepare(String sql) throws SQLException {
    return (CoreStatement) connected().prepareStatement(sql);
  }

  Prepared prepared(String sql) throws SQLException {
    Prepared prepared = new Prepared(this, sql);
    keepOpen();
    return prepared;
  }

  String close() throws SQLException {
    if (users > 0) {
      return Outcome.error(Codes.SQLITE_BUSY, "unable to close due to unfinalized statements or unfinished backups");
    }
    JDBC4Connection open = connection;
    if (open != null) {
      open.close();
    }
    lane.shutdown();
    return Outcome.DONE;
  }

  /** Something does not let the database be closed. */
  void keepOpen() {
    users++;
  }

  /** Something that kept the database open is no more. */
  void released() {
    users--;
  }

  /** The names under which databases are attached. */
  Set<String> names() throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connected().createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
    }
    return names;
  }

  /** The number that a query gives, asked of this database or of another. */
  int number(@Nullable JDBC4Connection asked, String sql) throws SQLException {
    try (Statement statement = (asked == null ? connected() : asked).createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private JDBC4Connection connected() {
    JDBC4Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("the database is not open");
    }
    return open;
  }

  String exec(String sql) throws SQLException {
    traced(sql, () -> sql, () -> db()._exec(sql));
    return Outcome.DONE;
  }

  String loadExtension(String file) throws SQLException {
    DB db = db();
    db.enable_load_extension(true);
    Prepared load = new Prepared(this, "SELECT load_extension(?)");
    try {
      load.bind(List.of(new Prepared.Binding(1, "", false, file)));
      load.step(db);
    } finally {
      load.close();
      db.enable_load_extension(false);
    }
    return Outcome.DONE;
  }

  void listen(boolean on) {
    if (on) {
      db().addUpdateListener(updates);
    } else {
      db().removeUpdateListener(updates);
    }
  }

  /** Runs a statement from its start, as far as its first row. */
  String run(Prepared prepared, List<Prepared.Binding> bindings) throws SQLException {
    begin(prepared, bindings);
    traced(prepared.sql(), prepared::expanded, () -> prepared.step(db()));
    long changes = db().changes();
    return "R" + lastId() + " " + changes;
  }

  /** The next row; the first one, where values are given. */
  String get(Prepared prepared, List<Prepared.Binding> bindings) throws SQLException {
    if (prepared.isDone() && bindings.isEmpty()) {
      return "N";
    }
    prepared.bind(bindings);
    boolean[] found = {false};
    traced(prepared.sql(), prepared::expanded, () -> found[0] = prepared.step(db()));
    if (!found[0]) {
      return "N";
    }
    Rows row = new Rows();
    prepared.row(row);
    return "O" + row.json();
  }

  /** All rows; those before the last chunk go to {@code sink} where there is one. */
  String all(
      Prepared prepared, List<Prepared.Binding> bindings, @Nullable Consumer<String> sink)
      throws SQLException {
    begin(prepared, bindings);
    Rows[] rows = {new Rows()};
    try {
      traced(prepared.sql(), prepared::expanded, () -> {
        while (prepared.step(db())) {
          prepared.row(rows[0]);
          if (sink != null && rows[0].count() == CHUNK) {
            sink.accept(rows[0].json());
            rows[0] = new Rows();
          }
        }
      });
    } catch (SQLException e) {
      if (sink != null) {
        sink.accept(rows[0].json());
      }
      throw e;
    }
    return "O" + rows[0].json();
  }

  private static void begin(Prepared prepared, List<Prepared.Binding> bindings) throws SQLException {
    if (bindings.isEmpty()) {
      prepared.reset();
    }
    prepared.bind(bindings);
  }

  void finish(Prepared prepared) throws SQLException {
    released();
    prepared.close();
  }

  private long lastId() throws SQLException {
    Prepared query = lastId;
    if (query == null) {
      query = new Prepared(this, "SELECT last_insert_rowid()");
      lastId = query;
    }
    query.reset();
    query.step(db());
    long id = query.number();
    query.reset();
    return id;
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void traced(String sql, Supplier<String> expanded, Work work) throws SQLException {
    if (events.wants("trace")) {
      events.tell("trace", expanded.get());
    }
    long started = System.nanoTime();
    try {
      work.run();
    } finally {
      if (events.wants("profile")) {
        events.tell("profile", sql, (System.nanoTime() - started) / 1e6);
      }
    }
  }
}
