package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The commands by which tools look at a server. Runs on the server's thread. */
final class Statistics {

  private static final int KEY_BYTES = 32;

  private final Store store;
  private final Cursors cursors;
  private final Instant started = Instant.ofEpochMilli(System.currentTimeMillis());
  private final Counters counters;

  Statistics(Store store, Cursors cursors, Counters counters) {
    this.store = store;
    this.cursors = cursors;
    this.counters = counters;
  }

  private static long indexSize(Index index) {
    return 4_096 + index.map().sizeAsLong() * KEY_BYTES;
  }

  private static Number scaled(long value, long scale) {
    long result = value / scale;
    return (int) result == result ? (Number) (int) result : (Number) result;
  }

  private static long scale(Request request) {
    long scale = request.number("scale", 1);
    if (scale < 1) {
      throw Errors.of(51024, "BSON field 'scale' value must be >= 1, actual value '" + scale + "'");
    }
    return scale;
  }

  Document ofCollection(Request request) {
    String name = request.collection();
    long scale = scale(request);
    if (store.view(request.database(), name) != null) {
      throw Errors.of(166, "Namespace " + request.namespace() + " is a view, not a collection");
    }
    return collection(store, request.database(), name, scale).append("ok", 1.0);
  }

  /** The fields of collStats, and of the stage's {@code storageStats}. */
  static Document collection(Store store, String database, String name, long scale) {
    Table table = store.table(database, name);
    Document result = new Document("ns", database + "." + name);
    if (table == null) {
      return result.append("size", 0).append("count", 0).append("numOrphanDocs", 0).append("storageSize", 0)
          .append("totalSize", 0).append("nindexes", 0).append("totalIndexSize", 0)
          .append("indexDetails", new Document()).append("indexSizes", new Document())
          .append("scaleFactor", (int) scale);
    }
    Document sizes = new Document();
    long indexes = 0;
    for (Index index : table.indexes()) {
      sizes.put(index.spec().name(), scaled(indexSize(index), scale));
      indexes += indexSize(index);
    }
    long storage = table.size() + 4_096;
    result.append("size", scaled(table.size(), scale)).append("count", scaled(table.count(), 1));
    if (table.count() > 0) {
      result.append("avgObjSize", scaled(table.size() / table.count(), 1));
    }
    result.append("numOrphanDocs", 0).append("storageSize", scaled(storage, scale)).append("freeStorageSize", 0);
    result.append("capped", table.isCapped());
    if (table.isCapped()) {
      result.append("max", table.entry().options().getOrDefault("max", 0));
      result.append("maxSize", table.entry().options().get("size"));
    }
    return result
        .append("nindexes", table.indexes().size())
        .append("indexBuilds", List.of())
        .append("totalIndexSize", scaled(indexes, scale))
        .append("totalSize", scaled(storage + indexes, scale))
        .append("indexSizes", sizes)
        .append("scaleFactor", (int) scale);
  }

  Document ofDatabase(Request request) {
    long scale = scale(request);
    List<Table> tables = store.tables(request.database());
    long objects = 0;
    long size = 0;
    long indexCount = 0;
    long indexes = 0;
    for (Table table : tables) {
      objects += table.count();
      size += table.size();
      for (Index index : table.indexes()) {
        indexCount++;
        indexes += indexSize(index);
      }
    }
    long storage = size + 4_096L * tables.size();
    int views = store.names(request.database()).size() - tables.size();
    return new Document("db", request.database())
        .append("collections", (long) tables.size())
        .append("views", (long) views)
        .append("objects", objects)
        .append("avgObjSize", objects == 0 ? 0.0 : (double) size / objects)
        .append("dataSize", (double) size / scale)
        .append("storageSize", (double) storage / scale)
        .append("indexes", indexCount)
        .append("indexSize", (double) indexes / scale)
        .append("totalSize", (double) (storage + indexes) / scale)
        .append("scaleFactor", scale)
        .append("fsUsedSize", (double) store.fileSize() / scale)
        .append("fsTotalSize", (double) store.fileSize() / scale)
        .append("ok", 1.0);
  }

  Document validate(Request request) {
    String name = request.collection();
    Table table = store.table(request.database(), name);
    if (table == null) {
      throw Errors.of(26, "Collection '" + request.namespace() + "' does not exist to validate.");
    }
    Document keys = new Document();
    Document details = new Document();
    List<String> errors = new ArrayList<>();
    for (Index index : table.indexes()) {
      keys.put(index.spec().name(), scaled(index.map().sizeAsLong(), 1));
      long expected = 0;
      var all = table.after(-1);
      for (var record = all.next(); record != null; record = all.next()) {
        expected += index.keys(record.document()).size();
      }
      boolean valid = expected == index.map().sizeAsLong();
      details.put(index.spec().name(), new Document("valid", valid));
      if (!valid) {
        long keysThere = index.map().sizeAsLong();
        errors.add("the index " + index.spec().name() + " has " + keysThere + " keys instead of " + expected);
      }
    }
    return new Document("ns", request.namespace())
        .append("uuid", table.entry().uuid())
        .append("nInvalidDocuments", 0)
        .append("nNonCompliantDocuments", 0)
        .append("nrecords", scaled(table.count(), 1))
        .append("nIndexes", table.indexes().size())
        .append("keysPerIndex", keys)
        .append("indexDetails", details)
        .append("valid", errors.isEmpty())
        .append("repaired", false)
        .append("warnings", List.of())
        .append("errors", errors)
        .append("extraIndexEntries", List.of())
        .append("missingIndexEntries", List.of())
        .append("corruptRecords", List.of())
        .append("ok", 1.0);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  Document server(Request request) {
    Runtime runtime = Runtime.getRuntime();
    long megabyte = 1024L * 1024;
    long up = System.currentTimeMillis() - started.toEpochMilli();
    int used = (int) ((runtime.totalMemory() - runtime.freeMemory()) / megabyte);
    return new Document("host", host())
        .append("version", Handshake.VERSION)
        .append("process", "cortado")
        .append("pid", ProcessHandle.current().pid())
        .append("uptime", up / 1_000.0)
        .append("uptimeMillis", up)
        .append("uptimeEstimate", up / 1_000)
        .append("localTime", Instant.ofEpochMilli(System.currentTimeMillis()))
        .append("asserts", new Document("regular", 0).append("warning", 0).append("msg", 0).append("user", 0))
        .append("connections", counters.connections())
        .append("network", counters.network())
        .append("opcounters", counters.operations())
        .append("metrics", new Document("cursor", new Document("open", new Document("total", (long) cursors.count()))))
        .append("storageEngine",
            new Document("name", "cortado").append("persistent", store.file().isPersistent()).append("readOnly", false))
        .append("mem", new Document("bits", 64).append("resident", used)
            .append("virtual", (int) (runtime.totalMemory() / megabyte)).append("supported", true))
        .append("ok", 1.0);
  }

  Document currentOp(Request request) {
    return new Document("inprog", List.of(operation(request))).append("ok", 1.0);
  }

  /** The only operation there ever is: the one that asks. */
  Document operation(Request request) {
    return new Document("type", "op")
        .append("host", host())
        .append("connectionId", (int) request.client().id())
        .append("client", request.client().address())
        .append("active", true)
        .append("currentOpTime", Instant.ofEpochMilli(System.currentTimeMillis()).toString())
        .append("opid", (int) counters.total())
        .append("secs_running", 0L)
        .append("microsecs_running", 0L)
        .append("op", "command")
        .append("ns", request.database() + ".$cmd")
        .append("command", request.body());
  }

  Document connection(Request request) {
    List<Document> users = new ArrayList<>();
    String user = request.client().user();
    if (user != null) {
      int dot = user.indexOf('.');
      users.add(new Document("user", user.substring(dot + 1)).append("db", user.substring(0, dot)));
    }
    return new Document("authInfo",
            new Document("authenticatedUsers", users).append("authenticatedUserRoles", List.of())
                .append("authenticatedUserPrivileges", List.of()))
        .append("ok", 1.0);
  }

  Document hostInfo(Request request) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Document("system",
            new Document("currentTime", Instant.ofEpochMilli(System.currentTimeMillis()))
                .append("hostname", host())
                .append("cpuAddrSize", 64)
                .append("memSizeMB", Runtime.getRuntime().maxMemory() / (1024 * 1024))
                .append("numCores", processors)
                .append("cpuArch", System.getProperty("os.arch"))
                .append("numaEnabled", false))
        .append("os",
            new Document("type", System.getProperty("os.name"))
                .append("name", System.getProperty("os.name"))
                .append("version", System.getProperty("os.version")))
        .append("extra", new Document("pageSize", 4_096L))
        .append("ok", 1.0);
  }

  static Document commandLine(Request request) {
    List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return new Document("argv", List.of("cortado")).append("parsed", new Document())
        .append("ok", arguments == null ? 0.0 : 1.0);
  }

  static Document parameter(Request request) {
    Document known =
        new Document("featureCompatibilityVersion", new Document("version", "8.0"))
            .append("authenticationMechanisms", List.of("SCRAM-SHA-256"))
            .append("maxTransactionLockRequestTimeoutMillis", 5)
            .append("transactionLifetimeLimitSeconds", 60)
            .append("cursorTimeoutMillis", 600_000L)
            .append("localLogicalSessionTimeoutMinutes", 30)
            .append("notablescan", false)
            .append("ttlMonitorEnabled", true)
            .append("quiet", false)
            .append("logLevel", 0);
    if ("*".equals(request.body().get(request.command())) || request.flag("allParameters")) {
      return known.append("ok", 1.0);
    }
    Document result = new Document();
    for (String name : request.body().keySet()) {
      if (known.containsKey(name)) {
        result.put(name, known.get(name));
      }
    }
    if (result.isEmpty()) {
      throw Errors.of(72, "no option found to get");
    }
    return result.append("ok", 1.0);
  }

  static Document log(Request request) {
    Object wanted = request.body().get(request.command());
    if ("*".equals(wanted)) {
      return new Document("names", List.of("global", "startupWarnings")).append("ok", 1.0);
    }
    if (!List.of("global", "startupWarnings").contains(String.valueOf(wanted))) {
      throw Errors.of(2, "No log named '" + wanted + "'");
    }
    return new Document("totalLinesWritten", 0).append("log", List.of()).append("ok", 1.0);
  }
}
