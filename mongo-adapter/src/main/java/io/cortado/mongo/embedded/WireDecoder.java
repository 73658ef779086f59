package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.cortado.mongo.embedded.store.Bson;
import io.cortado.mongo.embedded.store.BsonReader;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads OP_MSG and what came before it. Compression is never agreed upon, so OP_COMPRESSED does not come. A command
 * that cannot be decoded becomes a request with a failure, so that the client gets an error reply instead of a broken
 * connection. Runs on the server's one thread.
 */
final class WireDecoder extends LengthFieldBasedFrameDecoder {

  static final int MAX_MESSAGE_BYTES = 48_000_000;

  /** A document's bytes, with room for what the server adds to one. */
  private static final int MAX_DOCUMENT_BYTES = 16 * 1024 * 1024 + 16 * 1024;

  private static final int OP_MSG = 2013;
  private static final int FLAG_CHECKSUM = 1;
  private static final int FLAG_MORE_TO_COME = 1 << 1;
  private static final int CHECKSUM_BYTES = 4;

  WireDecoder() {
    super(java.nio.ByteOrder.LITTLE_ENDIAN, MAX_MESSAGE_BYTES, 0, 4, -4, 0, true);
  }

  @Override
  protected @Nullable Object decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
    ByteBuf frame = (ByteBuf) super.decode(context, in);
    if (frame == null) {
      return null;
    }
    try {
      frame.skipBytes(4);
      int id = frame.readIntLE();
      frame.skipBytes(4);
      int operation = frame.readIntLE();
      if (operation == OP_MSG) {
        return message(id, onHeap(frame));
      }
      if (LegacyMessages.isLegacy(operation)) {
        return LegacyMessages.read(operation, id, frame);
      }
      throw new IOException("operation " + operation + " is not part of the protocol");
    } finally {
      frame.release();
    }
  }

  /** A message is looked at byte by byte, which is faster there. */
  private static ByteBuf onHeap(ByteBuf frame) {
    if (frame.hasArray()) {
      return frame;
    }
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    return Unpooled.wrappedBuffer(bytes);
  }

  private static WireRequest message(int id, ByteBuf frame) throws IOException {
    int flags = frame.readIntLE();
    if ((flags & 0xFFFF & ~(FLAG_CHECKSUM | FLAG_MORE_TO_COME)) != 0) {
      throw new IOException("unknown required message flags " + Integer.toHexString(flags));
    }
    WireRequest.Reply reply = (flags & FLAG_MORE_TO_COME) == 0 ? WireRequest.Reply.MESSAGE : WireRequest.Reply.NONE;
    int end = frame.writerIndex() - ((flags & FLAG_CHECKSUM) != 0 ? CHECKSUM_BYTES : 0);
    try {
      Document body = sections(frame, end);
      return new WireRequest(id, reply, String.valueOf(body.get("$db")), body, null);
    } catch (RuntimeException e) {
      return new WireRequest(id, reply, "", new Document(), failure(e));
    }
  }

  /** What a client is told of a message that cannot be read. */
  static MongoServerError failure(RuntimeException e) {
    if (e instanceof MongoServerError known) {
      return known;
    }
    return Errors.badValue(e.getMessage() == null ? e.toString() : e.getMessage());
  }

  /** The document at the reader index, found to be valid. */
  static Document document(ByteBuf frame) {
    return bson(frame).document();
  }

  private static Bson bson(ByteBuf frame) {
    int length = frame.getIntLE(frame.readerIndex());
    BsonTypes.requireStorable(frame);
    byte[] bytes = new byte[length];
    frame.readBytes(bytes);
    Document document = BsonReader.read(bytes);
    if (length > MAX_DOCUMENT_BYTES) {
      Map.Entry<String, Object> first = document.entrySet().iterator().next();
      throw Errors.of(
          10334,
          "BSONObj size: " + length + " (0x" + Integer.toHexString(length).toUpperCase(Locale.ROOT)
              + ") is invalid. Size must be between 0 and " + MAX_DOCUMENT_BYTES + "(16MB) First element: "
              + first.getKey() + ": " + Types.name(first.getValue()));
    }
    return new Bson(bytes, document);
  }

  private static Document sections(ByteBuf frame, int end) {
    Document body = new Document();
    Document sequences = new Document();
    while (frame.readerIndex() < end) {
      byte kind = frame.readByte();
      if (kind == 0) {
        body = document(frame);
      } else if (kind == 1) {
        int sectionEnd = frame.readerIndex() + frame.getIntLE(frame.readerIndex());
        if (sectionEnd > end || sectionEnd < frame.readerIndex() + 4) {
          throw new IllegalArgumentException("a section is beyond the message");
        }
        frame.skipBytes(4);
        String name = BsonDecoder.decodeCString(frame);
        // What is to be stored is stored as it has come.
        boolean stored = name.equals("documents");
        List<Object> documents = new ArrayList<>();
        while (frame.readerIndex() < sectionEnd) {
          Bson one = bson(frame);
          documents.add(stored ? one : one.document());
        }
        sequences.put(name, documents);
      } else {
        throw new IllegalArgumentException("unknown message section " + kind);
      }
    }
    body.putAll(sequences);
    return body;
  }
}
