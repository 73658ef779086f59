package io.cortado.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection's bytes. Each direction is used by one thread at a time; {@code close} by any. */
interface Transport {

  /** The number of bytes read, at least one; -1 at the end. */
  int read(byte[] into) throws IOException;

  void write(byte[] bytes) throws IOException;

  void shutdownOutput() throws IOException;

  void close() throws IOException;

  /** A TCP or Unix connection as it is. */
  static Transport plain(SocketChannel channel) {
    return new Transport() {
      @Override
      public int read(byte[] into) throws IOException {
        return channel.read(ByteBuffer.wrap(into));
      }

      @Override
      public void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }

      @Override
      public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
