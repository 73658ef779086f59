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
 * next command can change it. Replies to writes wait until the writes of this turn are saved, one save for all.
 */
@Sharable
final class CommandHandler extends SimpleChannelInboundHandler<WireRequest> {

  private record Reply(Channel channel, @Nullable ByteBuf message) {}

  private final EmbeddedBackend backend;
  private final Storage storage;
  private final ChannelGroup channels;
  private final List<Reply> unsaved = new ArrayList<>();
  private boolean syncBeforeReply;
  private int lastId;

  CommandHandler(EmbeddedBackend backend, Storage storage, ChannelGroup channels) {
    this.backend = backend;
    this.storage = storage;
    this.channels = channels;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channels.add(context.channel());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    backend.handleClose(context.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WireRequest request) {
    Document answer = answer(context.channel(), request);
    boolean changed = storage.hasUnsavedChanges();
    if (changed) {
      if (unsaved.isEmpty()) {
        context.executor().execute(this::saveAndReply);
      }
      syncBeforeReply |= WriteConcerns.journaled(request.body());
      unsaved.add(new Reply(context.channel(), request.acknowledged() ? encode(context, request, answer) : null));
    } else if (request.acknowledged()) {
      context.writeAndFlush(encode(context, request, answer));
    }
  }

  private void saveAndReply() {
    List<Reply> replies = List.copyOf(unsaved);
    unsaved.clear();
    boolean sync = syncBeforeReply;
    syncBeforeReply = false;
    try {
      storage.save(sync);
    } catch (RuntimeException e) {
      // An unsaved write must not be acknowledged; a broken connection is what a crashed server looks like.
      for (Reply reply : replies) {
        ReferenceCountUtil.release(reply.message());
        reply.channel().close();
      }
      return;
    }
    for (Reply reply : replies) {
      if (reply.message() != null) {
        reply.channel().writeAndFlush(reply.message());
      }
    }
  }

  private ByteBuf encode(ChannelHandlerContext context, WireRequest request, Document answer) {
    try {
      return WireEncoder.encode(context.alloc(), ++lastId, request, answer);
    } catch (RuntimeException e) {
      Document error = Answers.error(8, "UnknownError", Answers.explain(e));
      return WireEncoder.encode(context.alloc(), ++lastId, request, error);
    }
  }

  private Document answer(Channel channel, WireRequest request) {
    try {
      if (request.failure() != null) {
        return Answers.error(2, "BadValue", request.failure());
      }
      String command = request.body().keySet().iterator().next();
      return backend.handleCommand(channel, request.database(), command, request.body());
    } catch (MongoServerError e) {
      return Answers.error(e.getCode(), e.getCodeName(), e.getMessageWithoutErrorCode());
    } catch (MongoServerException e) {
      return Answers.error(8, "UnknownError", e.getMessageWithoutErrorCode());
    } catch (RuntimeException | StackOverflowError e) {
      return Answers.error(8, "UnknownError", Answers.explain(e));
    }
  }
}
