package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/** Turns an answer into the bytes of a reply at once, before another command can change its documents. */
final class WireEncoder {

  private static final int OP_REPLY = 1;
  private static final int OP_MSG = 2013;
  private static final int CURSOR_NOT_FOUND = 1;
  private static final int QUERY_FAILURE = 2;
  private static final int AWAIT_CAPABLE = 8;
  private static final int CURSOR_NOT_FOUND_CODE = 43;

  private WireEncoder() {}

  static ByteBuf encode(ByteBufAllocator allocator, int id, WireRequest request, Document answer) {
    ByteBuf buffer = allocator.buffer();
    try {
      buffer.writeIntLE(0).writeIntLE(id).writeIntLE(request.id());
      switch (request.reply()) {
        case DOCUMENT -> reply(buffer, AWAIT_CAPABLE, 0, List.of(answer));
        case DOCUMENTS -> documents(buffer, answer);
        case MESSAGE, NONE -> {
          buffer.writeIntLE(OP_MSG).writeIntLE(0).writeByte(0);
          BsonEncoder.encodeDocument(answer, buffer);
        }
      }
      buffer.setIntLE(0, buffer.writerIndex());
      return buffer;
    } catch (RuntimeException e) {
      buffer.release();
      throw e;
    }
  }

  private static void documents(ByteBuf buffer, Document answer) {
    if (answer.get("cursor") instanceof Document cursor) {
      Object batch = cursor.containsKey("firstBatch") ? cursor.get("firstBatch") : cursor.get("nextBatch");
      long cursorId = cursor.get("id") instanceof Number number ? number.longValue() : 0;
      reply(buffer, AWAIT_CAPABLE, cursorId, Repairs.documents(batch));
    } else if (Integer.valueOf(CURSOR_NOT_FOUND_CODE).equals(answer.get("code"))) {
      reply(buffer, CURSOR_NOT_FOUND | AWAIT_CAPABLE, 0, List.of());
    } else if (answer.containsKey("errmsg")) {
      Document error = new Document("$err", answer.get("errmsg")).append("code", answer.get("code"));
      reply(buffer, QUERY_FAILURE | AWAIT_CAPABLE, 0, List.of(error));
    } else {
      reply(buffer, AWAIT_CAPABLE, 0, List.of(answer));
    }
  }

  private static void reply(ByteBuf buffer, int flags, long cursor, List<Document> documents) {
    buffer.writeIntLE(OP_REPLY).writeIntLE(flags).writeLongLE(cursor).writeIntLE(0).writeIntLE(documents.size());
    documents.forEach(document -> BsonEncoder.encodeDocument(document, buffer));
  }
}
