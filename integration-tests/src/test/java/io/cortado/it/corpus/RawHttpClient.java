package io.cortado.it.corpus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends the exact bytes of a case and notes everything that comes back; the same client for Node and Cortado. */
final class RawHttpClient {
  static final int TIMEOUT_MILLIS = Integer.getInteger("corpus.timeout", 30_000);
  /** How long an answered connection is watched for a byte that should not come. */
  private static final int QUIET_MILLIS = 15;
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(?<![A-Z-])([A-Z][A-Z-]*) [^\r\n]+ HTTP/1\\.\\d\r\n");

  private final int port;

  RawHttpClient(int port) {
    this.port = port;
  }

  /** Runs the steps; one conversation per connection. */
  List<Conversation> run(CorpusCase c) throws IOException, InterruptedException {
    List<Conversation> conversations = new ArrayList<>();
    var connection = new Connection();
    try {
      for (Step step : c.steps()) {
        if (step instanceof Step.Connect) {
          conversations.add(connection.finish(-1));
          connection = new Connection();
        } else {
          connection.perform(step);
        }
      }
      conversations.add(connection.finish(c.responses()));
    } finally {
      connection.socket.close();
    }
    return conversations;
  }

  private final class Connection {
    final Socket socket = new Socket();
    final Deque<String> methods = new ArrayDeque<>();
    final List<HttpMessage> messages = new ArrayList<>();
    final StringBuilder sent = new StringBuilder();
    final ResponseReader reader;
    final OutputStream out;
    boolean reset;
    int finals;

    Connection() throws IOException {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      reader = new ResponseReader(new BufferedInputStream(socket.getInputStream(), 65_536), methods);
      out = socket.getOutputStream();
    }

    void perform(Step step) throws IOException, InterruptedException {
      switch (step) {
        case Step.Send(byte[] bytes) -> send(bytes);
        case Step.Pause(long millis) -> Thread.sleep(millis);
        case Step.HalfClose() -> socket.shutdownOutput();
        case Step.Reset() -> {
          socket.setSoLinger(true, 0);
          socket.close();
          reset = true;
        }
        case Step.AwaitResponse() -> readFinal();
        case Step.Until(byte[] bytes) -> reader.until(bytes);
        case Step.Connect() -> throw new IllegalStateException("handled by the caller");
      }
    }

    private void send(byte[] bytes) {
      int before = requestsSent();
      sent.append(new String(bytes, StandardCharsets.ISO_8859_1));
      Matcher matcher = REQUEST_LINE.matcher(sent);
      for (int i = 0; matcher.find(); i++) {
        if (i >= before) {
          methods.addLast(matcher.group(1));
        }
      }
      try {
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        // The server may have answered and closed before all was sent; its answer is still to be read.
      }
    }

    private int requestsSent() {
      return (int) REQUEST_LINE.matcher(sent).results().count();
    }

    private boolean readFinal() {
      while (true) {
        HttpMessage message = reader.next();
        if (message == null) {
          return false;
        }
        messages.add(message);
        if (!message.informational()) {
          finals++;
          return true;
        }
      }
    }

    Conversation finish(int responses) throws IOException {
      if (reset) {
        return new Conversation(List.copyOf(messages), "dropped by the client");
      }
      int wanted = responses >= 0 ? responses : requestsSent();
      if (wanted == 0) {
        wanted = Integer.MAX_VALUE;
      }
      while (finals < wanted && !reader.ended() && readFinal()) {
        // Each turn reads one.
      }
      String end = end();
      socket.close();
      return new Conversation(List.copyOf(messages), end);
    }

    private String end() throws IOException {
      boolean closing = !messages.isEmpty()
          && (messages.getLast().header("Connection").equalsIgnoreCase("close") || socket.isOutputShutdown());
      if (!reader.ended()) {
        socket.setSoTimeout(closing ? TIMEOUT_MILLIS : QUIET_MILLIS);
        HttpMessage extra = reader.next();
        if (extra != null) {
          messages.add(extra);
          return "more than was asked for";
        }
        if (reader.failure().equals("timeout") && !closing) {
          return "open";
        }
      }
      return reader.failure().isEmpty() ? "closed" : reader.failure();
    }
  }
}
