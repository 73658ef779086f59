package io.cortado.http;

import java.nio.charset.StandardCharsets;

/** Decodes a chunked body by the grammar of RFC 9112, with bounded extensions and trailers. Runs on the loop. */
final class ChunkedDecoder {
  private static final int MAX_EXTENSIONS = 16 << 10;
  private static final int MAX_TRAILERS = 16 << 10;

  private enum State {
    SIZE, EXTENSION, SIZE_LF, DATA, DATA_CR, DATA_LF, TRAILER_START, TRAILER, TRAILER_LF, END_LF, DONE
  }

  private State state = State.SIZE;
  private long remaining;
  private int digits;
  private int extensionBytes;
  private final StringBuilder trailer = new StringBuilder();
  private final StringBuilder trailers = new StringBuilder();

  boolean done() {
    return state == State.DONE;
  }

  /** Trailer fields, names and values in turn, each ended by a line feed. */
  String trailers() {
    return trailers.toString();
  }

  /** How many bytes of data may be taken from here; 0 while grammar is expected. */
  long data() {
    return state == State.DATA ? remaining : 0;
  }

  /** Says that this many bytes of data were taken. */
  void taken(long count) {
    remaining -= count;
    if (remaining == 0) {
      state = State.DATA_CR;
    }
  }

  /** Reads grammar up to data, the end of the body, or the end of input; returns the next position. */
  int advance(byte[] bytes, int from, int to) throws BadRequest {
    int at = from;
    while (at < to && state != State.DATA && state != State.DONE) {
      accept(bytes[at++]);
    }
    return at;
  }

  private void accept(byte b) throws BadRequest {
    switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> {
        if (b == Grammar.CR) {
          state = State.SIZE_LF;
        } else if (!Grammar.field(b) || ++extensionBytes > MAX_EXTENSIONS) {
          throw invalid("HPE_INVALID_CHUNK_SIZE", "Invalid or too long chunk extension");
        }
      }
      case SIZE_LF -> {
        expect(b, Grammar.LF);
        state = remaining == 0 ? State.TRAILER_START : State.DATA;
        digits = 0;
      }
      case DATA_CR -> {
        expect(b, Grammar.CR);
        state = State.DATA_LF;
      }
      case DATA_LF -> {
        expect(b, Grammar.LF);
        state = State.SIZE;
        remaining = 0;
      }
      case TRAILER_START -> {
        if (b == Grammar.CR) {
          state = State.END_LF;
        } else {
          trailer.setLength(0);
          state = State.TRAILER;
          trailerByte(b);
        }
      }
      case TRAILER -> {
        if (b == Grammar.CR) {
          state = State.TRAILER_LF;
        } else {
          trailerByte(b);
        }
      }
      case TRAILER_LF -> {
        expect(b, Grammar.LF);
        endTrailer();
        state = State.TRAILER_START;
      }
      case END_LF -> {
        expect(b, Grammar.LF);
        state = State.DONE;
      }
      default -> throw new IllegalStateException(state.name());
    }
  }

  private void size(byte b) throws BadRequest {
    int value = Grammar.hex(b);
    if (value >= 0) {
      if (++digits > 15) {
        throw invalid("HPE_INVALID_CHUNK_SIZE", "Chunk size overflow");
      }
      remaining = remaining << 4 | value;
    } else if (digits > 0 && b == Grammar.CR) {
      state = State.SIZE_LF;
    } else if (digits > 0 && b == ';') {
      state = State.EXTENSION;
    } else {
      throw invalid("HPE_INVALID_CHUNK_SIZE", "Invalid character in chunk size");
    }
  }

  private void trailerByte(byte b) throws BadRequest {
    if (!Grammar.field(b) || trailer.length() + trailers.length() > MAX_TRAILERS) {
      throw invalid("HPE_INVALID_HEADER_TOKEN", "Invalid or too long trailer");
    }
    trailer.append((char) (b & 0xff));
  }

  private void endTrailer() throws BadRequest {
    int colon = trailer.indexOf(":");
    if (colon <= 0) {
      throw invalid("HPE_INVALID_HEADER_TOKEN", "Invalid trailer");
    }
    for (byte b : trailer.substring(0, colon).getBytes(StandardCharsets.ISO_8859_1)) {
      if (!Grammar.token(b)) {
        throw invalid("HPE_INVALID_HEADER_TOKEN", "Invalid trailer name");
      }
    }
    trailers.append(trailer, 0, colon).append('\n').append(trailer.substring(colon + 1).strip()).append('\n');
  }

  private static void expect(byte actual, byte wanted) throws BadRequest {
    if (actual != wanted) {
      throw invalid("HPE_STRICT", "Expected " + (wanted == Grammar.CR ? "CR" : "LF"));
    }
  }

  private static BadRequest invalid(String code, String reason) {
    return BadRequest.malformed(code, reason);
  }
}
