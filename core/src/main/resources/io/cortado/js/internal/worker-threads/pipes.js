'use strict';

/**
 * The standard streams of a thread: what it writes goes to the thread that has started it, and what comes in comes from there, over
 * the port for what concerns the thread. So much may be under way that the writer waits for the reader.
 */

const { Readable, Writable } = require('../stream/stream.js');
const { Buffer } = require('../buffer/buffer.js');

const HIGH_WATER = 65536;

/** The end that writes: `send(kind, ...)` says something to the other side. */
class Source extends Writable {
  #send;
  #name;
  #keep;
  #under = 0;
  #waiting = null;

  constructor(name, send, keep) {
    super({ decodeStrings: false });
    this.#name = name;
    this.#send = send;
    this.#keep = keep;
    this._isStdio = true;
  }

  _write(chunk, encoding, callback) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    this.#under += bytes.byteLength;
    this.#send('chunk', this.#name, new Uint8Array(bytes));
    if (this.#under < HIGH_WATER || process._exiting) {
      callback();
      return;
    }
    this.#waiting = callback;
    this.#keep(true);
  }

  _final(callback) {
    this.#send('chunk', this.#name, null);
    callback();
  }

  /** So many bytes have been read. */
  taken(count) {
    this.#under -= count;
    if (this.#under < HIGH_WATER) this.flush();
  }

  /** Sends what waits, read or not. */
  flush() {
    const callback = this.#waiting;
    if (callback === null) return;
    this.#waiting = null;
    this.#keep(false);
    callback();
  }
}

/** The end that reads. */
class Drain extends Readable {
  #send;
  #name;
  #keep;
  #count = 0;

  constructor(name, send, keep) {
    super();
    this.#name = name;
    this.#send = send;
    this.#keep = keep;
  }

  _read() {
    this.#keep(true);
    if (this.#count > 0) this.#send('taken', this.#name, this.#count);
    this.#count = 0;
  }

  /** Bytes have come, or null at the end. */
  take(bytes) {
    if (this.readableEnded || this.destroyed) return;
    if (bytes === null) {
      this.#keep(false);
      this.push(null);
      return;
    }
    this.#count += bytes.byteLength;
    this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}

module.exports = { Source, Drain };
