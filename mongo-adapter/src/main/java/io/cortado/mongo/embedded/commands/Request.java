package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.store.Access;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.Names;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that a client has sent, with typed access to its fields. Runs on the server's thread. */
public final class Request {

  private final Client client;
  private final String database;
  private final String command;
  private final Document body;
  private final boolean expired;
  private final Access access;

  Request(Client client, String database, String command, Document body, boolean expired, Access access) {
    this.client = client;
    this.database = database;
    this.command = command;
    this.body = body;
    this.expired = expired;
    this.access = access;
  }

  Client client() {
    return client;
  }

  String database() {
    return database;
  }

  /** The command's name as it was sent. */
  String command() {
    return command;
  }

  Document body() {
    return body;
  }

  /** True when a request that was put off must be answered now. */
  boolean expired() {
    return expired;
  }

  /** Reads and writes as this command may: in its transaction, if it has one. */
  Access access() {
    return access;
  }

  /** The same with another body. */
  Request with(Document other) {
    return new Request(client, database, other.keySet().iterator().next(), other, expired, access);
  }

  /** Another command on a database, with the same reads and writes. */
  Request on(String other, Document command) {
    return new Request(client, other, command.keySet().iterator().next(), command, expired, access);
  }

  /** The same with other reads and writes. */
  Request in(Access other) {
    return new Request(client, database, command, body, expired, other);
  }

  /** The collection that the command names as its value. */
  String collection() {
    Object name = body.get(command);
    if (!(name instanceof String text)) {
      throw Errors.of(73, "collection name has invalid type " + Types.name(name));
    }
    Names.requireNamespace(database, text);
    return text;
  }

  String namespace() {
    return database + "." + collection();
  }

  private MongoServerError wrongType(String name, @Nullable Object value, String expected) {
    return Errors.typeMismatch(
        "BSON field '" + command + "." + name + "' is the wrong type '" + Types.name(value) + "', expected type '"
            + expected + "'");
  }

  Document document(String name) {
    return document(body, name);
  }

  Document document(Document holder, String name) {
    Object value = holder.get(name);
    if (value == null) {
      return new Document();
    }
    if (value instanceof Document document) {
      return document;
    }
    throw wrongType(name, value, "object");
  }

  boolean flag(String name) {
    return flag(body, name);
  }

  boolean flag(Document holder, String name) {
    Object value = holder.get(name);
    if (value == null || value instanceof Boolean || value instanceof Number) {
      return value != null && Types.isTrue(value);
    }
    throw wrongType(name, value, "bool");
  }

  long number(String name, long otherwise) {
    Object value = body.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number number)) {
      throw Errors.typeMismatch(
          "BSON field '" + command + "." + name + "' is the wrong type '" + Types.name(value)
              + "', expected types '[long, int, decimal, double']");
    }
    return number.longValue();
  }

  /** A number that must not be less than zero. */
  long count(String name, long otherwise) {
    long value = number(name, otherwise);
    if (value < 0) {
      throw Errors.of(
          51024, "BSON field '" + name + "' value must be >= 0, actual value '" + value + "'");
    }
    return value;
  }

  @Nullable String text(String name) {
    Object value = body.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrongType(name, value, "string");
  }

  List<Document> documents(String name) {
    return documents(body.get(name), name);
  }

  List<Document> documents(@Nullable Object value, String name) {
    if (!(value instanceof List<?> list)) {
      if (value == null) {
        throw Errors.of(40414, "BSON field '" + command + "." + name + "' is missing but a required field");
      }
      throw wrongType(name, value, "array");
    }
    List<Document> result = new ArrayList<>(list.size());
    for (Object item : list) {
      if (item instanceof Document document) {
        result.add(document);
      } else if (item instanceof Bson bson) {
        result.add(bson.document());
      } else {
        throw wrongType(name + "." + result.size(), item, "object");
      }
    }
    return result;
  }

  void refuse(String option) {
    Object value = body.get(option);
    if (value != null && !Boolean.FALSE.equals(value)) {
      throw Errors.unsupported("the option " + option + " of " + command);
    }
  }
}
