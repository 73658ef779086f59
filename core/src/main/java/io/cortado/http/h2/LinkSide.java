package io.cortado.http.h2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who owns a connection, and is told of it. */
public interface LinkSide {
  /** There is something to be sent, before long; see {@link Link#output}. */
  void outputWaits();

  /** The peer asks; who is told of the stream, or null, which refuses it. */
  @Nullable StreamSide begins(Stream stream, List<String> fields);

  /** The peer has set something. */
  void settings();

  /** The peer keeps to what it was asked for last. */
  void settingsTaken();

  void pong(byte[] payload);

  void ping(byte[] payload);

  /** The peer takes no more streams, and none beyond {@code last}. */
  void goneAway(int code, int last, byte[] debug);

  /** The peer names the origins that it answers for. */
  void origins(List<String> origins);

  /** A stream is over. */
  void streamOver();

  /** The peer has broken the rules, which it is told; what waits is still to be sent. */
  void failed(int code, String reason);
}
