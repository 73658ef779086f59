package io.cortado.mongo.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Documents one behind the other; a file that is cut or damaged is told with the place. One thread. */
final class BsonFile implements AutoCloseable {
  private static final int LENGTH_BYTES = 4;
  private static final int SMALLEST = 5;

  /** MongoDB's largest document and what its server allows itself beyond. */
  private static final int LARGEST = (16 << 20) + (16 << 10);

  private final Path file;
  private final InputStream in;
  private long position;

  BsonFile(Path file) throws IOException {
    this.file = file;
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    this.in = file.toString().endsWith(Names.COMPRESSED) ? new GZIPInputStream(bytes, 1 << 16) : bytes;
  }

  /** The next document, or null at the end. */
  @Nullable RawBsonDocument next() throws IOException {
    byte[] head = in.readNBytes(LENGTH_BYTES);
    if (head.length == 0) {
      return null;
    }
    int length = head.length < LENGTH_BYTES ? 0 : ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < SMALLEST || length > LARGEST) {
      throw damaged();
    }
    byte[] document = new byte[length];
    System.arraycopy(head, 0, document, 0, LENGTH_BYTES);
    int got;
    try {
      got = in.readNBytes(document, LENGTH_BYTES, length - LENGTH_BYTES);
    } catch (EOFException e) {
      throw damaged();
    }
    if (got < length - LENGTH_BYTES || document[length - 1] != 0) {
      throw damaged();
    }
    position += length;
    return new RawBsonDocument(document);
  }

  private BackupException damaged() {
    return new BackupException("The file " + file + " is damaged: no document begins at byte " + position + ".");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
