'use strict';

// write() and end() of OutgoingMessage: their checks, and the choice between one whole message and parts.

const utf8Length = require('../buffer/utf8-length.js');
const { codes } = require('./common.js');

const REPLY = Symbol.for('cortado.http.reply');
const noop = () => {};

function isBytes(chunk) {
  return chunk instanceof Uint8Array;
}

function checkChunk(chunk) {
  if (chunk === null) throw new (codes().ERR_STREAM_NULL_VALUES)();
  if (typeof chunk !== 'string' && !isBytes(chunk)) {
    throw new (codes().ERR_INVALID_ARG_TYPE)('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
  }
}

function lengthOf(chunk, encoding) {
  if (typeof chunk !== 'string') return chunk.byteLength;
  if (!encoding || encoding === 'utf8' || encoding === 'utf-8') return utf8Length(chunk);
  return require('buffer').Buffer.byteLength(chunk, encoding);
}

function fail(message, error, callback) {
  process.nextTick(() => {
    callback(error);
    message.emit('error', error);
  });
}

function checkStrictLength(message, extra, ending) {
  if (!message.strictContentLength || message._contentLength === null || !message._hasBody || message.chunkedEncoding) {
    return;
  }
  const written = message._written + extra;
  if (ending ? written !== message._contentLength : written > message._contentLength) {
    throw new (codes().ERR_HTTP_CONTENT_LENGTH_MISMATCH)(written, message._contentLength);
  }
}

function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (typeof callback !== 'function') callback = noop;
  checkChunk(chunk);
  if (this.finished || this.destroyed) {
    const { ERR_STREAM_WRITE_AFTER_END, ERR_STREAM_DESTROYED } = codes();
    if (this.finished) fail(this, new ERR_STREAM_WRITE_AFTER_END(), callback);
    else process.nextTick(callback, new ERR_STREAM_DESTROYED('write'));
    return false;
  }
  const length = lengthOf(chunk, encoding);
  checkStrictLength(this, length, false);
  if (!this._head) this._implicitHeader();
  if (!this._hasBody) {
    if (this._rejectBody) throw new (codes().ERR_HTTP_BODY_NOT_ALLOWED)();
    process.nextTick(callback);
    return true;
  }
  this._written += length;
  // Nothing at all still sends the head.
  if (length === 0 && this._headerSent) {
    process.nextTick(callback);
    return true;
  }
  const more = this._sendPart(chunk, encoding, callback);
  if (!more) this._needDrain = true;
  return more;
}

function end(chunk, encoding, callback) {
  if (this._exchange !== null && callback === undefined && this._head === null
    && ((typeof chunk === 'string' && (encoding === undefined || encoding === 'utf8')) || chunk instanceof Uint8Array)
    && this[REPLY](chunk, 0, null)) return this;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (chunk) checkChunk(chunk);
  else chunk = null;
  if (this.finished) {
    endedAgain(this, chunk, callback);
    return this;
  }
  if (typeof callback === 'function') this.once('finish', callback);
  const length = chunk === null ? 0 : lengthOf(chunk, encoding);
  if (!this._head) {
    this._contentLength = length;
    this._implicitHeader();
  }
  if (this._rejectBody && chunk !== null && !this._hasBody) throw new (codes().ERR_HTTP_BODY_NOT_ALLOWED)();
  if (this.strictContentLength && length > 0 && this._hasBody) {
    // Node writes before it compares.
    this._written += length;
    this._sendPart(chunk, encoding, null);
    checkStrictLength(this, 0, true);
    chunk = null;
  }
  if (this._corked > 0) this._uncorkAll();
  this.finished = true;
  if (chunk !== null) this._written += length;
  this._sendWhole(chunk === null || length === 0 || !this._hasBody ? null : chunk, encoding, this._onSent || (this._onSent = onSent.bind(this)));
  if (this._exchange === null && this.outputData.length === 0 && this._socket?._httpMessage === this) this._finish();
  return this;
}

function endedAgain(message, chunk, callback) {
  const { ERR_STREAM_WRITE_AFTER_END, ERR_STREAM_ALREADY_FINISHED } = codes();
  if (chunk !== null) {
    fail(message, new ERR_STREAM_WRITE_AFTER_END(), typeof callback === 'function' ? callback : noop);
  } else if (typeof callback === 'function') {
    if (message.writableFinished) callback(new ERR_STREAM_ALREADY_FINISHED('end'));
    else message.once('finish', callback);
  }
}

/** A message that was written to a socket whole. */
function onSent(error) {
  if (error) return;
  this._flushed = true;
  if (this.outputSize === 0) {
    this.emit('finish');
  }
}

module.exports = { write, end };
