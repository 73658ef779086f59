package io.cortado.http.h2;

import java.util.List;

/** Who asked or answers on a stream, and is told of it. */
public interface StreamSide {
  /** A response, interim ones first; or, {@code last}, the trailers of either side. Names and values in turn. */
  void head(List<String> fields, boolean last);

  /** Bytes have come, or the end of them. */
  void readable();

  /** All that was given has been framed. */
  void written();

  /** Both sides have ended, or one has given up: nothing more comes and nothing more is sent. */
  void closed(int code);
}
