'use strict';

/** Messages over a Unix socket, between a process and one that it has started. */

const { Buffer } = require('../buffer/buffer.js');

/** How messages are told from each other: as lines of JSON, or by their length before what `v8` writes. */
const CODECS = {
  json: {
    encode: (message) => Buffer.from(`${JSON.stringify(message)}\n`),
    /** The end of the first message, or -1. */
    end: (bytes) => bytes.indexOf(10) + 1 || -1,
    decode: (bytes) => JSON.parse(bytes.toString('utf8', 0, bytes.length - 1)),
  },
  advanced: {
    encode(message) {
      const body = require('../util/v8-serializer.js').serialize(message);
      const head = Buffer.alloc(4);
      head.writeUInt32BE(body.length);
      return Buffer.concat([head, body]);
    },
    end: (bytes) => (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE(0) ? 4 + bytes.readUInt32BE(0) : -1),
    decode: (bytes) => require('../util/v8-serializer.js').deserialize(bytes.subarray(4)),
  },
};

/** One end. What is sent before there is a socket waits for it. */
class Link {
  #codec;
  #onMessage;
  #onEnd;
  #handle = null;
  #parts = [];
  #waiting = [];
  #writing = false;
  #ending = false;
  #kept = true;

  constructor(serialization, onMessage, onEnd) {
    this.#codec = CODECS[serialization];
    this.#onMessage = onMessage;
    this.#onEnd = onEnd;
  }

  /** Bytes that wait to be written. */
  get queued() {
    return this.#waiting.reduce((sum, [bytes]) => sum + bytes.length, 0);
  }

  attach(handle) {
    this.#handle = handle;
    handle.keepProcess(this.#kept);
    handle.read((bytes) => this.#received(bytes));
    this.#write();
  }

  keepProcess(keep) {
    this.#kept = keep;
    this.#handle?.keepProcess(keep);
  }

  send(message, done) {
    this.#waiting.push([this.#codec.encode(message), done]);
    this.#write();
  }

  /** Ends it when what waits is written. */
  end() {
    this.#ending = true;
    this.#write();
  }

  #write() {
    while (this.#handle !== null && !this.#writing) {
      if (this.#waiting.length === 0) {
        if (this.#ending) this.#close();
        return;
      }
      const [bytes, done] = this.#waiting[0];
      if (this.#handle.write(bytes.buffer, bytes.byteOffset, bytes.byteLength) === 0) {
        this.#waiting.shift();
        process.nextTick(done, null);
        continue;
      }
      this.#writing = true;
      this.#handle.whenWritten((result) => {
        this.#writing = false;
        this.#waiting.shift();
        if (result < 0) done(require('../errors/uv.js').errnoException(result, 'write'));
        else done(null);
        this.#write();
      });
    }
  }

  #received(bytes) {
    if (bytes === null || typeof bytes === 'number') {
      this.#close();
      return;
    }
    this.#parts.push(Buffer.from(new ArrayBuffer(bytes)));
    const last = this.#parts.at(-1);
    // a long line of JSON comes in many parts, which are looked at once each
    if (this.#codec === CODECS.json && !last.includes(10)) return;
    let rest = this.#parts.length === 1 ? last : Buffer.concat(this.#parts);
    for (let end; (end = this.#codec.end(rest)) > 0;) {
      const message = this.#codec.decode(rest.subarray(0, end));
      rest = rest.subarray(end);
      this.#onMessage(message);
    }
    this.#parts = rest.length > 0 ? [rest] : [];
  }

  #close() {
    const handle = this.#handle;
    if (handle === null) return;
    this.#handle = null;
    handle.close(false);
    this.#onEnd();
  }

  /** Nobody will come to the other end. */
  abandon() {
    if (this.#handle === null && !this.#ending) this.#onEnd();
  }
}

module.exports = { Link };
