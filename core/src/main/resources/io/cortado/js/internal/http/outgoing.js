'use strict';

// http.OutgoingMessage: what a response and a client's request have in common. Where the bytes go is the concern of
// three methods (_sendWhole, _sendPart, _sendEnd), which a server's response replaces by calls to its exchange.

const { codes, hide, utcDate, validateHeaderName, validateHeaderValue } = require('./common.js');
const headers = require('./headers.js');
const body = require('./outgoing-body.js');
const { inheritStream } = require('./late-streams.js');

const HIGH_WATER_MARK = 64 * 1024;
const CONNECTION_CLOSE = () => /(?:^|\W)close(?:$|\W)/i;
const CHUNKED = () => /(?:^|\W)chunked(?:$|\W)/i;

/** The original is http.OutgoingMessage(options). */
function OutgoingMessage(options) {
  if (!(this instanceof OutgoingMessage)) return new OutgoingMessage(options);
  init(this);
  if (options && options.highWaterMark) this._highWaterMark = options.highWaterMark;
}

function init(message) {
  message._head = null;
  message.outputData = [];
  message.finished = false;
  message.destroyed = false;
}

// Messages begin with these; most of them are never changed.
const FIRST = {
  _exchange: null, _queue: null, _events: undefined, _keys: headers.NONE, _names: headers.NONE, _values: headers.NONE,
  _hadHeaders: false, _head: null, _headerSent: false,
  _socket: null, outputData: headers.NONE, outputSize: 0, destroyed: false, finished: false, chunkedEncoding: false,
  shouldKeepAlive: true, useChunkedEncodingByDefault: true, sendDate: false, _last: false, _removedConnection: false,
  _removedContLen: false, _removedTE: false, _contentLength: null, _hasBody: true, _trailer: '', _written: 0, _flushed: false,
  _closed: false, _errored: null, _corked: 0, _needDrain: false, strictContentLength: false, _defaultKeepAlive: true,
  _keepAliveTimeout: 0, _maxRequestsPerSocket: null, maxRequestsOnConnectionReached: false, _unique: null,
  _highWaterMark: HIGH_WATER_MARK, _rejectBody: false, _expect_continue: false, _sent100: false,
};
for (const name of Object.keys(FIRST)) {
  Object.defineProperty(OutgoingMessage.prototype, name, { value: FIRST[name], writable: true, configurable: true, enumerable: false });
}

headers.install(OutgoingMessage.prototype);

function getter(name, get) {
  Object.defineProperty(OutgoingMessage.prototype, name, {
    configurable: true, enumerable: name === 'headersSent', get, set: undefined,
  });
}

/** The head's text once it is made. A response that was sent in one call has its own from Java when it is asked for. */
Object.defineProperty(OutgoingMessage.prototype, '_header', {
  configurable: true,
  get() {
    return this._head;
  },
  set(value) {
    this._head = value;
  },
});

getter('headersSent', function headersSent() {
  return !!this._head;
});
getter('writableFinished', function writableFinished() {
  return this.finished && this.outputSize === 0 && this._sinkLength() === 0;
});
getter('writableEnded', function writableEnded() {
  return this.finished;
});
getter('writableObjectMode', () => false);
getter('writableLength', function writableLength() {
  return this.outputSize + this._sinkLength();
});
getter('writableHighWaterMark', function writableHighWaterMark() {
  return this._highWaterMark;
});
getter('writableCorked', function writableCorked() {
  return this._corked;
});
getter('writableNeedDrain', function writableNeedDrain() {
  return !this.destroyed && !this.finished && this._needDrain;
});
getter('errored', function errored() {
  return this._errored;
});
getter('closed', function closed() {
  return this._closed;
});

OutgoingMessage.prototype.writable = true;

for (const name of ['socket', 'connection']) {
  Object.defineProperty(OutgoingMessage.prototype, name, {
    configurable: true,
    get() {
      return this._socket;
    },
    set(value) {
      this._socket = value;
    },
  });
}

OutgoingMessage.prototype._sinkLength = function _sinkLength() {
  return this._socket ? this._socket.writableLength : 0;
};

OutgoingMessage.prototype._implicitHeader = function _implicitHeader() {
  throw new (codes().ERR_METHOD_NOT_IMPLEMENTED)('_implicitHeader()');
};

OutgoingMessage.prototype._renderHeaders = function _renderHeaders() {
  if (this._head) throw headers.alreadySent('render');
  const rendered = {};
  for (let i = 0; i < this._names.length; i++) rendered[this._names[i]] = this._values[i];
  return rendered;
};

class Framing {
  constructor() {
    this.connection = false;
    this.length = false;
    this.encoding = false;
    this.date = false;
    this.expect = false;
    this.trailer = false;
    this.lines = '';
  }
}

function note(message, framing, key, value) {
  switch (key) {
    case 'connection':
      framing.connection = true;
      message._removedConnection = false;
      if (CONNECTION_CLOSE().test(value)) message._last = true;
      else message.shouldKeepAlive = true;
      break;
    case 'transfer-encoding':
      framing.encoding = true;
      message._removedTE = false;
      if (CHUNKED().test(value)) message.chunkedEncoding = true;
      break;
    case 'content-length':
      framing.length = true;
      message._contentLength = +value;
      message._removedContLen = false;
      break;
    case 'date':
      framing.date = true;
      break;
    case 'expect':
      framing.expect = true;
      break;
    case 'trailer':
      framing.trailer = true;
      break;
    case 'keep-alive':
      message._defaultKeepAlive = false;
      break;
    default:
  }
}

function addLine(message, framing, name, key, value, validate) {
  if (!Array.isArray(value)) {
    putLine(message, framing, name, key, value, validate);
  } else if ((key === 'cookie' && value.length > 1) || (message._unique !== null && message._unique.has(key))) {
    putLine(message, framing, name, key, value.join('; '), validate);
  } else {
    for (const item of value) putLine(message, framing, name, key, item, validate);
  }
}

function putLine(message, framing, name, key, value, validate) {
  if (validate) validateHeaderValue(name, value);
  // As Node does it: the value becomes bytes here, and text again below.
  if (key === 'content-disposition' && message._contentLength) value = require('buffer').Buffer.from(value, 'latin1');
  framing.lines += `${name}: ${value}\r\n`;
  note(message, framing, key, value);
}

/** Puts the head together: `firstLine`, the headers set or given, and what HTTP and the connection need besides. */
OutgoingMessage.prototype._storeHeader = function _storeHeader(firstLine, given) {
  const framing = new Framing();
  if (given === undefined || given === null) {
    for (let i = 0; i < this._keys.length; i++) {
      addLine(this, framing, this._names[i], this._keys[i], this._values[i], false);
    }
  } else if (Array.isArray(given)) {
    if (given.length > 0 && Array.isArray(given[0])) {
      for (const [name, value] of given) given_(this, framing, name, value);
    } else {
      if (given.length % 2 !== 0) throw new (codes().ERR_INVALID_ARG_VALUE)('headers', given);
      for (let i = 0; i < given.length; i += 2) given_(this, framing, given[i], given[i + 1]);
    }
  } else {
    for (const name of Object.keys(given)) given_(this, framing, name, given[name]);
  }
  let head = firstLine + framing.lines;

  if (!framing.date && this.sendDate) head += `Date: ${utcDate()}\r\n`;

  if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
    this.chunkedEncoding = false;
    this.shouldKeepAlive = false;
  }
  if (this._removedConnection) {
    this._last = !this.shouldKeepAlive;
  } else if (!framing.connection) {
    const keep = this.shouldKeepAlive && (framing.length || this.useChunkedEncodingByDefault || this.agent);
    if (keep && this.maxRequestsOnConnectionReached) {
      head += 'Connection: close\r\n';
    } else if (keep) {
      head += 'Connection: keep-alive\r\n';
      if (this._keepAliveTimeout && this._defaultKeepAlive) {
        const max = ~~this._maxRequestsPerSocket > 0 ? `, max=${this._maxRequestsPerSocket}` : '';
        head += `Keep-Alive: timeout=${Math.floor(this._keepAliveTimeout / 1000)}${max}\r\n`;
      }
    } else {
      this._last = true;
      head += 'Connection: close\r\n';
    }
  }
  if (!framing.length && !framing.encoding) {
    if (!this._hasBody) {
      this.chunkedEncoding = false;
    } else if (!this.useChunkedEncodingByDefault) {
      this._last = true;
    } else if (!framing.trailer && !this._removedContLen && typeof this._contentLength === 'number') {
      head += `Content-Length: ${this._contentLength}\r\n`;
    } else if (!this._removedTE) {
      head += 'Transfer-Encoding: chunked\r\n';
      this.chunkedEncoding = true;
    } else {
      this._last = true;
    }
  }
  if (!this.chunkedEncoding && framing.trailer) throw new (codes().ERR_HTTP_TRAILER_INVALID)();
  this._head = `${head}\r\n`;
  this._headerSent = false;
  if (framing.expect) this._sendPart('', 'latin1', null);
};

function given_(message, framing, name, value) {
  validateHeaderName(name);
  addLine(message, framing, name, name.toLowerCase(), value, true);
}

/** Bytes for a socket: buffered until there is one. */
OutgoingMessage.prototype._writeRaw = function _writeRaw(data, encoding, callback) {
  const socket = this._socket;
  if (socket && socket.destroyed) return false;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length > 0) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  this.outputData.push({ data, encoding, callback });
  this.outputSize += data.length;
  return this.outputSize < HIGH_WATER_MARK;
};

OutgoingMessage.prototype._send = function _send(data, encoding, callback) {
  if (!this._headerSent) {
    const header = this._head;
    this._headerSent = true;
    if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
      data = header + data;
    } else {
      this._writeRaw(header, 'latin1', null);
    }
  }
  return this._writeRaw(data, encoding, callback);
};

OutgoingMessage.prototype._flushOutput = function _flushOutput(socket) {
  const waiting = this.outputData;
  this.outputData = [];
  this.outputSize = 0;
  let more = true;
  socket.cork?.();
  for (const { data, encoding, callback } of waiting) more = socket.write(data, encoding, callback);
  socket.uncork?.();
  return more;
};

/** Sends what has been buffered once there is a socket. */
OutgoingMessage.prototype._flush = function _flush() {
  const socket = this._socket;
  if (socket && socket.writable) {
    const more = this.outputData.length > 0 ? this._flushOutput(socket) : true;
    if (this.finished) this._finish();
    else if (more && this._needDrain) {
      this._needDrain = false;
      this.emit('drain');
    }
  }
};

OutgoingMessage.prototype._finish = function _finish() {
  this.emit('prefinish');
};

// The default sink, a stream socket.
OutgoingMessage.prototype._sendPart = function _sendPart(chunk, encoding, callback) {
  if (this.chunkedEncoding && chunk.length !== 0) {
    const bytes = typeof chunk === 'string' ? require('buffer').Buffer.from(chunk, encoding) : chunk;
    this._send(`${bytes.length.toString(16)}\r\n`, 'latin1', null);
    this._send(bytes, null, null);
    return this._send('\r\n', 'latin1', callback);
  }
  return this._send(chunk, encoding, callback);
};

OutgoingMessage.prototype._sendEnd = function _sendEnd(callback) {
  if (this._hasBody && this.chunkedEncoding) this._send(`0\r\n${this._trailer}\r\n`, 'latin1', callback);
  else if (!this._headerSent || this.outputData.length > 0) this._send('', 'latin1', callback);
  else process.nextTick(callback);
};

OutgoingMessage.prototype._sendWhole = function _sendWhole(chunk, encoding, callback) {
  if (chunk !== null && this._hasBody) this._sendPart(chunk, encoding, null);
  this._sendEnd(callback);
};

OutgoingMessage.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this._errored = error || null;
  if (this._socket) this._socket.destroy(error);
  else this.once('socket', (socket) => socket.destroy(error));
  return this;
};

OutgoingMessage.prototype.cork = function cork() {
  this._corked++;
  this._socket?.cork?.();
};

OutgoingMessage.prototype.uncork = function uncork() {
  if (this._corked > 0) this._corked--;
  this._socket?.uncork?.();
};

/** The end of a message lets go of what is held back. */
OutgoingMessage.prototype._uncorkAll = function _uncorkAll() {
  while (this._corked > 0) this.uncork();
};

OutgoingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  if (callback) this.on('timeout', callback);
  if (this.socket) this.socket.setTimeout(msecs);
  else this.once('socket', (socket) => socket.setTimeout(msecs));
  return this;
};

OutgoingMessage.prototype.flushHeaders = function flushHeaders() {
  if (!this._head) this._implicitHeader();
  if (!this._headerSent) this._sendPart('', 'latin1', null);
};

OutgoingMessage.prototype.pipe = function pipe() {
  this.emit('error', new (codes().ERR_STREAM_CANNOT_PIPE)());
};

/** The `uniqueHeaders` option: names whose values stand in one line. */
function uniqueNames(names) {
  if (!Array.isArray(names) || names.length === 0) return null;
  return new Set(names.map((name) => (Array.isArray(name) ? name.map((each) => each.toLowerCase()) : name.toLowerCase())).flat());
}

hide(OutgoingMessage.prototype, 'writable', '_sinkLength', '_sendPart', '_sendEnd', '_sendWhole', '_uncorkAll');

// At the end, for assigning what the parent has too would touch it.
inheritStream(OutgoingMessage);
Object.assign(OutgoingMessage.prototype, body);

module.exports = { OutgoingMessage, init, uniqueNames };
