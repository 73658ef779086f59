package io.cortado.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What a connection's bytes come from and go to: a socket, or a stream that JavaScript gave. On the loop. */
interface Wire {
  /** Sets who is told when there is something to read, and when more can be written. */
  void listen(Runnable readable, Runnable writable);

  /** Reads what is there; 0 for nothing yet, -1 at the end. */
  int read(ByteBuffer into) throws IOException;

  /** Writes what can be taken now; 0 for nothing. */
  int write(ByteBuffer data) throws IOException;

  /** Writes bytes of a file from a position; returns how many were taken now. */
  long transfer(FileChannel file, long position, long count) throws IOException;

  /** Whether to be told that there is something to read. */
  void reading(boolean wanted);

  /** Whether to be told that more can be written. */
  void writing(boolean wanted);

  /** Ends our side. */
  void shutdown() throws IOException;

  void close();

  Peer peer();

  /** Whether it never tells of anything in the middle of something else, so that the server's buffers may be used. */
  default boolean takesTurns() {
    return false;
  }
}
