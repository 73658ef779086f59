package io.cortado.node.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortTest {
  private static final int SENDERS = 8;
  private static final int EACH = 20_000;

  private static Parcel parcel(Object... values) {
    return new Parcel(values, new Object[0], false);
  }

  @Test
  void losesNothingOfSeveralThreadsAndKeepsTheOrderOfEach() throws Exception {
    Port[] ends = Port.pair();
    Semaphore woken = new Semaphore(0);
    ends[1].onMail(woken::release);
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int number = sender;
      senders.add(Thread.ofPlatform().start(() -> {
        awaitIt(go);
        for (int i = 0; i < EACH; i++) {
          ends[0].post(parcel(number, i));
        }
      }));
    }
    go.countDown();
    int[] next = new int[SENDERS];
    int left = SENDERS * EACH;
    while (left > 0) {
      assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).as("woken with %d left", left).isTrue();
      for (Parcel one = ends[1].poll(); one != null; one = ends[1].poll()) {
        int sender = (int) one.values()[0];
        assertThat(one.values()[1]).isEqualTo(next[sender]++);
        left--;
      }
    }
    for (Thread sender : senders) {
      sender.join();
    }
    assertThat(ends[1].waiting()).isZero();
  }

  @Test
  void isWokenForWhatCameWhileNobodyListened() {
    Port[] ends = Port.pair();
    ends[0].post(parcel("early"));
    ends[0].close();
    Semaphore woken = new Semaphore(0);

    ends[1].onMail(woken::release);

    assertThat(woken.availablePermits()).isEqualTo(1);
    assertThat(ends[1].isOver()).as("over before all is taken").isFalse();
    assertThat(ends[1].poll()).isNotNull();
    assertThat(ends[1].isOver()).isTrue();
  }

  @Test
  void takesNothingOnceItIsClosed() {
    Port[] ends = Port.pair();
    ends[1].close();
    ends[0].post(parcel("late"));
    assertThat(ends[1].poll()).isNull();
    assertThat(ends[0].isOver()).isTrue();
  }

  @Test
  void givesABroadcastToEveryOtherMember() {
    Threads threads = new Threads();
    Port one = threads.join("news");
    Port two = threads.join("news");
    Port other = threads.join("weather");
    PortHandle.Post post = threads.broadcast("news");

    post.post(one, parcel("x"));
    post.closed(two);
    post.post(one, parcel("y"));

    assertThat(one.poll()).isNull();
    assertThat(other.poll()).isNull();
    assertThat(two.poll()).satisfies(parcel -> assertThat(parcel.forMany()).isTrue());
    assertThat(two.poll()).isNull();
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
