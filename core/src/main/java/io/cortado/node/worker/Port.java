package io.cortado.node.worker;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One end of a channel. It belongs to the context whose {@link PortHandle} it has, or to none while it is on its way in a parcel.
 * Any thread.
 */
public final class Port {
  /** Of both ends: nothing is held while JavaScript runs. */
  private final Object lock;

  private final ArrayDeque<Parcel> queue = new ArrayDeque<>();
  private @Nullable Port other;
  private @Nullable Runnable wake;
  private boolean closed;

  Port() {
    this(new Object());
  }

  private Port(Object lock) {
    this.lock = lock;
  }

  /** Two ends of a new channel. */
  public static Port[] pair() {
    Object lock = new Object();
    Port[] ends = {new Port(lock), new Port(lock)};
    ends[0].other = ends[1];
    ends[1].other = ends[0];
    return ends;
  }

  /** Gives a message to the other end; one without another end loses it. */
  public void post(Parcel parcel) {
    Port to;
    synchronized (lock) {
      to = other;
    }
    if (to != null) {
      to.receive(parcel);
    }
  }

  /** Takes a message in. */
  void receive(Parcel parcel) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      queue.add(parcel);
      wakeUp();
    }
  }

  private void wakeUp() {
    if (wake != null) {
      wake.run();
    }
  }

  /** The next message, or null. */
  @Nullable Parcel poll() {
    synchronized (lock) {
      return queue.poll();
    }
  }

  int waiting() {
    synchronized (lock) {
      return queue.size();
    }
  }

  /** Whether nothing comes any more: this end is closed, or the other one and all is taken. */
  boolean isOver() {
    synchronized (lock) {
      return closed && queue.isEmpty();
    }
  }

  /** Whether this is the other end of {@code port}. */
  boolean isOtherOf(Port port) {
    synchronized (lock) {
      return other == port;
    }
  }

  /** Has {@code task} run, on whichever thread, whenever there may be something to take; null for nobody any more. */
  void onMail(@Nullable Runnable task) {
    synchronized (lock) {
      wake = task;
      if (!queue.isEmpty() || closed) {
        wakeUp();
      }
    }
  }

  /** Loses what has come. */
  void clear() {
    synchronized (lock) {
      queue.clear();
    }
  }

  /** Closes both ends: what has been posted to the other one is still taken there. */
  public void close() {
    synchronized (lock) {
      end();
      if (other != null) {
        other.end();
      }
    }
  }

  private void end() {
    if (!closed) {
      closed = true;
      wakeUp();
    }
  }
}
