package io.cortado.node.worker;

import io.cortado.node.Hold;
import io.cortado.spi.ModuleContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A port as its context has it. Public for the border only; runs on the loop. */
public final class PortHandle {
  /** So many messages are given in one turn, or as many as wait when it begins. */
  private static final int PER_TURN = 1000;

  private final ModuleContext context;
  private final Port port;
  private final Hold hold;
  private final AtomicBoolean coming = new AtomicBoolean();
  private final @Nullable Post post;
  private @Nullable Value onMessage;
  private @Nullable Value onClose;
  private boolean started;
  private volatile boolean left;
  private boolean delivering;
  private boolean closing;

  /** Who takes what this end posts, where that is not the other end. */
  interface Post {
    void post(Port from, Parcel parcel);

    void closed(Port from);
  }

  PortHandle(ModuleContext context, Port port, @Nullable Post post) {
    this.context = context;
    this.port = port;
    this.post = post;
    this.hold = new Hold(context);
    hold.open(true);
    hold.wanted(false);
  }

  /** Says who is called with each message, and when it is over. */
  public void listen(Value message, Value close) {
    onMessage = message;
    onClose = close;
    port.onMail(this::comes);
  }

  private void comes() {
    if (coming.compareAndSet(false, true)) {
      context.post(this::deliver);
    }
  }

  private void deliver() {
    if (port.isOver()) {
      // After whatever this turn brings, as libuv has it.
      context.post(this::over);
      return;
    }
    Value taker = onMessage;
    int count = Math.max(PER_TURN, port.waiting());
    delivering = true;
    try {
      while (started && !left && taker != null && count-- > 0) {
        Parcel next = port.poll();
        if (next == null) {
          break;
        }
        context.call(taker, next);
      }
    } finally {
      delivered();
    }
  }

  private void delivered() {
    delivering = false;
    if (closing) {
      port.clear();
    }
    // Whatever has come until here was seen above or is seen below.
    coming.set(false);
    if (!left && (port.isOver() || started && port.waiting() > 0)) {
      comes();
    }
  }

  private void over() {
    Value end = onClose;
    if (!left && end != null) {
      leave();
      context.call(end);
    }
  }

  private void leave() {
    left = true;
    hold.open(false);
    port.onMail(null);
  }

  /** Gives messages, or leaves them in their queue. */
  public void start(boolean start) {
    started = start;
    if (start && !left) {
      comes();
    }
  }

  public void keep(boolean keep) {
    hold.wanted(keep);
  }

  public void post(Parcel parcel) {
    if (post == null) {
      port.post(parcel);
    } else {
      post.post(port, parcel);
    }
  }

  /** The next message out of turn, or null. */
  public @Nullable Parcel take() {
    return left ? null : port.poll();
  }

  public boolean isOtherOf(Port other) {
    return port.isOtherOf(other);
  }

  public void close() {
    // Who closes it while messages are given still gets those of that turn.
    closing = true;
    if (!delivering) {
      port.clear();
    }
    abandon();
  }

  /** The same with its context. Any thread. */
  void abandon() {
    if (left) {
      return;
    }
    if (post != null) {
      post.closed(port);
    }
    port.close();
  }

  /** The port, which this context gives away. */
  public Port give() {
    leave();
    return port;
  }
}
