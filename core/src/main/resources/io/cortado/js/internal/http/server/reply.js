'use strict';

// A response that nobody has looked into is sent in one call: Java makes its head, with length and tag, and writes it.

const { ONE, state } = require('../../task/tick.js');
const { STATUS_CODES, hide } = require('../common.js');
const { SENT } = require('../headers.js');
const { ended, finishNow } = require('./finishing.js');
const { ServerResponse } = require('./response.js');

const HAS_LENGTH = 1;
const WEAK_TAG = 2;
const STRONG_TAG = 4;
const EXPRESS = 8;
/** The client's copy is to be compared with the body. */
const COMPARE = 16;
const NOT_SENT = -1;
const FLUSHED = 1;
const LAST = 2;
const FRESH = 4;

/** Fields that concern how a response is sent; all but the length make it go the long way. */
const SPECIAL = {
  __proto__: null, 'content-length': false, connection: true, 'transfer-encoding': true, date: true, expect: true,
  trailer: true, 'keep-alive': true, cookie: true, 'content-disposition': true,
};

/** What a response must have from us to be sent like this. */
const { end, emit, getHeader, setHeader, writeHead, _implicitHeader: implicitHeader, _storeHeader: storeHeader } = ServerResponse.prototype;

/** What an outcome says that most do not. */
function settle(response, outcome) {
  if (outcome & LAST) {
    response.shouldKeepAlive = false;
    response._last = true;
  }
  if (outcome & FRESH) {
    response.statusCode = 304;
    response.statusMessage = STATUS_CODES[304];
    response._hasBody = false;
  }
}

/**
 * Sends a response whole, where nothing stands against it; answers whether it did.
 * @param {string|Uint8Array} body text is sent in UTF-8
 * @param {number} mode of WEAK_TAG, STRONG_TAG and EXPRESS
 * @param {string|null} type a Content-Type to send, where none is set
 * @param {object} types for EXPRESS: the Content-Types that may be set already
 */
ServerResponse.prototype[Symbol.for('cortado.http.reply')] = function reply(body, mode, type, types) {
  const exchange = this._exchange;
  const status = this.statusCode;
  const reason = STATUS_CODES[status];
  if (exchange === null || this._head !== null || this._queue !== null || this.finished || this.destroyed
    || this._special || !this.shouldKeepAlive || !this.sendDate || (this.statusMessage !== undefined && this.statusMessage !== reason)
    || this.strictContentLength || this._corked > 0 || this.writeHead !== writeHead
    || this._storeHeader !== storeHeader || this._implicitHeader !== implicitHeader || reason === undefined || status < 200 || status === 204
    || status === 304 || typeof status !== 'number') return false;
  const keys = this._keys;
  const names = this._names;
  const values = this._values;
  let flags = mode;
  let kind = type;
  if (mode & EXPRESS) {
    if (this.end !== end || this.setHeader !== setHeader || this.getHeader !== getHeader) return false;
    // What the app has made of the request counts, not what came.
    const { method, _headers: headers } = this.req;
    if (method === 'GET') {
      if (headers === undefined) flags |= COMPARE;
      else if (headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined) return false;
    } else if (method === 'HEAD' || method === 'QUERY') {
      return false;
    }
  }
  let lines = '';
  for (let i = 0; i < keys.length; i++) {
    const value = values[i];
    const key = keys[i];
    if (SPECIAL[key] !== undefined) {
      if (SPECIAL[key] || mode & EXPRESS) return false;
      flags |= HAS_LENGTH;
    } else if (mode & EXPRESS) {
      if (key === 'content-type') {
        if (names[i] !== 'Content-Type' || typeof value !== 'string' || (types[value] !== true && typeof body === 'string')) return false;
        kind = null;
      } else if (key === 'etag') {
        if (!value) return false;
        flags &= ~(WEAK_TAG | STRONG_TAG);
      }
    }
    if (typeof value === 'object' && Array.isArray(value)) {
      for (let j = 0; j < value.length; j++) lines += `${names[i]}: ${value[j]}\r\n`;
    } else {
      lines += `${names[i]}: ${value}\r\n`;
    }
  }
  const timeout = this._keepAliveTimeout;
  const outcome = typeof body === 'string'
    ? exchange.reply(status, reason, lines, kind, body, flags, timeout)
    : exchange.replyBytes(status, reason, lines, kind, body.buffer, body.byteOffset, body.byteLength, flags, timeout);
  if (outcome === NOT_SENT) return false;
  this._head = SENT;
  this._headerSent = true;
  this.finished = true;
  this.statusMessage = reason;
  if (mode & EXPRESS) this._late = true;
  if (outcome & (LAST | FRESH)) settle(this, outcome);
  if (outcome & FLUSHED && this._events === undefined && this.emit === emit && state.depth > 0 && state.asyncContext === null) {
    // As `later` does it.
    state.queue[state.tail++] = { callback: finishNow, args: ONE, argument: this, snapshot: undefined };
  } else {
    ended(this, (outcome & FLUSHED) !== 0);
  }
  return true;
};
hide(ServerResponse.prototype, Symbol.for('cortado.http.reply'));

// For who has to know whether `end` is ours still, and was loaded after those that replace it.
ServerResponse.prototype[Symbol.for('cortado.http.end')] = end;
hide(ServerResponse.prototype, Symbol.for('cortado.http.end'));

/** Fields that a file brings, or that decide how it is sent. */
const OF_FILES = {
  __proto__: null, ...SPECIAL, 'accept-ranges': true, 'cache-control': true, 'last-modified': true, etag: true, 'content-type': true,
  'content-length': true, 'content-encoding': true, 'content-range': true,
};
const CONDITIONS = ['range', 'if-match', 'if-unmodified-since', 'if-none-match', 'if-modified-since'];

/**
 * Sends a file as the whole response to a GET, where nothing stands against it; answers whether it did.
 * @param {string} path
 * @param {number} size bytes
 * @param {number} modified milliseconds
 * @param {string} lines the file's fields, each with its end, beside its Content-Type `type`
 * @param {string} tag as in `lines`
 * @param {boolean} both whether If-Modified-Since counts beside If-None-Match
 */
ServerResponse.prototype[Symbol.for('cortado.http.file')] = function file(path, size, modified, lines, type, tag, both) {
  const exchange = this._exchange;
  const { req } = this;
  if (exchange === null || this._head !== null || this._queue !== null || this.finished || this.destroyed || this._special
    || !this.shouldKeepAlive || !this.sendDate || this.statusMessage !== undefined || this.statusCode !== 200
    || this.strictContentLength || this._corked > 0 || this.writeHead !== writeHead || this._storeHeader !== storeHeader
    || this._implicitHeader !== implicitHeader || this.end !== end || this.setHeader !== setHeader || this.getHeader !== getHeader) return false;
  const headers = req._headers;
  if (headers !== undefined && CONDITIONS.some((name) => headers[name] !== undefined)) return false;
  let fields = '';
  for (let i = 0; i < this._keys.length; i++) {
    const value = this._values[i];
    if (OF_FILES[this._keys[i]] !== undefined) return false;
    for (const item of Array.isArray(value) ? value : [value]) fields += `${this._names[i]}: ${item}\r\n`;
  }
  const outcome = exchange.sendFile(path, size, modified, fields, lines, type, tag, both, headers === undefined, this._keepAliveTimeout);
  if (outcome === NOT_SENT) return false;
  this._head = SENT;
  this._headerSent = true;
  this.finished = true;
  this.statusMessage = STATUS_CODES[200];
  this._late = true;
  if (outcome & (LAST | FRESH)) settle(this, outcome);
  ended(this, (outcome & FLUSHED) !== 0);
  return true;
};
hide(ServerResponse.prototype, Symbol.for('cortado.http.file'));
