'use strict';

/** Writables over a standard descriptor: like Node's, they write before `write` returns. */

const { Writable } = require('../stream/stream.js');
const { errnoException } = require('../errors/uv.js');
const files = internalBinding('fs').files();

class OutputStream extends Writable {
  constructor(fd, type) {
    super({ decodeStrings: false });
    this.fd = fd;
    this._type = type;
    this.bytesWritten = 0;
  }

  _write(chunk, encoding, callback) {
    const count = typeof chunk === 'string' && (encoding === 'utf8' || encoding === 'utf-8')
      ? files.writeText(this.fd, chunk, null) : writeBytes(this.fd, chunk, encoding);
    if (count < 0) {
      callback(errnoException(count, 'write'));
      return;
    }
    this.bytesWritten += count;
    callback();
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

function writeBytes(fd, chunk, encoding) {
  const bytes = typeof chunk === 'string' ? require('../buffer/buffer.js').Buffer.from(chunk, encoding) : chunk;
  return files.write(fd, bytes.buffer, bytes.byteOffset, bytes.byteLength, -1, null);
}

module.exports = { OutputStream };
