package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.commands.Client;
import io.cortado.mongo.embedded.commands.Engine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers commands. All connections share one thread, so commands never overlap, and a document is encoded before the
 * next command can change it. Replies to writes wait until the writes of this turn are saved, one save for all; so do the
 * replies to reads behind them, which may have seen those writes. A request whose answer is not there yet is asked again
 * after each save, and for the last time when it may wait no longer.
 */
@Sharable
final class CommandHandler extends SimpleChannelInboundHandler<WireRequest> {

  private static final AttributeKey<Client> CLIENT = AttributeKey.valueOf("cortado.client");
  private static final int AWAIT_MILLIS = 1_000;

  /** How long a write waits for the end of a transaction. */
  private static final int CONFLICT_MILLIS = 60_000;

  /** {@code message} is null where the client wants none. */
  private record Reply(Channel channel, WireRequest request, Document answer, @Nullable ByteBuf message) {
    boolean journaled() {
      return WriteConcerns.journaled(request.body());
    }
  }

  /** A request that waits. */
  private static final class Waiting {
    final ChannelHandlerContext context;
    final WireRequest request;
    boolean answered;

    Waiting(ChannelHandlerContext context, WireRequest request) {
      this.context = context;
      this.request = request;
    }
  }

  private final Data data;
  private final ChannelGroup channels;
  private final List<Reply> unsaved = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private int lastId;

  CommandHandler(Data data, ChannelGroup channels) {
    this.data = data;
    this.channels = channels;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channels.add(context.channel());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (context.channel().attr(CLIENT).getAndSet(null) != null) {
      data.counters().disconnected();
    }
    waiting.removeIf(one -> one.context.channel() == context.channel());
  }

  private Client client(Channel channel) {
    Client known = channel.attr(CLIENT).get();
    if (known == null) {
      known = new Client(data.counters().connected(), String.valueOf(channel.remoteAddress()), false);
      channel.attr(CLIENT).set(known);
    }
    return known;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WireRequest request) {
    if (!unsaved.isEmpty() && data.isLost()) {
      saveAndReply();
    }
    if (!answer(context, request, false)) {
      Waiting later = new Waiting(context, request);
      waiting.add(later);
      Object most = request.body().get("maxTimeMS");
      int otherwise = request.body().containsKey("getMore") ? AWAIT_MILLIS : CONFLICT_MILLIS;
      long millis = most instanceof Number number ? number.longValue() : otherwise;
      context.executor().schedule(() -> expire(later), millis, TimeUnit.MILLISECONDS);
    } else if (!waiting.isEmpty() && mayEndTransaction(request)) {
      askAgain();
    }
  }

  /** What writes wait for can be over without anything to save. */
  private static boolean mayEndTransaction(WireRequest request) {
    Document body = request.body();
    return body.containsKey("autocommit") || body.containsKey("endSessions") || body.containsKey("killSessions");
  }

  private void expire(Waiting later) {
    if (!later.answered && waiting.remove(later)) {
      answer(later.context, later.request, true);
    }
  }

  /** Asks those that wait, in their order. */
  private void askAgain() {
    for (Waiting one : List.copyOf(waiting)) {
      if (!one.answered && answer(one.context, one.request, false)) {
        one.answered = true;
        waiting.remove(one);
      }
    }
  }

  /** Answers a request, now or with the save at the end of the turn; false when it has to wait. */
  @SuppressWarnings("ReferenceEquality")
  private boolean answer(ChannelHandlerContext context, WireRequest request, boolean expired) {
    Document answer = answer(context.channel(), request, expired);
    if (answer == Engine.LATER) {
      return false;
    }
    if (!unsaved.isEmpty() || data.hasUnsavedChanges()) {
      if (unsaved.isEmpty()) {
        context.executor().execute(this::saveAndReply);
      }
      ByteBuf message = request.acknowledged() ? encode(context.channel(), request, answer) : null;
      unsaved.add(new Reply(context.channel(), request, answer, message));
    } else if (request.acknowledged()) {
      context.writeAndFlush(encode(context.channel(), request, answer));
    }
    return true;
  }

  private void saveAndReply() {
    List<Reply> replies = List.copyOf(unsaved);
    if (replies.isEmpty()) {
      return;
    }
    unsaved.clear();
    try {
      data.save();
    } catch (RuntimeException | Error e) {
      // The next command begins with what was saved before.
      replies.forEach(reply -> instead(reply, Answers.unsaved(e)));
      return;
    }
    RuntimeException unsynced = replies.stream().anyMatch(Reply::journaled) ? sync() : null;
    for (Reply reply : replies) {
      if (unsynced != null && reply.journaled()) {
        instead(reply, reply.answer().append("writeConcernError", Answers.unsynced(unsynced)));
      } else if (reply.message() != null) {
        reply.channel().writeAndFlush(reply.message());
      }
    }
    if (!waiting.isEmpty()) {
      askAgain();
    }
  }

  private @Nullable RuntimeException sync() {
    try {
      data.sync();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private void instead(Reply reply, Document answer) {
    if (reply.message() != null) {
      ReferenceCountUtil.release(reply.message());
      reply.channel().writeAndFlush(encode(reply.channel(), reply.request(), answer));
    }
  }

  private ByteBuf encode(Channel channel, WireRequest request, Document answer) {
    try {
      return WireEncoder.encode(channel.alloc(), ++lastId, request, answer);
    } catch (RuntimeException e) {
      Document error = Answers.error(8, "UnknownError", Answers.explain(e));
      return WireEncoder.encode(channel.alloc(), ++lastId, request, error);
    }
  }

  private Document answer(Channel channel, WireRequest request, boolean expired) {
    if (request.failure() != null) {
      return Answers.error(request.failure());
    }
    try {
      return data.engine().handle(client(channel), request.database(), request.body(), expired);
    } catch (RuntimeException | StackOverflowError e) {
      return Answers.error(8, "UnknownError", Answers.explain(e));
    }
  }
}
