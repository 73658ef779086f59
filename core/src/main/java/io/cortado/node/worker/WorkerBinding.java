package io.cortado.node.worker;

import io.cortado.spi.ModuleContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Threads and ports for {@code worker_threads}. Runs on the loop. */
public final class WorkerBinding {
  private final ModuleContext context;
  private final ThreadPlace place;
  /** Closed with the context, on whichever thread; those that nobody knows any more need no closing. */
  private final Set<PortHandle> ports = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Set<ThreadStarter.Running> threads = ConcurrentHashMap.newKeySet();

  public WorkerBinding(ModuleContext context, ThreadPlace place) {
    this.context = context;
    this.place = place;
    context.onClose(this::close);
  }

  private void close() {
    threads.forEach(ThreadStarter.Running::terminate);
    List<PortHandle> open;
    synchronized (ports) {
      open = List.copyOf(ports);
    }
    open.forEach(PortHandle::abandon);
    Seat seat = place.seat();
    place.threads().ended(seat == null ? 0 : seat.id());
  }

  /** 0 for the main thread. */
  public int id() {
    Seat seat = place.seat();
    return seat == null ? 0 : seat.id();
  }

  /** What the thread that has started this one has said, or null in the main thread. */
  public @Nullable Parcel boot() {
    Seat seat = place.seat();
    return seat == null ? null : seat.boot();
  }

  public @Nullable PortHandle control() {
    Seat seat = place.seat();
    return seat == null ? null : port(seat.control());
  }

  public @Nullable PortHandle mail() {
    Seat seat = place.seat();
    return seat == null ? null : port(seat.mail());
  }

  /** Both ends of a new channel. */
  public Object[] channel() {
    Port[] ends = Port.pair();
    return new Object[] {port(ends[0]), port(ends[1])};
  }

  /** A port that has come in a parcel. */
  public PortHandle port(Port port) {
    return known(new PortHandle(context, port, null));
  }

  private PortHandle known(PortHandle handle) {
    ports.add(handle);
    return handle;
  }

  /** A member of a channel that many listen to. */
  public PortHandle join(String name) {
    Port port = place.threads().join(name);
    return known(new PortHandle(context, port, place.threads().broadcast(name)));
  }

  /** The port at which this thread takes what any other posts to it. */
  public PortHandle openDoor() {
    Port[] ends = Port.pair();
    place.threads().door(id(), ends[0]);
    return port(ends[1]);
  }

  /** Posts to another thread; false where there is none or it takes nothing. */
  public boolean postTo(int thread, Parcel parcel) {
    Port door = place.threads().door(thread);
    if (door == null) {
      return false;
    }
    door.post(parcel);
    return true;
  }

  /** The variables that threads have in common; they begin with these, names and values in turn, NULs between them. */
  public SharedVariables sharedVariables(String own) {
    return new SharedVariables(place.threads().environment(pairs(own)));
  }

  /**
   * Starts a thread.
   *
   * @param boot what it is to know
   * @param execArguments with NULs between them, or null for this thread's own
   * @param environment names and values in turn, NULs between them
   * @param ended is called with its exit code
   * @return its handle, its number, and the ports for control and mail; a text where an option is refused
   */
  public Object start(Parcel boot, String name, @Nullable String execArguments, String environment, Value ended) {
    ThreadStarter starter = place.starter();
    if (starter == null) {
      throw context.error("ERR_WORKER_UNSUPPORTED_OPERATION", "Workers cannot be started here");
    }
    Port[] control = Port.pair();
    Port[] mail = Port.pair();
    Seat seat = new Seat(place.threads().next(), boot, control[1], mail[1]);
    List<String> options = execArguments == null ? null : parts(execArguments);
    ThreadStarter.Running running;
    try {
      running = starter.start(seat, new ThreadSpec(name, options, pairs(environment)));
    } catch (IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
    threads.add(running);
    running.exitCode().thenAccept(code -> threads.remove(running));
    return new Object[] {new ThreadHandle(context, running, ended), seat.id(), port(control[0]), port(mail[0])};
  }

  private static List<String> parts(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\0", -1));
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>(parts(text));
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      pairs.put(parts.get(i), parts.get(i + 1));
    }
    return pairs;
  }
}
