'use strict';

/** Between Node's streams and web streams. */

const Readable = require('readable-stream/lib/internal/streams/readable');
const Writable = require('readable-stream/lib/internal/streams/writable');
const Duplex = require('readable-stream/lib/internal/streams/duplex');
const finished = require('readable-stream/lib/internal/streams/end-of-stream');
const { codes } = require('../errors/errors.js');

function need(value, Class, name) {
  if (!(value instanceof Class) && typeof value?.getReader !== 'function' && typeof value?.getWriter !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE(name, Class.name, value);
  }
}

function readableFromWeb(stream, options = {}) {
  need(stream, ReadableStream, 'readableStream');
  const reader = stream.getReader();
  let closed = false;
  const readable = new Readable({
    ...options,
    read() {
      reader.read().then(({ value, done }) => {
        if (done) this.push(null);
        else this.push(this.readableObjectMode || typeof value === 'string' ? value : Buffer.from(value.buffer ?? value,
          value.byteOffset, value.byteLength));
      }, (err) => this.destroy(err));
    },
    destroy(err, callback) {
      if (closed) {
        callback(err);
        return;
      }
      reader.cancel(err).then(() => callback(err), () => callback(err));
    },
  });
  reader.closed.then(() => {
    closed = true;
  }, (err) => {
    closed = true;
    readable.destroy(err);
  });
  return readable;
}

function readableToWeb(readable, options = {}) {
  if (readable.destroyed) {
    const stream = new ReadableStream();
    stream.cancel();
    return stream;
  }
  const { readableObjectMode: objects, readableHighWaterMark: highWaterMark } = readable;
  const strategy = options.strategy ?? (objects ? new CountQueuingStrategy({ highWaterMark })
    : new ByteLengthQueuingStrategy({ highWaterMark }));
  let done = false;
  return new ReadableStream({
    start(controller) {
      readable.pause();
      finished(readable, (err) => {
        if (err?.code === 'ERR_STREAM_PREMATURE_CLOSE') err = new (require('../errors/errors.js').AbortError)(undefined, { cause: err });
        if (done) return;
        done = true;
        if (err) controller.error(err);
        else controller.close();
      });
      readable.on('data', (chunk) => {
        if (done) return;
        if (Buffer.isBuffer(chunk) && !objects) chunk = new Uint8Array(chunk);
        controller.enqueue(chunk);
        if (controller.desiredSize <= 0) readable.pause();
      });
      readable.pause();
    },
    pull() {
      readable.resume();
    },
    cancel(reason) {
      done = true;
      readable.on('error', () => {});
      readable.destroy(reason ?? (readable.readableEnded ? null : new (require('../errors/errors.js').AbortError)()));
    },
  }, strategy);
}

function writableFromWeb(stream, options = {}) {
  need(stream, WritableStream, 'writableStream');
  const writer = stream.getWriter();
  let closed = false;
  const writable = new Writable({
    ...options,
    write(chunk, encoding, callback) {
      writer.ready.then(() => writer.write(chunk)).then(() => callback(), callback);
    },
    final(callback) {
      writer.close().then(() => callback(), callback);
    },
    destroy(err, callback) {
      if (closed) callback(err);
      else (err ? writer.abort(err) : writer.close()).then(() => callback(err), () => callback(err));
    },
  });
  writer.closed.then(() => {
    closed = true;
  }, (err) => {
    closed = true;
    writable.destroy(err);
  });
  return writable;
}

function writableToWeb(writable) {
  const { writableObjectMode: objects, writableHighWaterMark: highWaterMark } = writable;
  let ended = false;
  return new WritableStream({
    start(controller) {
      finished(writable, (err) => {
        if (err && !ended) controller.error(err);
      });
    },
    write: (chunk) => new Promise((resolve, reject) => {
      writable.write(chunk, (err) => (err ? reject(err) : resolve()));
    }),
    abort(reason) {
      ended = true;
      writable.destroy(reason);
    },
    close: () => new Promise((resolve, reject) => {
      ended = true;
      writable.end((err) => (err ? reject(err) : resolve()));
    }),
  }, objects ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark, size: (chunk) => chunk?.byteLength ?? chunk?.length ?? 1 });
}

function duplexFromWeb({ readable, writable }, options = {}) {
  return Duplex.from({ readable: readableFromWeb(readable, options), writable: writableFromWeb(writable, options) });
}

function duplexToWeb(duplex) {
  return { readable: readableToWeb(duplex), writable: writableToWeb(duplex) };
}

module.exports = { readableFromWeb, readableToWeb, writableFromWeb, writableToWeb, duplexFromWeb, duplexToWeb };
