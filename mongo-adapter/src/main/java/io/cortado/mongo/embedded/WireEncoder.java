package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.store.BsonWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an answer into the bytes of a reply at once, before another command can change its documents. Runs on the
 * server's thread.
 */
final class WireEncoder {

  private static final int OP_REPLY = 1;
  private static final int OP_MSG = 2013;
  private static final int CURSOR_NOT_FOUND = 1;
  private static final int QUERY_FAILURE = 2;
  private static final int AWAIT_CAPABLE = 8;
  private static final int CURSOR_NOT_FOUND_CODE = 43;

  private WireEncoder() {}

  static ByteBuf encode(ByteBufAllocator allocator, int id, WireRequest request, Document answer) {
    BsonWriter writer = new BsonWriter();
    writer.int32(0);
    writer.int32(id);
    writer.int32(request.id());
    switch (request.reply()) {
      case DOCUMENT -> reply(writer, AWAIT_CAPABLE, 0, List.of(answer));
      case DOCUMENTS -> documents(writer, answer);
      case MESSAGE, NONE -> {
        writer.int32(OP_MSG);
        writer.int32(0);
        writer.int8(0);
        writer.document(answer);
      }
    }
    writer.int32At(0, writer.size());
    return allocator.buffer(writer.size()).writeBytes(writer.array(), 0, writer.size());
  }

  private static void documents(BsonWriter writer, Document answer) {
    if (answer.get("cursor") instanceof Document cursor) {
      Object batch = cursor.containsKey("firstBatch") ? cursor.get("firstBatch") : cursor.get("nextBatch");
      long cursorId = cursor.get("id") instanceof Number number ? number.longValue() : 0;
      reply(writer, AWAIT_CAPABLE, cursorId, batch);
    } else if (Integer.valueOf(CURSOR_NOT_FOUND_CODE).equals(answer.get("code"))) {
      reply(writer, CURSOR_NOT_FOUND | AWAIT_CAPABLE, 0, List.of());
    } else if (answer.containsKey("errmsg")) {
      Document error = new Document("$err", answer.get("errmsg")).append("code", answer.get("code"));
      reply(writer, QUERY_FAILURE | AWAIT_CAPABLE, 0, List.of(error));
    } else {
      reply(writer, AWAIT_CAPABLE, 0, List.of(answer));
    }
  }

  private static void reply(BsonWriter writer, int flags, long cursor, @Nullable Object batch) {
    List<?> documents = batch instanceof List<?> list ? list : List.of();
    writer.int32(OP_REPLY);
    writer.int32(flags);
    writer.int64(cursor);
    writer.int32(0);
    writer.int32(documents.size());
    documents.forEach(writer::whole);
  }
}
