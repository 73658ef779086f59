package io.cortado.bound;

import io.cortado.spi.CodedException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/** A service as programs have them, for apps to call. */
public final class Shop {
  /** Kinds of coffee. */
  public enum Roast {
    LIGHT,
    DARK
  }

  /** A line of an order. */
  public record Line(String sku, int quantity, BigDecimal price) {}

  /** Data without behaviour. */
  public record Order(long id, Instant placed, Optional<String> note, Roast roast, List<Line> lines) {}

  /** A bean that changes. */
  public static final class Customer {
    private String name = "Ada";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public boolean isRegular() {
      return true;
    }

    public String greet(String word) {
      return word + ", " + name;
    }
  }

  private final Customer customer = new Customer();

  public Order find(long id) {
    if (id < 0) {
      throw new IllegalArgumentException("no order " + id, new IllegalStateException("the table is empty"));
    }
    return new Order(
        id, Instant.parse("2026-11-29T10:00:00Z"), Optional.empty(), Roast.DARK,
        List.of(new Line("arabica", 2, new BigDecimal("12.50"))));
  }

  public String place(Order order, LocalDate on) {
    return order.id() + " " + order.roast() + " " + order.lines().getFirst().price() + " " + on;
  }

  public Map<String, Object> everything() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("price", new BigDecimal("12.50"));
    all.put("huge", new BigInteger("123456789012345678901234567890"));
    all.put("long", Long.MAX_VALUE);
    all.put("time", LocalDateTime.of(2026, 11, 29, 10, 0));
    all.put("bytes", "beans".getBytes(StandardCharsets.UTF_8));
    all.put("stream", Stream.of(1, 2, 3));
    all.put("some", Optional.of("x"));
    all.put("none", Optional.empty());
    all.put("ints", new int[] {1, 2});
    all.put("roast", Roast.LIGHT);
    return all;
  }

  public Customer customer() {
    return customer;
  }

  public boolean isOurs(Customer one) {
    return one == customer;
  }

  public CompletionStage<Order> later(long id) {
    return CompletableFuture.supplyAsync(() -> find(id), elsewhere());
  }

  public Future<String> future() {
    return CompletableFuture.supplyAsync(() -> "come", elsewhere()).thenApply(text -> text);
  }

  private static Executor elsewhere() {
    return work -> Thread.ofPlatform().start(work);
  }

  public String thread() {
    return Thread.currentThread().isVirtual() ? "virtual" : Thread.currentThread().getName().split(" ")[0];
  }

  public String each(List<String> words, Function<String, String> change) {
    return String.join(" ", words.stream().map(change).toList());
  }

  public String onAnotherThread(Function<Integer, Integer> change) throws InterruptedException {
    StringBuilder told = new StringBuilder();
    Thread asking = Thread.ofPlatform().start(() -> told.append(change.apply(20)));
    asking.join();
    return told.toString();
  }

  public String join(String separator, String... words) {
    return String.join(separator, words);
  }

  public String kind(int number) {
    return "int " + number;
  }

  public String kind(String text) {
    return "text " + text;
  }

  public String length(byte[] bytes) {
    return bytes.length + " " + bytes[0];
  }

  public InputStream export() {
    return new ByteArrayInputStream("beans;12.50\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
  }

  public InputStream broken() {
    return new FilterInputStream(InputStream.nullInputStream()) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        throw new IOException("the disk is gone");
      }
    };
  }

  public String count(Map<String, Object> things) {
    return new TreeMap<>(things).toString();
  }

  public void fail() {
    throw new CodedException("E_CLOSED", "the shop is closed");
  }
}
