package io.cortado.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A line for each request: Apache's combined format, or a JSON object. Lines are made and written by a thread of their own; the loop
 * never waits for a disk, so that lines are dropped, and counted, where that cannot follow. Any thread.
 */
final class AccessLog implements AutoCloseable {
  private static final int MAX_WAITING = 10_000;
  private static final int BATCH = 512;
  private static final int CLOSE_MILLIS = 2_000;
  private static final DateTimeFormatter APACHE =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private final LinkedBlockingQueue<Handled> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final ObjectMapper mapper = new ObjectMapper();
  private final BufferedWriter out;
  private final boolean json;
  private final Runnable dropped;
  private final Thread writer;
  private volatile boolean closed;

  /** Opens the file, to which lines are appended, or takes {@code standard}; {@code dropped} is called for each lost line. */
  AccessLog(@Nullable Path file, OutputStream standard, boolean json, Runnable dropped) throws IOException {
    OutputStream target = file == null ? standard : Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    this.json = json;
    this.dropped = dropped;
    this.writer = Thread.ofPlatform().name("cortado access log").daemon().start(this::write);
  }

  void add(Handled request) {
    if (!waiting.offer(request)) {
      dropped.run();
    }
  }

  private void write() {
    List<Handled> batch = new ArrayList<>();
    try {
      while (!closed || !waiting.isEmpty()) {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH);
        for (Handled request : batch) {
          out.write(json ? object(request) : combined(request));
          out.newLine();
        }
        batch.clear();
        out.flush();
      }
    } catch (InterruptedException e) {
      // Closed while nothing was waiting.
    } catch (IOException e) {
      System.err.println("cortado: the access log has ended, its file cannot be written: " + e.getMessage());
    }
  }

  private static String combined(Handled request) {
    return request.remote() + " - - [" + APACHE.format(request.at()) + "] \"" + plain(request.method()) + ' ' + plain(request.url())
        + " HTTP/" + request.version() + "\" " + (request.status() == 0 ? "-" : request.status()) + ' '
        + (request.bytes() < 0 ? "-" : request.bytes()) + " \"" + plainOrDash(request.referrer()) + "\" \""
        + plainOrDash(request.agent()) + '"';
  }

  private String object(Handled request) throws JsonProcessingException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", Instant.ofEpochMilli(request.at().toEpochMilli()).toString());
    fields.put("level", "info");
    fields.put("msg", "request");
    fields.put("id", request.id());
    fields.put("remote", request.remote());
    fields.put("method", request.method());
    fields.put("url", request.url());
    fields.put("route", request.route());
    fields.put("status", request.status() == 0 ? null : request.status());
    fields.put("bytes", request.bytes() < 0 ? null : request.bytes());
    fields.put("ms", Math.floor(request.nanos() / 1e4) / 100);
    fields.put("referrer", request.referrer());
    fields.put("agent", request.agent());
    return mapper.writeValueAsString(fields);
  }

  private static String plainOrDash(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : plain(text);
  }

  /** A client's text that can end neither its place in a line nor the line. */
  private static String plain(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        result.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        result.append(String.format("\\x%02x", (int) c));
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  /** Writes what waits, for two seconds at most. */
  @Override
  public void close() {
    closed = true;
    if (waiting.isEmpty()) {
      writer.interrupt();
    }
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
