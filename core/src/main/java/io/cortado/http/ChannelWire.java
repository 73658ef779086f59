package io.cortado.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** A client's socket. Runs on the loop. */
final class ChannelWire implements Wire {
  private final StreamConnection channel;
  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;
  private final boolean dualStack;

  ChannelWire(StreamConnection channel, boolean dualStack) {
    this.channel = channel;
    this.source = channel.getSourceChannel();
    this.sink = channel.getSinkChannel();
    this.dualStack = dualStack;
  }

  @Override
  public boolean takesTurns() {
    return true;
  }

  @Override
  public void listen(Runnable readable, Runnable writable) {
    source.setReadListener(ignored -> readable.run());
    sink.setWriteListener(ignored -> writable.run());
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return source.read(into);
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    return sink.write(data);
  }

  @Override
  public long transfer(FileChannel file, long position, long count) throws IOException {
    return sink.transferFrom(file, position, count);
  }

  @Override
  public void reading(boolean wanted) {
    if (wanted) {
      source.resumeReads();
    } else {
      source.suspendReads();
    }
  }

  @Override
  public void writing(boolean wanted) {
    if (wanted) {
      sink.resumeWrites();
    } else {
      sink.suspendWrites();
    }
  }

  @Override
  public void shutdown() throws IOException {
    sink.shutdownWrites();
    sink.flush();
  }

  @Override
  public void close() {
    IoUtils.safeClose(channel);
  }

  @Override
  public Peer peer() {
    return new Peer(channel, dualStack);
  }
}
