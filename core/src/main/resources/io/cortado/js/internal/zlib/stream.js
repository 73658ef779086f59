'use strict';

/** The Transform all of `zlib`'s classes share. */

const { Buffer } = require('../buffer/buffer.js');
const { Transform, finished } = require('../stream/stream.js');
const { codes, define } = require('../errors/errors.js');
const { constants, codes: zlibCodes } = require('./constants.js');
const ZlibHandle = require('./handle.js');

const kFlush = Symbol('kFlushFlag');
const kFailed = Symbol('kError');
const kLimits = Symbol('kLimits');
const DEFAULT_CHUNK = 16384;

define('ERR_INTERNAL_ASSERTION', (message) => `${message}\nThis is caused by either a bug in Node.js or incorrect usage of `
  + 'Node.js internals.\nPlease open an issue with this stack trace at https://github.com/nodejs/node/issues\n', Error);

/** The error for a failure of the binding, `"number message"`. */
function toError(failure, brotli) {
  if (typeof failure !== 'string') return failure;
  const space = failure.indexOf(' ');
  const number = +failure.slice(0, space);
  const error = new Error(failure.slice(space + 1));
  error.errno = number;
  error.code = brotli && number === -2 ? 'ERR__ERROR_FORMAT' : zlibCodes[number];
  return error;
}

/** A number within limits, or the default. NaN passes for undefined, as in Node. */
function checkRange(value, name, low, high, otherwise) {
  if (value === undefined || Number.isNaN(value)) return otherwise;
  if (typeof value !== 'number') throw new codes.ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (value < low || value > high || !Number.isFinite(value)) {
    const range = high === Infinity ? `>= ${low}` : `>= ${low} and <= ${high}`;
    throw new codes.ERR_OUT_OF_RANGE(name, Number.isFinite(value) ? range : 'a finite number', value);
  }
  return value;
}

function ZlibBase(options, native, limits) {
  const given = options ?? {};
  const chunkSize = checkRange(given.chunkSize, 'options.chunkSize', 64, Infinity, DEFAULT_CHUNK);
  const flush = checkRange(given.flush, 'options.flush', 0, limits.highest, 0);
  const finishFlush = checkRange(given.finishFlush, 'options.finishFlush', 0, limits.highest, limits.finish);
  const most = Math.max(1, Math.min(require('../buffer/buffer.js').kMaxLength, 2147483647));
  const maxOutputLength = checkRange(given.maxOutputLength, 'options.maxOutputLength', 1, Infinity, most);
  if (given.encoding || given.objectMode || given.writableObjectMode) {
    Transform.call(this,
      { ...given, encoding: null, objectMode: false, writableObjectMode: false, autoDestroy: true });
  } else {
    Transform.call(this, { ...given, autoDestroy: true });
  }
  this[kFailed] = null;
  this.bytesWritten = 0;
  this._handle = new ZlibHandle(native, (failure) => toError(failure, limits.brotli));
  this._handle.onerror = (message, errno, code, error) => {
    this.destroy(error);
    this[kFailed] = error;
  };
  this._writeState = new Uint32Array(2);
  this._handle.init(this._writeState, () => {});
  this._outOffset = 0;
  this._chunkSize = chunkSize;
  this._defaultFlushFlag = flush;
  this._finishFlushFlag = finishFlush;
  this._defaultFullFlushFlag = limits.full;
  this._info = given.info;
  this._maxOutputLength = maxOutputLength;
  this[kLimits] = limits;
}
Object.setPrototypeOf(ZlibBase, Transform);

ZlibBase.prototype = {
  __proto__: Transform.prototype,

  get _closed() {
    return this._handle === null;
  },

  /** @deprecated the name `bytesWritten` had before */
  get bytesRead() {
    return this.bytesWritten;
  },

  set bytesRead(value) {
    this.bytesWritten = value;
  },

  /** Where packages that drive the handle themselves put its output. */
  get _outBuffer() {
    const value = Buffer.allocUnsafe(this._chunkSize);
    Object.defineProperty(this, '_outBuffer', { value, writable: true, configurable: true, enumerable: true });
    return value;
  },

  reset() {
    requireOpen(this);
    this._handle.reset();
  },

  /** Hands out what is pending without ending the stream; both arguments may be left out. */
  flush(...given) {
    const done = given.find((each) => typeof each === 'function');
    if (this.writableFinished) {
      if (done) process.nextTick(done);
      return;
    }
    if (this.writableEnded) {
      if (done) this.once('end', done);
      return;
    }
    const [kind] = given;
    const whole = typeof kind === 'function' || (kind === undefined && !done);
    const marker = Buffer.alloc(0);
    marker[kFlush] = whole ? this._defaultFullFlushFlag : kind;
    this.write(marker, '', done);
  },

  close(callback) {
    if (callback) finished(this, callback);
    this.destroy();
  },

  _destroy(error, callback) {
    this._release();
    callback(error);
  },

  _release() {
    this._handle?.close();
    this._handle = null;
  },

  _final(callback) {
    callback();
  },

  _flush(callback) {
    this._transform(Buffer.alloc(0), '', callback);
  },

  _transform(chunk, encoding, callback) {
    let flag = this._defaultFlushFlag;
    if (typeof chunk[kFlush] === 'number') flag = chunk[kFlush];
    else if (this.writableEnded && this.writableLength === chunk.byteLength) {
      flag = strongest(flag, this._finishFlushFlag, this[kLimits]);
    }
    this._processChunk(chunk, flag, callback);
  },

  /** With a callback it goes on beside the loop; without one it answers all the output and closes the stream. */
  _processChunk(chunk, flag, callback) {
    if (typeof callback !== 'function') return allAtOnce(this, chunk, flag);
    if (this._handle === null) {
      process.nextTick(callback);
      return undefined;
    }
    this._handle.feed(chunk, 0, chunk.byteLength);
    work(this, this._handle, flag, chunk.byteLength, callback);
    return undefined;
  },

  /** What `all` answered, as a Buffer or thrown. */
  _outcome(result) {
    if (typeof result !== 'string') return Buffer.from(new ArrayBuffer(result));
    if (result === 'limit') throw new codes.ERR_BUFFER_TOO_LARGE(this._maxOutputLength);
    throw toError(result, this[kLimits].brotli);
  },
};
Object.defineProperty(ZlibBase.prototype, 'constructor', { value: ZlibBase, writable: true, configurable: true });

function requireOpen(stream) {
  if (stream._handle === null) {
    throw new codes.ERR_INTERNAL_ASSERTION('zlib binding closed');
  }
}

/**
 * Asks for output until there is no more; waits when the reader does not keep up. Whoever reads may destroy the stream:
 * its handle is closed then, and only the callback is left to be called.
 */
function work(stream, handle, flag, before, callback) {
  const capacity = stream._chunkSize - stream._outOffset;
  handle.step(flag, capacity, (out, left) => {
    if (stream.destroyed) {
      callback();
      return;
    }
    stream.bytesWritten += before - left;
    const full = out.length === capacity;
    stream._outOffset = full ? 0 : stream._outOffset + out.length;
    const wanted = out.length === 0 || stream.push(out);
    if (stream.destroyed) callback();
    else if (full && wanted) work(stream, handle, flag, left, callback);
    else if (full) workOnRead(stream, handle, flag, left, callback);
    else {
      // The data has ended before the input did: what follows it is nobody's.
      if (left > 0) stream.push(null);
      callback();
    }
  });
}

function workOnRead(stream, handle, flag, left, callback) {
  const read = stream._read;
  stream._read = function (size) {
    stream._read = read;
    if (stream.destroyed) callback();
    else work(stream, handle, flag, left, callback);
    stream._read(size);
  };
}

function allAtOnce(stream, chunk, flag) {
  requireOpen(stream);
  try {
    stream._handle.feed(chunk, 0, chunk.byteLength);
    const result = stream._handle.all(flag, stream._chunkSize, stream._maxOutputLength, null);
    stream.bytesWritten = chunk.byteLength;
    return stream._outcome(result);
  } finally {
    stream._release();
  }
}

const STRENGTH = [constants.Z_NO_FLUSH, constants.Z_BLOCK, constants.Z_PARTIAL_FLUSH, constants.Z_SYNC_FLUSH,
  constants.Z_FULL_FLUSH, constants.Z_FINISH];

function strongest(a, b, limits) {
  if (limits.brotli) return Math.max(a, b);
  return STRENGTH.indexOf(a) > STRENGTH.indexOf(b) ? a : b;
}

const kDefault = { highest: constants.Z_BLOCK, finish: constants.Z_FINISH, full: constants.Z_FULL_FLUSH, brotli: false };
const kBrotli = { highest: constants.BROTLI_OPERATION_EMIT_METADATA, finish: constants.BROTLI_OPERATION_FINISH,
  full: constants.BROTLI_OPERATION_FLUSH, brotli: true };

module.exports = { ZlibBase, checkRange, requireOpen, kDefault, kBrotli };
