'use strict';

const Duplex = require('readable-stream/lib/internal/streams/duplex');

/** One end; what is written to it is pushed into the other, and counts as written when that one asks for more. */
class Side extends Duplex {
  #other = null;
  #written = null;

  static pair(options) {
    const sides = [new Side(options), new Side(options)];
    [sides[0].#other, sides[1].#other] = [sides[1], sides[0]];
    return sides;
  }

  #take(chunk, written) {
    this.push(chunk);
    this.#written = written;
  }

  _read() {
    const written = this.#written;
    this.#written = null;
    written?.();
  }

  _write(chunk, encoding, callback) {
    // Nothing would be read of an empty chunk, and nobody would ask for more.
    if (chunk.length > 0) this.#other.#take(chunk, callback);
    else process.nextTick(callback);
  }

  _final(callback) {
    this.#other.on('end', callback).push(null);
  }
}

/** Two connected Duplex streams: what is written to one is read from the other. */
function duplexPair(options) {
  return Side.pair(options);
}

module.exports = { duplexPair };
