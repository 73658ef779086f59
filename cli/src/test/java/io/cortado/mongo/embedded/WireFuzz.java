package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayList;
import java.util.List;

/** Messages to the development database: whole and in parts they mean the same, and each is answered or ends the connection. */
public final class WireFuzz {
  private static final int STEP = 13;

  private WireFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    assertThat(read(data, STEP)).isEqualTo(read(data, Math.max(1, data.length)));
    serve(data);
  }

  private static List<String> read(byte[] data, int step) {
    List<String> out = new ArrayList<>();
    EmbeddedChannel channel = new EmbeddedChannel(new WireDecoder());
    try {
      for (int at = 0; at < data.length; at += step) {
        channel.writeInbound(Unpooled.copiedBuffer(data, at, Math.min(step, data.length - at)));
      }
    } catch (Exception e) {
      // Netty hands on what the decoder has thrown; the server closes the connection then.
      out.add("closed");
    }
    for (WireRequest request = channel.readInbound(); request != null; request = channel.readInbound()) {
      out.add(request.failure() == null ? request.toString() : "refused");
    }
    channel.close();
    return out.stream().sorted().toList();
  }

  private static void serve(byte[] data) {
    try (Data database = Data.inMemory()) {
      EmbeddedChannel channel =
          new EmbeddedChannel(new WireDecoder(), new CommandHandler(database, new DefaultChannelGroup(GlobalEventExecutor.INSTANCE)));
      channel.writeInbound(Unpooled.copiedBuffer(data));
      channel.runPendingTasks();
      channel.checkException();
      for (ByteBuf answer = channel.readOutbound(); answer != null; answer = channel.readOutbound()) {
        assertThat(answer.getIntLE(0)).isEqualTo(answer.readableBytes());
        answer.release();
      }
      channel.close();
    }
  }
}
