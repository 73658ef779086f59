'use strict';

/**
 * Node's `stream`, from the parts of readable-stream, with Node 22's defaults and the bridges to web streams. Pipelines,
 * operators and the promise forms are loaded when they are first called: an app that only serves requests never does.
 */

const { Buffer } = require('buffer');
const { Stream } = require('readable-stream/lib/internal/streams/legacy');
const Readable = require('readable-stream/lib/internal/streams/readable');
const { destroyer } = require('readable-stream/lib/internal/streams/destroy');
const finished = require('readable-stream/lib/internal/streams/end-of-stream');
const state = require('readable-stream/lib/internal/streams/state');
const utils = require('readable-stream/lib/internal/streams/utils');

const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

function promises() {
  return require('readable-stream/lib/stream/promises');
}

function pipeline(...streams) {
  return require('readable-stream/lib/internal/streams/pipeline').pipeline(...streams);
}

function compose(...streams) {
  return require('readable-stream/lib/internal/streams/compose')(...streams);
}

function addAbortSignal(signal, stream) {
  return require('readable-stream/lib/internal/streams/add-abort-signal').addAbortSignal(signal, stream);
}

/** Defines an operator of readable streams; `length` is the number of its required arguments. */
function operator(name, length, kind, wrap) {
  const method = {
    [name]: function (...args) {
      if (new.target) throw new (require('../errors/errors.js').codes.ERR_ILLEGAL_CONSTRUCTOR)();
      return wrap(Reflect.apply(require('readable-stream/lib/internal/streams/operators')[kind][name], this, args));
    },
  }[name];
  Object.defineProperty(method, 'length', { value: length, configurable: true });
  Object.defineProperty(Readable.prototype, name, {
    value: method, enumerable: false, configurable: true, writable: true,
  });
}

const STREAMS = { asIndexedPairs: 0, drop: 1, filter: 2, flatMap: 2, map: 2, take: 1, compose: 2 };
const PROMISES = { every: 1, forEach: 2, reduce: 3, toArray: 1, some: 1, find: 2 };
for (const name of Object.keys(STREAMS)) {
  operator(name, STREAMS[name], 'streamReturningOperators', (stream) => Readable.from(stream));
}
for (const name of Object.keys(PROMISES)) {
  operator(name, PROMISES[name], 'promiseReturningOperators', (promise) => promise);
}

Object.assign(Stream, {
  isDestroyed: utils.isDestroyed,
  isDisturbed: utils.isDisturbed,
  isErrored: utils.isErrored,
  isReadable: utils.isReadable,
  isWritable: utils.isWritable,
  Readable,
  Writable: require('readable-stream/lib/internal/streams/writable'),
  Duplex: require('readable-stream/lib/internal/streams/duplex'),
});
for (const [name, file] of [['Transform', 'transform'], ['PassThrough', 'passthrough']]) {
  const become = (value) => Object.defineProperty(Stream, name, { configurable: true, enumerable: true, writable: true, value });
  Object.defineProperty(Stream, name, {
    configurable: true,
    enumerable: true,
    get: () => become(require(`readable-stream/lib/internal/streams/${file}`))[name],
    set: become,
  });
}
Object.assign(Stream, {
  duplexPair: (options) => require('./duplex-pair.js').duplexPair(options),
  pipeline,
  addAbortSignal,
  finished,
  destroy: destroyer,
  compose,
  setDefaultHighWaterMark: state.setDefaultHighWaterMark,
  getDefaultHighWaterMark: state.getDefaultHighWaterMark,
});
Object.defineProperty(Stream, 'promises', { configurable: true, enumerable: true, get: promises });
Object.defineProperty(pipeline, promisifyCustom, { enumerable: true, get: () => promises().pipeline });
Object.defineProperty(finished, promisifyCustom, { enumerable: true, get: () => promises().finished });

// Node's streams have one of their own, which shows in a `for`-`in` over them.
Stream.prototype.eventNames = require('events').prototype.eventNames;

Stream.Stream = Stream;
Stream._isArrayBufferView = ArrayBuffer.isView;
// Any view of memory is a chunk, as in Node since 20.
Stream._isUint8Array = ArrayBuffer.isView;
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
};

// Node 22 reads and writes 64 KiB at a time.
Stream.setDefaultHighWaterMark(false, 64 * 1024);

const web = (name) => (...args) => require('../web/stream-adapters.js')[name](...args);

Stream.Readable.fromWeb = web('readableFromWeb');
Stream.Readable.toWeb = web('readableToWeb');
Stream.Writable.fromWeb = web('writableFromWeb');
Stream.Writable.toWeb = web('writableToWeb');
Stream.Duplex.fromWeb = web('duplexFromWeb');
Stream.Duplex.toWeb = web('duplexToWeb');

/** Destroys a stream, and waits until it is closed. */
Stream.Writable.prototype[Symbol.asyncDispose] = async function dispose() {
  let error = null;
  if (!this.destroyed) {
    if (!this.writableFinished) error = new (require('../errors/errors.js').AbortError)();
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    Stream.finished(this, (failure) => (failure && failure !== error ? reject(failure) : resolve()));
  });
};

const late = require('./late.js');
late.define('Stream', Stream);
late.define('Readable', Readable);

module.exports = Stream;
