package io.cortado.http;

/** Decodes a chunked body by the grammar of RFC 9112, with bounded extensions and trailers. Runs on the loop. */
final class ChunkedDecoder {
  private static final int MAX_EXTENSIONS = 16 << 10;
  private static final int MAX_TRAILERS = 16 << 10;

  /** What a server takes: beyond it nobody can count on what others would read. */
  private static final long MAX_CHUNK = (1L << 60) - 1;

  private enum State {
    FIRST_DIGIT, SIZE, EXTENSION, NAME, VALUE, QUOTED, QUOTED_PAIR, QUOTED_END, SIZE_LF, DATA, DATA_CR, DATA_LF, TRAILERS, DONE
  }

  private final long maxChunk;
  private final FieldReader trailers;
  private State state = State.FIRST_DIGIT;
  private long remaining;
  private int extensionBytes;

  /** For the body of a request. */
  ChunkedDecoder() {
    this(Framing.ofTrailers(), MAX_TRAILERS, MAX_CHUNK);
  }

  /** {@code maxChunk} is unsigned. */
  ChunkedDecoder(Framing framing, int maxTrailers, long maxChunk) {
    this.maxChunk = maxChunk;
    this.trailers = new FieldReader(framing, maxTrailers);
    trailers.beginTrailers();
  }

  boolean done() {
    return state == State.DONE;
  }

  /** Trailer fields, names and values in turn, each ended by a line feed. */
  String trailers() {
    return trailers.text();
  }

  int trailerCount() {
    return trailers.count();
  }

  /** How many bytes of data may be taken from here; 0 while grammar is expected. */
  long data() {
    return state == State.DATA ? remaining < 0 ? Long.MAX_VALUE : remaining : 0;
  }

  /** Says that this many bytes of data were taken. */
  void taken(long count) {
    remaining -= count;
    if (remaining == 0) {
      state = State.DATA_CR;
    }
  }

  /** Reads grammar up to data, the end of the body, or the end of input; returns the next position. */
  int advance(byte[] bytes, int from, int to) throws BadMessage {
    int at = from;
    while (at < to && state != State.DATA && state != State.DONE) {
      if (state == State.TRAILERS) {
        at = trailers.advance(bytes, at, to);
        if (trailers.done()) {
          state = State.DONE;
        }
      } else {
        accept(bytes[at], at);
        at++;
      }
    }
    if (extensionBytes > MAX_EXTENSIONS) {
      throw BadMessage.extensionOverflow(at);
    }
    return at;
  }

  private void accept(byte b, int at) throws BadMessage {
    switch (state) {
      case FIRST_DIGIT, SIZE -> size(b, at);
      case EXTENSION -> {
        if (b == ' ' || b == Grammar.CR) {
          throw invalid("Invalid character in chunk extensions", at + 1);
        }
        name(b, at);
      }
      case NAME -> name(b, at);
      case VALUE -> value(b, at);
      case QUOTED -> quoted(b, at);
      case QUOTED_PAIR -> {
        quotedText(b, "Invalid quoted-pair in chunk extensions quoted value", at);
        state = State.QUOTED;
      }
      case QUOTED_END -> {
        if (!endsExtension(b, "value", at)) {
          throw invalid("Invalid character in chunk extensions quote value", at);
        }
      }
      case SIZE_LF -> {
        expectLf(b, "Expected LF after chunk size", at);
        state = remaining == 0 ? State.TRAILERS : State.DATA;
        extensionBytes = 0;
      }
      case DATA_CR -> {
        if (b == Grammar.LF) {
          throw missingCr("chunk data", at + 1);
        }
        if (b != Grammar.CR) {
          throw invalid("Expected LF after chunk data", at);
        }
        state = State.DATA_LF;
      }
      case DATA_LF -> {
        expectLf(b, "Expected LF after chunk data", at);
        state = State.FIRST_DIGIT;
        remaining = 0;
      }
      case DATA, TRAILERS, DONE -> throw new IllegalStateException(state.name());
    }
  }

  private void size(byte b, int at) throws BadMessage {
    int value = Grammar.hex(b);
    if (value >= 0) {
      if (remaining >>> 60 != 0 || Long.compareUnsigned(remaining << 4 | value, maxChunk) > 0) {
        throw invalidSize("Chunk size overflow", at + 1);
      }
      remaining = remaining << 4 | value;
      state = State.SIZE;
    } else if (state == State.FIRST_DIGIT) {
      throw invalidSize("Invalid character in chunk size", at);
    } else if (b == Grammar.LF) {
      throw missingCr("chunk size", at + 1);
    } else if (!endsExtension(b, "size", at)) {
      throw invalidSize("Invalid character in chunk size", b == ' ' || b == '\t' ? at + 1 : at);
    }
  }

  private void name(byte b, int at) throws BadMessage {
    if (b == '=') {
      endPart(at);
      state = State.VALUE;
    } else if (Grammar.token(b)) {
      state = State.NAME;
      extensionBytes++;
    } else if (!endsExtension(b, "name", at)) {
      throw invalid("Invalid character in chunk extensions name", at + 1);
    }
  }

  private void value(byte b, int at) throws BadMessage {
    if (Grammar.token(b)) {
      extensionBytes++;
    } else if (b == '"') {
      extensionBytes++;
      state = State.QUOTED;
    } else if (!endsExtension(b, "value", at)) {
      throw invalid("Invalid character in chunk extensions value", at + 1);
    }
  }

  private void quoted(byte b, int at) throws BadMessage {
    if (b == '"') {
      extensionBytes++;
      state = State.QUOTED_END;
    } else if (b == '\\') {
      extensionBytes++;
      state = State.QUOTED_PAIR;
    } else {
      quotedText(b, "Invalid character in chunk extensions quoted value", at);
    }
  }

  private void quotedText(byte b, String otherwise, int at) throws BadMessage {
    if (!Grammar.field(b)) {
      throw invalid(otherwise, at + 1);
    }
    extensionBytes++;
  }

  /** Whether this byte leads from one extension to the next, or out of them. */
  private boolean endsExtension(byte b, String part, int at) throws BadMessage {
    if (b == Grammar.LF) {
      throw missingCr("chunk extension " + part, at);
    }
    if (b != ';' && b != Grammar.CR) {
      return false;
    }
    endPart(at);
    state = b == ';' ? State.EXTENSION : State.SIZE_LF;
    return true;
  }

  private void endPart(int at) throws BadMessage {
    if (extensionBytes > MAX_EXTENSIONS) {
      throw BadMessage.extensionOverflow(at + 1);
    }
  }

  private static void expectLf(byte b, String otherwise, int at) throws BadMessage {
    if (b != Grammar.LF) {
      throw invalid(otherwise, at);
    }
  }

  private static BadMessage invalid(String reason, int at) {
    return BadMessage.malformed("HPE_STRICT", reason, at);
  }

  private static BadMessage invalidSize(String reason, int at) {
    return BadMessage.malformed("HPE_INVALID_CHUNK_SIZE", reason, at);
  }

  private static BadMessage missingCr(String behind, int at) {
    return BadMessage.malformed("HPE_CR_EXPECTED", "Missing expected CR after " + behind, at);
  }
}
