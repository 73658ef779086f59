'use strict';

/** The Transform all of `zlib`'s classes share. */

const { Buffer } = require('../node/buffer');
const { Transform, finished } = require('../node/stream');
const { codes } = require('./errors');
const { constants, codes: zlibCodes } = require('./zlib-constants');
const bound = require('./bound');

const kFlush = Symbol('kFlushFlag');
const kFailed = Symbol('kError');
const DEFAULT_CHUNK = 16384;

/** The error for a failure of the binding, `"number message"`. */
function toError(failure, brotli) {
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

class ZlibBase extends Transform {
  constructor(options, handle, limits) {
    const given = options ?? {};
    const chunkSize = checkRange(given.chunkSize, 'options.chunkSize', 64, Infinity, DEFAULT_CHUNK);
    const flush = checkRange(given.flush, 'options.flush', 0, limits.highest, 0);
    const finishFlush = checkRange(given.finishFlush, 'options.finishFlush', 0, limits.highest, limits.finish);
    const most = Math.max(1, Math.min(require('../node/buffer').kMaxLength, 2147483647));
    const maxOutputLength = checkRange(given.maxOutputLength, 'options.maxOutputLength', 1, Infinity, most);
    if (given.encoding || given.objectMode || given.writableObjectMode) {
      super({ ...given, encoding: null, objectMode: false, writableObjectMode: false, autoDestroy: true });
    } else {
      super({ ...given, autoDestroy: true });
    }
    this.bytesWritten = 0;
    this._handle = handle;
    this._limits = limits;
    this._chunkSize = chunkSize;
    this._defaultFlushFlag = flush;
    this._finishFlushFlag = finishFlush;
    this._defaultFullFlushFlag = limits.full;
    this._info = given.info;
    this._maxOutputLength = maxOutputLength;
    this[kFailed] = null;
  }

  get _closed() {
    return this._handle === null;
  }

  /** @deprecated the name `bytesWritten` had before */
  get bytesRead() {
    return this.bytesWritten;
  }

  reset() {
    if (this._handle === null) throw new Error('zlib binding closed');
    this._handle.reset();
  }

  /** Hands out what is pending without ending the stream. */
  flush(kind, callback) {
    let flag = kind;
    let done = callback;
    if (typeof kind === 'function' || (kind === undefined && !callback)) {
      done = kind;
      flag = this._defaultFullFlushFlag;
    }
    if (this.writableFinished) {
      if (done) process.nextTick(done);
    } else if (this.writableEnded) {
      if (done) this.once('end', done);
    } else {
      const marker = Buffer.alloc(0);
      marker[kFlush] = flag;
      this.write(marker, '', done);
    }
  }

  close(callback) {
    if (callback) finished(this, callback);
    this.destroy();
  }

  _destroy(error, callback) {
    this._release();
    callback(error);
  }

  _release() {
    this._handle?.close();
    this._handle = null;
  }

  _final(callback) {
    callback();
  }

  _flush(callback) {
    this._transform(Buffer.alloc(0), '', callback);
  }

  _transform(chunk, encoding, callback) {
    let flag = this._defaultFlushFlag;
    if (typeof chunk[kFlush] === 'number') flag = chunk[kFlush];
    else if (this.writableEnded && this.writableLength === chunk.byteLength) {
      flag = strongest(flag, this._finishFlushFlag, this._limits);
    }
    if (this._handle === null) {
      process.nextTick(callback);
      return;
    }
    this._handle.input(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.bytesWritten += chunk.byteLength;
    this._work(flag, callback);
  }

  /** Asks for output until there is no more; waits when the reader does not keep up. */
  _work(flag, callback) {
    const handle = this._handle;
    handle.step(flag, this._chunkSize, bound((error, bytes) => {
      if (this._handle === null) {
        callback();
        return;
      }
      if (error || typeof bytes === 'string') {
        this[kFailed] = error ?? toError(bytes, this._limits.brotli);
        this.destroy(this[kFailed]);
        return;
      }
      const out = Buffer.from(new ArrayBuffer(bytes));
      const more = out.length === this._chunkSize;
      const wanted = out.length === 0 || this.push(out);
      if (!more) callback();
      else if (wanted) this._work(flag, callback);
      else this._resume(flag, callback);
    }));
  }

  _resume(flag, callback) {
    const read = this._read;
    this._read = (size) => {
      this._read = read;
      if (this._handle === null) callback();
      else this._work(flag, callback);
      this._read(size);
    };
  }

  /** The synchronous way, which packages such as pngjs use directly. */
  _processChunk(chunk, flag, callback) {
    if (typeof callback === 'function') {
      this._handle.input(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this._work(flag, callback);
      return undefined;
    }
    this._handle.input(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.bytesWritten += chunk.byteLength;
    const result = this._handle.all(flag, this._chunkSize, this._maxOutputLength, null);
    return this._outcome(result);
  }

  /** What `all` answered, as a Buffer or thrown. */
  _outcome(result) {
    if (typeof result !== 'string') return Buffer.from(new ArrayBuffer(result));
    if (result === 'limit') throw new codes.ERR_BUFFER_TOO_LARGE(this._maxOutputLength);
    throw toError(result, this._limits.brotli);
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

module.exports = { ZlibBase, checkRange, kDefault, kBrotli };
