package io.cortado.node.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the threads of one app have in common. Any thread. */
public final class Threads {
  private final AtomicInteger last = new AtomicInteger();
  private final Map<String, List<Port>> channels = new ConcurrentHashMap<>();
  private final Map<Integer, Port> doors = new ConcurrentHashMap<>();
  private @Nullable Map<String, String> environment;

  /** The number of a new thread; the main one's is 0. */
  int next() {
    return last.incrementAndGet();
  }

  /** The port at which a thread takes messages of any other; null where there is no such thread. */
  @Nullable Port door(int thread) {
    return doors.get(thread);
  }

  void door(int thread, Port port) {
    doors.put(thread, port);
  }

  /** A thread has ended. */
  public void ended(int thread) {
    Port door = doors.remove(thread);
    if (door != null) {
      door.close();
    }
  }

  /** Variables that several threads have in common, those of the first that asks. */
  synchronized Map<String, String> environment(Map<String, String> own) {
    if (environment == null) {
      environment = new ConcurrentHashMap<>(own);
    }
    return environment;
  }

  /** A new member of a channel that many listen to. */
  Port join(String name) {
    Port port = new Port();
    channels.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>()).add(port);
    return port;
  }

  PortHandle.Post broadcast(String name) {
    return new PortHandle.Post() {
      @Override
      public void post(Port from, Parcel parcel) {
        Parcel copy = parcel.many();
        for (Port each : channels.getOrDefault(name, List.of())) {
          if (each != from) {
            each.receive(copy);
          }
        }
      }

      @Override
      public void closed(Port from) {
        channels.computeIfPresent(name, (key, members) -> {
          members.remove(from);
          return members.isEmpty() ? null : members;
        });
      }
    };
  }
}
