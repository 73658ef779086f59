package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Set;

/** What the roles of users allow. Called from any thread. */
final class Permissions {

  /** What everybody may ask, to say who he is. */
  private static final Set<String> FREE =
      Set.of(
          "hello", "ismaster", "isMaster", "ping", "saslStart", "saslContinue", "logout", "buildInfo", "buildinfo",
          "connectionStatus", "endSessions", "whatsmyuri", "startSession", "refreshSessions");

  private static final Set<String> READS =
      Set.of(
          "find", "aggregate", "count", "distinct", "getMore", "killCursors", "listCollections", "listIndexes",
          "collStats", "dbStats", "explain", "commitTransaction", "abortTransaction", "listDatabases", "collstats",
          "dbstats", "killSessions");

  private static final Set<String> WRITES =
      Set.of(
          "insert", "update", "delete", "bulkWrite", "findAndModify", "findandmodify", "create", "createIndexes", "drop",
          "dropIndexes");

  private static final Set<String> ADMINISTRATION =
      Set.of(
          "create", "createIndexes", "drop", "dropIndexes", "dropDatabase", "collMod", "validate", "renameCollection");

  private static final Set<String> MONITORING =
      Set.of(
          "serverStatus", "currentOp", "hostInfo", "getParameter", "getCmdLineOpts", "getLog", "listDatabases",
          "replSetGetStatus", "replSetGetConfig", "listCommands", "dbStats", "collStats");

  private static final Set<String> USERS =
      Set.of("createUser", "updateUser", "dropUser", "usersInfo", "dropAllUsersFromDatabase", "grantRolesToUser",
          "revokeRolesFromUser");

  private Permissions() {}

  static boolean isFree(String command) {
    return FREE.contains(command);
  }

  /** True for a pipeline that writes. */
  private static boolean writes(String command, Document body) {
    if (!command.equals("aggregate") || !(body.get("pipeline") instanceof List<?> stages) || stages.isEmpty()) {
      return false;
    }
    return stages.getLast() instanceof Document last && (last.containsKey("$out") || last.containsKey("$merge"));
  }

  /** Whether a role allows a command on a database. */
  static boolean allows(Document role, String command, String database, Document body) {
    String name = String.valueOf(role.get("role"));
    boolean here = database.equals(role.get("db"));
    boolean admin = "admin".equals(role.get("db"));
    boolean reads = READS.contains(command) && !writes(command, body);
    boolean changes = reads || WRITES.contains(command) || writes(command, body);
    return switch (name) {
      case "root", "__system" -> admin;
      case "read" -> here && reads;
      case "readWrite" -> here && changes;
      case "dbAdmin" ->
          here && (ADMINISTRATION.contains(command) || command.startsWith("list") || command.endsWith("Stats"));
      case "userAdmin" -> here && USERS.contains(command);
      case "dbOwner" -> here && (changes || ADMINISTRATION.contains(command) || USERS.contains(command));
      case "readAnyDatabase" -> admin && reads;
      case "readWriteAnyDatabase" -> admin && changes;
      case "dbAdminAnyDatabase" ->
          admin && (ADMINISTRATION.contains(command) || command.startsWith("list") || command.endsWith("Stats"));
      case "userAdminAnyDatabase" -> admin && (USERS.contains(command) || command.startsWith("list"));
      case "clusterMonitor", "clusterAdmin", "clusterManager", "hostManager" -> admin && MONITORING.contains(command);
      case "backup" -> admin && (reads || MONITORING.contains(command));
      case "restore" -> admin && (changes || ADMINISTRATION.contains(command));
      default -> false;
    };
  }
}
