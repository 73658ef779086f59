'use strict';

// http.ServerResponse. Given an exchange, what it writes crosses the border in one call where it can; without one (as
// test doubles make them) it writes to an assigned socket like any OutgoingMessage.

const { later } = require('../../task/tick.js');
const { codes, STATUS_CODES, headerKey, hide, validateHeaderValue, isInvalidValue } = require('../common.js');
const { OutgoingMessage, init: initOutgoing } = require('../outgoing.js');
const { alreadySent, SENT } = require('../headers.js');
const { ended, remember, drained } = require('./finishing.js');

const statusLines = new Map();

function statusLine(code, message) {
  if (message !== STATUS_CODES[code]) return `HTTP/1.1 ${code} ${message}\r\n`;
  let line = statusLines.get(code);
  if (line === undefined) {
    line = `HTTP/1.1 ${code} ${message}\r\n`;
    statusLines.set(code, line);
  }
  return line;
}

/** The original is http.ServerResponse(request[, options]). */
function ServerResponse(request, options) {
  if (!(this instanceof ServerResponse)) return new ServerResponse(request, options);
  initOutgoing(this);
  this.req = request;
  suitRequest(this, request);
  if (options && options.rejectNonStandardBodyWrites) this._rejectBody = true;
}

/** What a request makes different from the answer to most requests. */
function suitRequest(response, request) {
  response._special = true;
  if (request.method === 'HEAD') response._hasBody = false;
  if (request.httpVersionMajor < 1 || (request.httpVersionMajor === 1 && request.httpVersionMinor < 1)) {
    response.useChunkedEncodingByDefault = CHUNKED_TE().test(request.headers.te);
    response.shouldKeepAlive = false;
  }
}

const CHUNKED_TE = () => /(?:^|\W)chunked(?:$|\W)/i;

Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

ServerResponse.prototype.statusCode = 200;
ServerResponse.prototype.statusMessage = undefined;

// As the fields of every message: these are what a response begins with.
const FIRST = {
  _snapshot: undefined, sendDate: true, _waiting: null, _next: null, _detached: false, _corkedForTick: false, _special: false,
  _late: false,
};
for (const name of Object.keys(FIRST)) {
  Object.defineProperty(ServerResponse.prototype, name, { value: FIRST[name], writable: true, configurable: true, enumerable: false });
}

Object.defineProperty(ServerResponse.prototype, '_header', {
  configurable: true,
  get() {
    if (this._head === SENT) this._head = this._exchange.sentHead();
    return this._head;
  },
  set(value) {
    this._head = value;
  },
});

for (const name of ['socket', 'connection']) {
  Object.defineProperty(ServerResponse.prototype, name, {
    configurable: true,
    get() {
      // A finished response has let go of its socket, one that was cut off has not.
      if (this._socket === null && this._exchange !== null && !this._flushed && this._queue === null) {
        this._socket = this.req.socket;
      }
      return this._socket;
    },
    set(value) {
      this._socket = value;
    },
  });
}

ServerResponse.prototype._sinkLength = function _sinkLength() {
  if (this._exchange !== null) return this._detached || this._queue !== null ? 0 : this._exchange.pendingBytes();
  return this._socket ? this._socket.writableLength : 0;
};

ServerResponse.prototype._implicitHeader = function _implicitHeader() {
  this.writeHead(this.statusCode);
};

ServerResponse.prototype.writeHead = function writeHead(statusCode, reason, given) {
  if (this._head) throw alreadySent('write');
  const original = statusCode;
  statusCode |= 0;
  if (statusCode < 100 || statusCode > 999) throw new (codes().ERR_HTTP_INVALID_STATUS_CODE)(original);
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    this.statusMessage ||= STATUS_CODES[statusCode] || 'unknown';
    given ??= reason;
  }
  this.statusCode = statusCode;
  let headers;
  if (this._keys.length > 0 || this._hadHeaders) {
    if (given) mergeHeaders(this, given);
  } else {
    headers = given;
  }
  if (isInvalidValue(this.statusMessage)) throw new (codes().ERR_INVALID_CHAR)('statusMessage');
  if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode <= 199)) this._hasBody = false;
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  if (this._exchange !== null && this.shouldKeepAlive && !this._exchange.keepAlive()) this.shouldKeepAlive = false;
  this._storeHeader(statusLine(statusCode, this.statusMessage), headers);
  return this;
};

ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;

function mergeHeaders(response, given) {
  if (Array.isArray(given)) {
    const flat = given.length > 0 && Array.isArray(given[0]) ? given.flat() : given;
    if (flat.length % 2 !== 0) throw new (codes().ERR_INVALID_ARG_VALUE)('headers', given);
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i]) response.setHeader(flat[i], flat[i + 1]);
    }
    return;
  }
  for (const name of Object.keys(given)) {
    if (name) response.setHeader(name, given[name]);
  }
}

// The sink: an exchange takes whole responses in one call.
ServerResponse.prototype._sendWhole = function _sendWhole(chunk, encoding, callback) {
  const exchange = this._exchange;
  if (exchange === null) {
    OutgoingMessage.prototype._sendWhole.call(this, chunk, encoding, callback);
    return;
  }
  if (this._queue !== null) {
    hold(this, this._sendWhole, chunk, encoding, callback);
    return;
  }
  if (this.destroyed) {
    endedInVain(this);
    return;
  }
  if (this._headerSent || this.chunkedEncoding) {
    if (chunk !== null) this._sendPart(chunk, encoding, null);
    this._sendEnd(callback);
    return;
  }
  this._headerSent = true;
  let flushed;
  if (chunk === null) {
    flushed = exchange.end(this._head, null, false, this._last);
  } else if (typeof chunk !== 'string') {
    flushed = exchange.endBytes(this._head, chunk.buffer, chunk.byteOffset, chunk.byteLength, this._last);
  } else if (encoding === 'utf-8') {
    flushed = exchange.endText(this._head, chunk, this._last);
  } else if (isUtf8(encoding)) {
    flushed = exchange.end(this._head, chunk, true, this._last);
  } else {
    const bytes = require('buffer').Buffer.from(chunk, encoding);
    flushed = exchange.endBytes(this._head, bytes.buffer, bytes.byteOffset, bytes.byteLength, this._last);
  }
  ended(this, flushed);
};

function isUtf8(encoding) {
  return encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8' || encoding === '';
}

function takeHead(response) {
  if (response._headerSent) return null;
  response._headerSent = true;
  return response._head;
}

ServerResponse.prototype._sendPart = function _sendPart(chunk, encoding, callback) {
  const exchange = this._exchange;
  if (exchange === null) return OutgoingMessage.prototype._sendPart.call(this, chunk, encoding, callback);
  if (this._queue !== null) return hold(this, this._sendPart, chunk, encoding, callback);
  if (this.destroyed) return false;
  if (this._detached) {
    if (callback) process.nextTick(callback, new (codes().ERR_STREAM_DESTROYED)('write'));
    return false;
  }
  let pending;
  // A head that was flushed by itself leaves at once, as in Node, unless the app holds it back; only write() has a callback.
  if (callback !== null || chunk.length > 0 || this._corked > 0) corkForTick(this);
  if (this._socket !== null) this._socket._unrefTimer?.();
  if (chunk.length === 0) {
    const head = takeHead(this);
    if (head !== null) exchange.writeHead(head, true);
    pending = exchange.pendingBytes();
  } else if (typeof chunk === 'string' && isUtf8(encoding)) {
    pending = exchange.writeText(takeHead(this), chunk, true, this.chunkedEncoding);
  } else {
    const bytes = typeof chunk === 'string' ? require('buffer').Buffer.from(chunk, encoding) : chunk;
    pending = exchange.writeBytes(
      takeHead(this), bytes.buffer, bytes.byteOffset, bytes.byteLength, this.chunkedEncoding);
  }
  if (callback) {
    if (pending === 0) process.nextTick(callback);
    else (this._waiting ??= []).push(callback);
  }
  if (pending !== 0) remember(this);
  return pending < this._highWaterMark;
};

ServerResponse.prototype._sendEnd = function _sendEnd(callback) {
  if (this._exchange === null) {
    OutgoingMessage.prototype._sendEnd.call(this, callback);
    return;
  }
  if (this.destroyed) {
    endedInVain(this);
    return;
  }
  const chunked = this._hasBody && this.chunkedEncoding;
  ended(this, this._exchange.finish(takeHead(this), chunked, chunked ? this._trailer : '', this._last));
};

/** Nobody takes what is said any more; that all of it is said is told all the same. */
function endedInVain(response) {
  if (response._events !== undefined) response.emit('prefinish');
}

/** Keeps what a response says until the ones before it are over, as Node keeps it in outputData. */
function hold(response, send, chunk, encoding, callback) {
  const data = chunk === null ? response._head : chunk;
  response._queue.push([send, chunk, encoding, callback]);
  response.outputData.push({ data, encoding, callback });
  response.outputSize += data.length;
  return response.outputSize < response._highWaterMark;
}

/** As in Node, the parts written in one tick leave together, at its end. */
function corkForTick(response) {
  if (!response._corkedForTick) {
    response._corkedForTick = true;
    response._exchange.cork();
    later(uncorkNow, response);
  }
}

function uncorkNow(response) {
  response._corkedForTick = false;
  if (response._corked > 0 || response._closed || response.finished || response._detached) return;
  if (response._exchange.uncork() === 0) drained(response);
}

ServerResponse.prototype.uncork = function uncork() {
  if (this._exchange === null) OutgoingMessage.prototype.uncork.call(this);
  else if (this._corked > 0 && --this._corked === 0 && this._queue === null && !this._corkedForTick) uncorkNow(this);
};

ServerResponse.prototype.cork = function cork() {
  if (this._exchange === null) OutgoingMessage.prototype.cork.call(this);
  else this._corked++;
};

ServerResponse.prototype._uncorkAll = function _uncorkAll() {
  // What is held back leaves with the end.
  if (this._exchange === null) OutgoingMessage.prototype._uncorkAll.call(this);
  else this._corked = 0;
};

ServerResponse.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this._errored = error;
  const socket = this.socket;
  if (socket) socket.destroy(error);
  else this.once('socket', (later) => later.destroy(error));
  return this;
};

ServerResponse.prototype.assignSocket = function assignSocket(socket) {
  if (socket._httpMessage) throw new (codes().ERR_HTTP_SOCKET_ASSIGNED)();
  socket._httpMessage = this;
  socket.on('close', onSocketClose);
  this._socket = socket;
  this.emit('socket', socket);
  this._flush();
};

ServerResponse.prototype.detachSocket = function detachSocket(socket) {
  socket.removeListener('close', onSocketClose);
  socket._httpMessage = null;
  this._socket = null;
};

function onSocketClose() {
  const message = this._httpMessage;
  if (message) {
    message.destroyed = true;
    message._closed = true;
    message.emit('close');
  }
}

function interim(response, text, callback) {
  if (response._queue !== null) {
    hold(response, () => interim(response, text, callback), text, 'latin1', callback);
  } else if (response._exchange !== null) {
    response._exchange.writeHead(text, false);
    if (typeof callback === 'function') process.nextTick(callback);
  } else {
    response._writeRaw(text, 'latin1', callback);
  }
}

ServerResponse.prototype.writeContinue = function writeContinue(callback) {
  interim(this, 'HTTP/1.1 100 Continue\r\n\r\n', callback);
  this._sent100 = true;
};

ServerResponse.prototype.writeProcessing = function writeProcessing(callback) {
  interim(this, 'HTTP/1.1 102 Processing\r\n\r\n', callback);
};

ServerResponse.prototype.writeEarlyHints = function writeEarlyHints(hints, callback) {
  if (hints === null || typeof hints !== 'object') {
    throw new (codes().ERR_INVALID_ARG_TYPE)('hints', 'object', hints);
  }
  if (hints.link === null || hints.link === undefined) return;
  const links = Array.isArray(hints.link) ? hints.link : [hints.link];
  if (links.length === 0) return;
  for (const link of links) {
    if (!/^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/.test(link)) {
      throw new (codes().ERR_INVALID_ARG_VALUE)('hints', link,
        'must be an array or string of format "</styles.css>; rel=preload; as=style"');
    }
  }
  let text = `HTTP/1.1 103 Early Hints\r\nLink: ${links.join(', ')}\r\n`;
  for (const name of Object.keys(hints)) {
    if (name !== 'link') {
      headerKey(name);
      validateHeaderValue(name, hints[name]);
      text += `${name}: ${hints[name]}\r\n`;
    }
  }
  interim(this, `${text}\r\n`, callback);
};

hide(ServerResponse.prototype, '_sinkLength', '_sendPart', '_sendEnd', '_sendWhole', '_uncorkAll');

module.exports = { ServerResponse, suitRequest };
