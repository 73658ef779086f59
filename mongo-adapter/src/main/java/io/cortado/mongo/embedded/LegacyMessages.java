package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations before OP_MSG, which npm's drivers up to major 4 use: all of them for the handshake, the oldest for
 * everything. Each becomes the command that does the same. Runs on the server's thread.
 */
final class LegacyMessages {

  static final int OP_UPDATE = 2001;
  static final int OP_INSERT = 2002;
  static final int OP_QUERY = 2004;
  static final int OP_GET_MORE = 2005;
  static final int OP_DELETE = 2006;
  static final int OP_KILL_CURSORS = 2007;

  private static final int UPSERT = 1;
  private static final int MULTI = 1 << 1;
  private static final int CONTINUE_ON_ERROR = 1;
  private static final int SINGLE_REMOVE = 1;
  private static final int TAILABLE = 1 << 1;

  private LegacyMessages() {}

  static boolean isLegacy(int operation) {
    return operation >= OP_UPDATE && operation <= OP_KILL_CURSORS && operation != OP_INSERT + 1;
  }

  /** Reads one operation, whose header is read already. */
  static WireRequest read(int operation, int id, ByteBuf frame) {
    try {
      return switch (operation) {
        case OP_QUERY -> query(id, frame);
        case OP_GET_MORE -> getMore(id, frame);
        case OP_KILL_CURSORS -> killCursors(id, frame);
        case OP_INSERT -> insert(id, frame);
        case OP_UPDATE -> update(id, frame);
        default -> delete(id, frame);
      };
    } catch (RuntimeException e) {
      WireRequest.Reply reply = operation == OP_QUERY ? WireRequest.Reply.DOCUMENT : WireRequest.Reply.NONE;
      return new WireRequest(id, reply, "", new Document(), WireDecoder.failure(e));
    }
  }

  private static WireRequest query(int id, ByteBuf frame) {
    int flags = frame.readIntLE();
    String namespace = BsonDecoder.decodeCString(frame);
    int skip = frame.readIntLE();
    int wanted = frame.readIntLE();
    Document query = WireDecoder.document(frame);
    boolean wrapped = query.get("$query") instanceof Document;
    Document inner = query.get("$query") instanceof Document document ? document : query;
    String collection = collection(namespace);
    if (collection.equals("$cmd")) {
      return new WireRequest(id, WireRequest.Reply.DOCUMENT, database(namespace), inner, null);
    }
    Document find = new Document("find", collection).append("filter", inner);
    if (wrapped) {
      copy(query, "$orderby", find, "sort");
      copy(query, "$hint", find, "hint");
      copy(query, "$comment", find, "comment");
      copy(query, "$maxTimeMS", find, "maxTimeMS");
      copy(query, "$min", find, "min");
      copy(query, "$max", find, "max");
      copy(query, "$returnKey", find, "returnKey");
      copy(query, "$showDiskLoc", find, "showRecordId");
    }
    if (frame.isReadable()) {
      find.put("projection", WireDecoder.document(frame));
    }
    if ((flags & TAILABLE) != 0) {
      find.put("tailable", true);
    }
    if (skip > 0) {
      find.put("skip", skip);
    }
    // A negative number is a limit, and 1 has always meant the same as -1.
    if (wanted < 0 || wanted == 1) {
      find.append("limit", Math.abs(wanted)).append("singleBatch", true);
    } else if (wanted > 1) {
      find.put("batchSize", wanted);
    }
    Document command = find;
    if (wrapped && Boolean.TRUE.equals(query.get("$explain"))) {
      command = new Document("explain", find);
    }
    return new WireRequest(id, WireRequest.Reply.DOCUMENTS, database(namespace), command, null);
  }

  private static WireRequest getMore(int id, ByteBuf frame) {
    frame.skipBytes(4);
    String namespace = BsonDecoder.decodeCString(frame);
    int wanted = Math.abs(frame.readIntLE());
    Document command = new Document("getMore", frame.readLongLE()).append("collection", collection(namespace));
    if (wanted > 0) {
      command.put("batchSize", wanted);
    }
    return new WireRequest(id, WireRequest.Reply.DOCUMENTS, database(namespace), command, null);
  }

  private static WireRequest killCursors(int id, ByteBuf frame) {
    frame.skipBytes(4);
    List<Object> cursors = new ArrayList<>();
    for (int n = frame.readIntLE(); n > 0; n--) {
      cursors.add(frame.readLongLE());
    }
    // The operation names no collection, and the command does not look at the one that it is given.
    Document command = new Document("killCursors", "$cmd").append("cursors", cursors);
    return new WireRequest(id, WireRequest.Reply.NONE, "admin", command, null);
  }

  private static WireRequest insert(int id, ByteBuf frame) {
    int flags = frame.readIntLE();
    String namespace = BsonDecoder.decodeCString(frame);
    List<Document> documents = new ArrayList<>();
    while (frame.isReadable()) {
      documents.add(WireDecoder.document(frame));
    }
    Document command = new Document("insert", collection(namespace)).append("documents", documents);
    return write(id, namespace, command.append("ordered", (flags & CONTINUE_ON_ERROR) == 0));
  }

  private static WireRequest update(int id, ByteBuf frame) {
    frame.skipBytes(4);
    String namespace = BsonDecoder.decodeCString(frame);
    int flags = frame.readIntLE();
    Document statement = new Document("q", WireDecoder.document(frame)).append("u", WireDecoder.document(frame));
    statement.append("upsert", (flags & UPSERT) != 0).append("multi", (flags & MULTI) != 0);
    return write(id, namespace, new Document("update", collection(namespace)).append("updates", List.of(statement)));
  }

  private static WireRequest delete(int id, ByteBuf frame) {
    frame.skipBytes(4);
    String namespace = BsonDecoder.decodeCString(frame);
    int limit = (frame.readIntLE() & SINGLE_REMOVE) != 0 ? 1 : 0;
    Document statement = new Document("q", WireDecoder.document(frame)).append("limit", limit);
    return write(id, namespace, new Document("delete", collection(namespace)).append("deletes", List.of(statement)));
  }

  private static WireRequest write(int id, String namespace, Document command) {
    return new WireRequest(id, WireRequest.Reply.NONE, database(namespace), command, null);
  }

  private static void copy(Document from, String name, Document to, String newName) {
    if (from.containsKey(name)) {
      to.put(newName, from.get(name));
    }
  }

  private static String database(String namespace) {
    return namespace.substring(0, Math.max(0, namespace.indexOf('.')));
  }

  private static String collection(String namespace) {
    return namespace.substring(namespace.indexOf('.') + 1);
  }
}
