package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers commands. All connections share one thread, so commands never overlap, and a document is encoded before the
 * next command can change it. Replies to writes wait until the writes of this turn are saved, one save for all; so do the
 * replies to reads behind them, which may have seen those writes.
 */
@Sharable
final class CommandHandler extends SimpleChannelInboundHandler<WireRequest> {

  /** {@code message} is null where the client wants none. */
  private record Reply(Channel channel, WireRequest request, Document answer, @Nullable ByteBuf message) {
    boolean journaled() {
      return WriteConcerns.journaled(request.body());
    }
  }

  private final Data data;
  private final ChannelGroup channels;
  private final List<Reply> unsaved = new ArrayList<>();
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
    data.handleClose(context.channel());
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
    Document answer = answer(context.channel(), request);
    if (!unsaved.isEmpty() || data.hasUnsavedChanges()) {
      if (unsaved.isEmpty()) {
        context.executor().execute(this::saveAndReply);
      }
      ByteBuf message = request.acknowledged() ? encode(context.channel(), request, answer) : null;
      unsaved.add(new Reply(context.channel(), request, answer, message));
    } else if (request.acknowledged()) {
      context.writeAndFlush(encode(context.channel(), request, answer));
    }
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

  private Document answer(Channel channel, WireRequest request) {
    try {
      if (request.failure() != null) {
        return Answers.error(2, "BadValue", request.failure());
      }
      String command = request.body().keySet().iterator().next();
      return data.backend().handleCommand(channel, request.database(), command, request.body());
    } catch (MongoServerError e) {
      return Answers.error(e.getCode(), e.getCodeName(), e.getMessageWithoutErrorCode());
    } catch (MongoServerException e) {
      return Answers.error(8, "UnknownError", e.getMessageWithoutErrorCode());
    } catch (RuntimeException | StackOverflowError e) {
      return Answers.error(8, "UnknownError", Answers.explain(e));
    }
  }
}
