package io.cortado.loop;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelPipe;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Node's event loop on one XNIO I/O thread.
 *
 * <p>A turn runs timers, the tasks posted so far, then immediates. Readiness callbacks of sockets run between turns, on
 * the same thread; the immediates that they queued begin the turn. XNIO runs its task queue until it is empty before it
 * selects again, so a turn that queued itself would starve the sockets: a turn with work left asks for the next one
 * through a pipe that is always readable, which makes the selector run first.
 */
public final class EventLoop {
  /** JSON.parse and deep recursion need far more stack than Java's default (Node manages 50,000 nested arrays). */
  private static final long STACK_BYTES = 64L << 20;

  private static final int TASKS_PER_TURN = 1024;

  private static final VarHandle ENTRY;

  static {
    try {
      ENTRY = MethodHandles.lookup().findVarHandle(EventLoop.class, "entry", long.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    // XNIO announces its version through JBoss Logging at level INFO; SLF4J lets the embedding program decide.
    if (System.getProperty("org.jboss.logging.provider") == null) {
      System.setProperty("org.jboss.logging.provider", "slf4j");
    }
  }

  private final XnioWorker worker;
  private final XnioIoThread thread;
  private final StreamSourceChannel nextTurn;
  private final StreamSinkChannel nextTurnSink;
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Runnable> batch = new ArrayDeque<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final KeepAlive keepAlive = new KeepAlive(this::wake);
  private final Runnable turn = this::turn;
  private @Nullable Phases phases;
  private XnioExecutor.@Nullable Key timer;
  private long timerDeadline;
  private boolean timersDue;
  private boolean checkPending;
  private boolean checkFirst;
  private boolean inTurn;
  private volatile boolean stopped;
  /** Odd while something runs, and another number for each callback. */
  private long entry;

  private EventLoop(XnioWorker worker) throws IOException {
    this.worker = worker;
    this.thread = worker.getIoThread(0);
    ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe = thread.createHalfDuplexPipe();
    this.nextTurn = pipe.getLeftSide();
    this.nextTurnSink = pipe.getRightSide();
    nextTurnSink.write(ByteBuffer.wrap(new byte[] {1}));
    nextTurn
        .getReadSetter()
        .set(
            channel -> {
              channel.suspendReads();
              wake();
            });
  }

  /** Starts a loop whose thread carries {@code name}. Any thread. */
  public static EventLoop start(String name) {
    try {
      XnioWorker worker =
          Xnio.getInstance("nio", EventLoop.class.getClassLoader())
              .createWorker(
                  OptionMap.builder()
                      .set(Options.WORKER_NAME, name)
                      .set(Options.WORKER_IO_THREADS, 1)
                      .set(Options.WORKER_TASK_CORE_THREADS, 0)
                      .set(Options.WORKER_TASK_MAX_THREADS, 1)
                      .set(Options.STACK_SIZE, STACK_BYTES)
                      .getMap());
      return new EventLoop(worker);
    } catch (IOException e) {
      throw new IllegalStateException("EventLoop.start: the I/O worker could not be started", e);
    }
  }

  /** Sets what turns run. Before the first turn that needs it, on the loop. */
  public void bind(Phases loopPhases) {
    this.phases = loopPhases;
  }

  /** Runs a task in the poll phase of a coming turn. Called from any thread; ignored once the loop has stopped. */
  public void post(Runnable task) {
    posted.add(task);
    wake();
  }

  /** Runs a task on the loop: now, where that is the caller's thread. */
  public void execute(Runnable task) {
    if (onLoop()) {
      task.run();
    } else {
      post(task);
    }
  }

  /** Whether the caller is the loop's thread. */
  public boolean onLoop() {
    return Thread.currentThread() == thread;
  }

  /** Throws unless called on the loop's thread. */
  public void assertOnLoop() {
    if (!onLoop()) {
      throw new IllegalStateException(
          "EventLoop: JavaScript and its values may be touched on the loop only, not on thread "
              + Thread.currentThread().getName()
              + "; use post");
    }
  }

  /** Adds a reference that keeps the loop alive. Any thread. */
  public void retain() {
    keepAlive.retain();
  }

  /** Removes a reference added by {@link #retain()}. Any thread. */
  public void release() {
    keepAlive.release();
  }

  /** A reference that is removed when it is closed, and once. Any thread. */
  public AutoCloseable hold() {
    retain();
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        release();
      }
    };
  }

  /** Whether nothing is left that could run any more. On the loop. */
  public boolean idle() {
    return keepAlive.idle() && posted.isEmpty() && !checkPending && !timersDue;
  }

  /** Asks for {@link Phases#runTimers()} in {@code delayMillis}; replaces an earlier request. On the loop. */
  public void armTimer(long delayMillis) {
    if (timer != null) {
      timer.remove();
    }
    timerDeadline = System.nanoTime() + Math.max(delayMillis, 1) * 1_000_000L;
    timer =
        thread.executeAfter(
            () -> {
              timer = null;
              timersDue = true;
              wake();
            },
            Math.max(delayMillis, 1),
            TimeUnit.MILLISECONDS);
  }

  /** Posts a task in a while; it does not keep the loop alive. On the loop. */
  public void after(Duration delay, Runnable task) {
    thread.executeAfter(() -> post(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says that immediates are waiting. On the loop. */
  public void requestCheck() {
    checkPending = true;
    if (!inTurn) {
      checkFirst = true;
      wake();
    }
  }

  /** The worker whose single I/O thread is this loop, for the classes that open sockets. */
  public XnioWorker worker() {
    return worker;
  }

  /** A connection of this loop over a socket that was accepted elsewhere. On the loop. */
  public StreamConnection adopt(SocketChannel client) throws IOException {
    assertOnLoop();
    return Adoption.adopt(thread, client);
  }

  /** The loop's own I/O thread. */
  public XnioIoThread ioThread() {
    return thread;
  }

  /** Has nothing run any more, while the thread is still there. Any thread. */
  public void halt() {
    stopped = true;
  }

  /** Ends the loop: nothing posted later runs. Any thread. */
  public void stop() {
    stopped = true;
    org.xnio.IoUtils.safeClose(nextTurn, nextTurnSink);
    worker.shutdown();
  }

  private void wake() {
    if (onLoop() && inTurn) {
      // This turn sees at its end that something waits, and lets the sockets have theirs first.
      return;
    }
    if (!stopped && scheduled.compareAndSet(false, true)) {
      thread.execute(turn);
    }
  }

  private void turn() {
    guard(this::runTurn);
  }

  /** Runs what a selector or a clock calls, or a stage completes, where what is thrown would be swallowed. On the loop. */
  public void guard(Runnable work) {
    boolean nested = isInside(entry);
    ENTRY.setOpaque(this, entry | 1);
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      // Once the loop is stopped its context is cancelled under whatever still ran.
      if (!stopped) {
        // What else is waiting must not wait for the next event, and what was being looked at is to be looked at again.
        timersDue = true;
        checkPending = true;
        nextTurn.resumeReads();
        failed(failure);
      }
    } finally {
      ENTRY.setOpaque(this, nested ? entry + 2 : entry + 1 & -2);
    }
  }

  /** Says that what runs now is another callback than before. On the loop. */
  public void beat() {
    ENTRY.setOpaque(this, entry + 2);
  }

  /** A number for the callback that runs, or for none. Any thread. */
  public long entry() {
    return (long) ENTRY.getOpaque(this);
  }

  /** Whether {@link #entry()} was that of a callback. */
  public static boolean isInside(long entry) {
    return (entry & 1) != 0;
  }

  /** Whether {@link #stop()} was called. Any thread. */
  public boolean stopped() {
    return stopped;
  }

  private void failed(Throwable failure) {
    if (phases == null) {
      throw new IllegalStateException("EventLoop: a task failed", failure);
    }
    phases.failed(failure);
  }

  private void runTurn() {
    if (stopped) {
      return;
    }
    inTurn = true;
    try {
      if (phases == null) {
        runPosted();
        if (phases == null) {
          return;
        }
      }
      // Sockets were Node's poll phase: its check phase is next, before any timer.
      if (checkFirst) {
        runChecks();
      }
      // The selector's own timeout is coarse; a turn that begins late enough need not wait for it.
      if (timersDue || (timer != null && System.nanoTime() - timerDeadline >= 0)) {
        timersDue = phases.runTimers();
      }
      runPosted();
      // Immediates come after all the timers that were due with them, as in Node.
      if (checkPending && !timersDue && !stopped) {
        runChecks();
      }
    } finally {
      inTurn = false;
      // Whoever posted meanwhile did not ask for a turn, which would have come before the sockets: it is seen here and below.
      scheduled.set(false);
      if (phases == null && waiting()) {
        nextTurn.resumeReads();
      }
    }
    if (stopped || phases == null) {
      return;
    }
    if (checkPending || timersDue || (waiting() && !scheduled.get())) {
      nextTurn.resumeReads();
    } else if (keepAlive.idle() && !waiting()) {
      phases.idle();
      if (!stopped && (checkPending || waiting())) {
        nextTurn.resumeReads();
      }
    }
  }

  private void runChecks() {
    // Microtasks of the last immediate may ask for the next check phase after it has answered.
    checkFirst = false;
    checkPending = false;
    if (phases != null && phases.runImmediates()) {
      checkPending = true;
    }
  }

  private boolean waiting() {
    return !batch.isEmpty() || !posted.isEmpty();
  }

  /** Runs what waits now: what these tasks bring about is the next turn's, after the immediates. */
  private void runPosted() {
    while (batch.size() < TASKS_PER_TURN) {
      Runnable task = posted.poll();
      if (task == null) {
        break;
      }
      batch.add(task);
    }
    for (Runnable task; !stopped && (task = batch.poll()) != null; ) {
      beat();
      task.run();
    }
  }
}
