package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Store;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Shown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users, who they say they are, and what they may do, where the server asks for that. Runs on the server's thread. */
final class Users {

  private static final String DATABASE = "admin";
  private static final String COLLECTION = "system.users";

  private final Store store;
  private final boolean required;

  /** {@code required} is true when clients have to say who they are. */
  Users(Store store, boolean required) {
    this.store = store;
    this.required = required;
  }

  private @Nullable Record found(String user) {
    Table table = store.table(DATABASE, COLLECTION);
    return table == null ? null : table.byId(user);
  }

  private boolean isEmpty() {
    Table table = store.table(DATABASE, COLLECTION);
    return table == null || table.count() == 0;
  }

  /** Throws when a client may not run a command. */
  void check(Client client, String database, String command, Document body) {
    if (!required || client.trusted() || Permissions.isFree(command)) {
      return;
    }
    String user = client.user();
    if (user == null) {
      // The first user is made by whoever is there: only this machine can be.
      if (isEmpty() && command.equals("createUser")) {
        return;
      }
      throw Errors.of(13, "Command " + command + " requires authentication");
    }
    Record known = found(user);
    if (known != null && known.document().get("roles") instanceof List<?> roles) {
      for (Object role : roles) {
        if (role instanceof Document given && Permissions.allows(given, command, database, body)) {
          return;
        }
      }
    }
    throw Errors.of(13, "not authorized on " + database + " to execute command " + Shown.value(brief(body)));
  }

  private static Document brief(Document body) {
    Document shown = new Document();
    body.forEach(
        (name, value) -> {
          boolean secret = name.equals("pwd") || name.equals("payload");
          shown.put(name, secret ? "xxx" : value);
        });
    return shown;
  }

  private static List<Document> roles(Request request) {
    List<Document> result = new ArrayList<>();
    for (Object role : request.body().get("roles") instanceof List<?> list ? list : List.of()) {
      if (role instanceof Document document) {
        result.add(new Document("role", document.get("role")).append("db", document.get("db")));
      } else {
        result.add(new Document("role", role).append("db", request.database()));
      }
    }
    return result;
  }

  private static String name(Request request) {
    if (!(request.body().get(request.command()) instanceof String name) || name.isEmpty()) {
      throw Errors.badValue("User document needs 'user' field to be non-empty");
    }
    return name;
  }

  private static Document credentials(Request request) {
    if (!(request.body().get("pwd") instanceof String password) || password.isEmpty()) {
      throw Errors.badValue(
          "Must provide a 'pwd' field for all user documents, except those with '$external' as the user's source db");
    }
    if (request.body().get("mechanisms") instanceof List<?> mechanisms && !mechanisms.contains(Scram.MECHANISM)) {
      throw Errors.unsupported("a user without the mechanism " + Scram.MECHANISM);
    }
    return new Document(Scram.MECHANISM, Scram.credentials(password));
  }

  Document create(Request request) {
    String name = name(request);
    String id = request.database() + "." + name;
    if (!request.body().containsKey("roles")) {
      throw Errors.of(40414, "BSON field 'createUser.roles' is missing but a required field");
    }
    if (found(id) != null) {
      throw Errors.of(51003, "User \"" + name + "@" + request.database() + "\" already exists");
    }
    Document user =
        new Document("_id", id)
            .append("userId", UUID.randomUUID())
            .append("user", name)
            .append("db", request.database())
            .append("credentials", credentials(request));
    if (request.body().containsKey("customData")) {
      user.append("customData", request.body().get("customData"));
    }
    user.append("roles", roles(request));
    store.direct().insert(store.tableForWrite(DATABASE, COLLECTION), user);
    return Replies.ok();
  }

  private Record existing(Request request) {
    String name = name(request);
    Record record = found(request.database() + "." + name);
    if (record == null) {
      throw Errors.of(11, "User '" + name + "@" + request.database() + "' not found");
    }
    return record;
  }

  private void change(Record record, Document user) {
    Table table = store.table(DATABASE, COLLECTION);
    if (table != null) {
      store.direct().replace(table, record, user, null);
    }
  }

  Document update(Request request) {
    Record record = existing(request);
    Document user = record.bson().copy();
    if (request.body().containsKey("pwd")) {
      user.put("credentials", credentials(request));
    }
    if (request.body().containsKey("roles")) {
      user.put("roles", roles(request));
    }
    if (request.body().containsKey("customData")) {
      user.put("customData", request.body().get("customData"));
    }
    change(record, user);
    return Replies.ok();
  }

  Document grant(Request request) {
    return roles(request, true);
  }

  Document revoke(Request request) {
    return roles(request, false);
  }

  private Document roles(Request request, boolean more) {
    Record record = existing(request);
    Document user = record.bson().copy();
    List<Object> roles = new ArrayList<>(user.get("roles") instanceof List<?> list ? list : List.of());
    List<Document> given = roles(request);
    roles.removeAll(given);
    if (more) {
      roles.addAll(given);
    }
    user.put("roles", roles);
    change(record, user);
    return Replies.ok();
  }

  Document drop(Request request) {
    Record record = existing(request);
    Table table = store.table(DATABASE, COLLECTION);
    if (table != null) {
      store.direct().delete(table, record);
    }
    return Replies.ok();
  }

  private List<Record> all(@Nullable String database) {
    List<Record> found = new ArrayList<>();
    Table table = store.table(DATABASE, COLLECTION);
    if (table != null) {
      RecordCursor all = table.after(-1);
      for (Record record = all.next(); record != null; record = all.next()) {
        if (database == null || database.equals(record.document().get("db"))) {
          found.add(record);
        }
      }
    }
    return found;
  }

  Document dropAll(Request request) {
    List<Record> found = all(request.database());
    Table table = store.table(DATABASE, COLLECTION);
    if (table != null) {
      found.forEach(record -> store.direct().delete(table, record));
    }
    return new Document("n", found.size()).append("ok", 1.0);
  }

  Document info(Request request) {
    Object wanted = request.body().get("usersInfo");
    boolean everywhere = wanted instanceof Document document && Boolean.TRUE.equals(document.get("forAllDBs"));
    List<Object> names = new ArrayList<>();
    if (wanted instanceof List<?> list) {
      names.addAll(list);
    } else if (!(wanted instanceof Number) && !everywhere) {
      names.add(wanted);
    }
    List<Document> users = new ArrayList<>();
    for (Record record : all(everywhere || !names.isEmpty() ? null : request.database())) {
      if (names.isEmpty() || names.stream().anyMatch(name -> isNamed(record.document(), name, request.database()))) {
        users.add(shown(record.bson().copy(), request.flag("showCredentials")));
      }
    }
    return new Document("users", users).append("ok", 1.0);
  }

  private static boolean isNamed(Document user, Object name, String database) {
    if (name instanceof Document document) {
      return Objects.equals(user.get("user"), document.get("user")) && Objects.equals(user.get("db"), document.get("db"));
    }
    return Objects.equals(user.get("user"), name) && database.equals(user.get("db"));
  }

  private static Document shown(Document user, boolean credentials) {
    if (!credentials) {
      user.remove("credentials");
    }
    return user.append("mechanisms", List.of(Scram.MECHANISM));
  }

  /** What a client hears of its user's mechanisms in the handshake, and the beginning of its conversation. */
  void greet(Request request, Document hello) {
    if (request.body().get("saslSupportedMechs") instanceof String user && found(user) != null) {
      hello.append("saslSupportedMechs", List.of(Scram.MECHANISM));
    }
    if (request.body().get("speculativeAuthenticate") instanceof Document start && start.containsKey("saslStart")) {
      try {
        String database = start.get("db") instanceof String given ? given : DATABASE;
        hello.append("speculativeAuthenticate", start(request.client(), database, start));
      } catch (MongoServerError e) {
        // The client begins anew and hears it then.
        request.client().conversation(null);
      }
    }
  }

  Document start(Request request) {
    return start(request.client(), request.database(), request.body());
  }

  private Document start(Client client, String database, Document body) {
    if (!Scram.MECHANISM.equals(body.get("mechanism"))) {
      throw new MongoServerError(
          334,
          "MechanismUnavailable",
          "Received authentication for mechanism " + body.get("mechanism") + " which is not enabled");
    }
    Scram scram = Scram.start(database, text(body), this::credentialsOf);
    boolean skips =
        body.get("options") instanceof Document options && Boolean.TRUE.equals(options.get("skipEmptyExchange"));
    client.conversation(scram);
    client.skipsEmptyExchange(skips);
    return reply(scram.firstMessage(), false);
  }

  private Document credentialsOf(String user) {
    Record record = found(user);
    if (record != null && record.document().get("credentials") instanceof Document all
        && all.get(Scram.MECHANISM) instanceof Document credentials) {
      return credentials;
    }
    return Scram.credentials(UUID.randomUUID().toString());
  }

  private static String text(Document body) {
    return switch (body.get("payload")) {
      case BinData data -> new String(data.getData(), StandardCharsets.UTF_8);
      case String text -> text;
      case null, default -> throw Scram.failed();
    };
  }

  private static Document reply(String payload, boolean done) {
    return new Document("conversationId", 1)
        .append("done", done)
        .append("payload", Scram.payload(payload))
        .append("ok", 1.0);
  }

  Document proceed(Request request) {
    Client client = request.client();
    Scram scram = client.conversation();
    if (scram == null) {
      throw Errors.of(17, "No SASL session state found");
    }
    if (scram.proven()) {
      client.conversation(null);
      return reply("", true);
    }
    String proof = scram.prove(text(request.body()));
    client.user(scram.user());
    if (client.skipsEmptyExchange()) {
      client.conversation(null);
      return reply(proof, true);
    }
    return reply(proof, false);
  }

  static Document logout(Request request) {
    request.client().user(null);
    return Replies.ok();
  }
}
