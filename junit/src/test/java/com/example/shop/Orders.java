package com.example.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The orders of a shop. */
public final class Orders {
  /** What is asked for. */
  public record Draft(String item, BigDecimal price) {}

  /** What was asked for, and when. */
  public record Order(long id, String item, BigDecimal price, Instant placed) {}

  private final Map<Long, Order> orders = new ConcurrentSkipListMap<>();
  private final AtomicLong last = new AtomicLong();

  /** Answers at once. */
  public Order find(long id) {
    Order order = orders.get(id);
    if (order == null) {
      throw new NoSuchElementException("there is no order " + id);
    }
    return order;
  }

  /** Answers later. */
  public CompletionStage<Order> place(Draft draft) {
    return CompletableFuture.supplyAsync(() -> {
      Order order = new Order(last.incrementAndGet(), draft.item(), draft.price(), Instant.parse("2026-11-29T10:00:00Z"));
      orders.put(order.id(), order);
      return order;
    });
  }

  /** Waits for a database, say. */
  public List<Order> all() {
    return List.copyOf(orders.values());
  }
}
