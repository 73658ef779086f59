'use strict';

const Duplex = require('readable-stream/lib/internal/streams/duplex');

const kOther = Symbol('other side');
const kCallback = Symbol('callback');

class Side extends Duplex {
  constructor(options) {
    super(options);
    this[kCallback] = null;
    this[kOther] = null;
  }

  _read() {
    const callback = this[kCallback];
    if (callback) {
      this[kCallback] = null;
      callback();
    }
  }

  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      process.nextTick(callback);
      return;
    }
    this[kOther].push(chunk);
    this[kOther][kCallback] = callback;
  }

  _final(callback) {
    this[kOther].on('end', callback);
    this[kOther].push(null);
  }
}

/** Two connected Duplex streams: what is written to one is read from the other. */
function duplexPair(options) {
  const a = new Side(options);
  const b = new Side(options);
  a[kOther] = b;
  b[kOther] = a;
  return [a, b];
}

module.exports = { duplexPair };
