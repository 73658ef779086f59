'use strict';

/** The Readable over standard input, for pipes and terminals. */

const { Readable } = require('../stream/stream.js');
const tty = internalBinding('tty');

class InputStream extends Readable {
  #reading = false;
  #ref = true;

  constructor(fd) {
    super({ highWaterMark: 65536 });
    this.fd = fd;
    this.on('pause', () => this.#alive());
    this.on('resume', () => this.#alive());
  }

  #alive() {
    tty.keepInputAlive(this.#ref && !this.isPaused());
  }

  _read() {
    if (this.#reading) return;
    this.#reading = true;
    this.#alive();
    tty.readInput((bytes) => {
      this.#reading = false;
      if (this.destroyed) return;
      const { Buffer } = require('../buffer/buffer.js');
      const chunk = Buffer.from(new ArrayBuffer(bytes));
      require('../stream/util.js').deliver(this, chunk.length === 0 ? null : chunk);
    });
  }

  _destroy(error, callback) {
    tty.keepInputAlive(false);
    callback(error);
  }

  ref() {
    this.#ref = true;
    this.#alive();
    return this;
  }

  unref() {
    this.#ref = false;
    this.#alive();
    return this;
  }
}

module.exports = { InputStream };
