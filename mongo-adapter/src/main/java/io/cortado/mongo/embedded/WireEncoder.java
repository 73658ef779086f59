package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Turns an answer into the bytes of a reply at once, before another command can change its documents. */
final class WireEncoder {

  private static final int OP_REPLY = 1;
  private static final int OP_MSG = 2013;
  private static final int AWAIT_CAPABLE = 8;

  private WireEncoder() {}

  static ByteBuf encode(ByteBufAllocator allocator, int id, WireRequest request, Document answer) {
    ByteBuf buffer = allocator.buffer();
    try {
      buffer.writeIntLE(0).writeIntLE(id).writeIntLE(request.id());
      if (request.legacy()) {
        buffer.writeIntLE(OP_REPLY).writeIntLE(AWAIT_CAPABLE).writeLongLE(0).writeIntLE(0).writeIntLE(1);
      } else {
        buffer.writeIntLE(OP_MSG).writeIntLE(0).writeByte(0);
      }
      BsonEncoder.encodeDocument(answer, buffer);
      buffer.setIntLE(0, buffer.writerIndex());
      return buffer;
    } catch (RuntimeException e) {
      buffer.release();
      throw e;
    }
  }
}
