'use strict';

// http.IncomingMessage. Most requests are answered without a look at their stream or headers, so both are made at first
// touch: the readable state through an accessor, the headers from the text Java keeps.

const EventEmitter = require('../events/events.js');
const { later, state } = require('../task/tick.js');
const { loaded } = require('../stream/late.js');
const { inheritReadable, readable } = require('./late-streams.js');

/** How a connection of a server gets its socket, and a request of HTTP/2 its pseudo fields; the server sets it. */
const serverSide = { socketOf: null, pseudoOf: null };

const SINGLE = new Set([
  'age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since',
  'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after',
  'server', 'user-agent',
]);

const lowered = new Map();

function lower(name) {
  let key = lowered.get(name);
  if (key === undefined) {
    key = name.toLowerCase();
    if (lowered.size < 1000) lowered.set(name, key);
  }
  return key;
}

/** The original is http.IncomingMessage(socket). */
function IncomingMessage(socket) {
  if (!(this instanceof IncomingMessage)) return new IncomingMessage(socket);
  init(this, null, '', '', 1);
  this.method = null;
  this.url = '';
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this._socket = socket;
  this.complete = false;
}

function init(request, exchange, method, url, minor) {
  request._exchange = exchange;
  request._events = undefined;
  request._streaming = false;
  request.httpVersionMajor = 1;
  request.httpVersionMinor = minor;
  request.httpVersion = minor === 1 ? '1.1' : '1.0';
  request.aborted = false;
  request.upgrade = null;
  request.url = url;
  request.method = method;
  request.statusCode = null;
  request.statusMessage = null;
}

// What every message begins with, and most never change.
const FIRST = {
  _exchange: null, _events: undefined, _streaming: false, _socket: undefined, _fields: undefined, _headers: undefined,
  _trailers: undefined, _consuming: false,
  _dumped: false, _responded: false, _complete: false, _outgoing: null, _server: null,
  _cut: false, _collector: null, _text: null, _collected: false, _collectorContext: undefined,
};
for (const name of Object.keys(FIRST)) {
  Object.defineProperty(IncomingMessage.prototype, name, { value: FIRST[name], writable: true, configurable: true, enumerable: false });
}

/** The request whose handler is being called for the first time: its message does not count as read yet. */
const dispatching = { request: null };

function own(target, name, value) {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}

Object.defineProperty(IncomingMessage.prototype, '_readableState', {
  configurable: true,
  get() {
    if (this === IncomingMessage.prototype) return undefined;
    readable().call(this, { autoDestroy: true });
    if (this._collected) endedState(this._readableState);
    if (this._cut) cutState(this._readableState);
    return this._readableState;
  },
  set(state) {
    this._streaming = true;
    Object.defineProperty(this, '_readableState', {
      value: state, writable: true, enumerable: false, configurable: true,
    });
  },
});

// As many fields come out of Node's parser at a time, and more are not asked for beyond the limit.
const BATCH = 62;

/** The names and values that stay in `rawHeaders`. */
function kept(parts, maxHeaders) {
  return maxHeaders > 0 ? parts.slice(0, Math.ceil(maxHeaders * 2 / BATCH) * BATCH) : parts;
}

/** Calls `add` with each header that counts. */
function eachHeader(request, add, target) {
  const raw = fields(request);
  const max = request._maxHeaders;
  const end = max > 0 ? Math.min(raw.length, max * 2) : raw.length;
  for (let i = 0; i < end; i += 2) add.call(request, raw[i], raw[i + 1], target);
  return target;
}

function fields(request) {
  if (request._fields === undefined) {
    const text = request._exchange == null ? '' : request._exchange.fields();
    const parts = text === '' ? [] : text.split('\n');
    if (parts.length > 0) parts.pop();
    if (request.httpVersionMajor === 2) parts.unshift(...serverSide.pseudoOf(request));
    request._fields = kept(parts, request._maxHeaders);
  }
  return request._fields;
}

Object.defineProperties(IncomingMessage.prototype, {
  rawHeaders: {
    configurable: true,
    get() {
      return fields(this);
    },
    set(value) {
      this._fields = value;
    },
  },
  headers: {
    configurable: true,
    get() {
      if (this._headers === undefined) {
        this._headers = eachHeader(this, this._addHeaderLine, {});
      }
      return this._headers;
    },
    set(value) {
      this._headers = value;
    },
  },
  [Symbol.for('cortado.http.conditional')]: {
    // What Express asks before every answer: false only where the client certainly has no copy to compare.
    get() {
      return this._exchange === null || this._fields !== undefined || this._headers !== undefined
        ? undefined
        : this._exchange.conditional();
    },
  },
  complete: {
    configurable: true,
    get() {
      // Node's parser is ahead of whoever reads; ours waits for the reader, so what has come counts too.
      return this._complete || (this._exchange !== null && dispatching.request !== this && this._exchange.received());
    },
    set(value) {
      this._complete = value;
    },
  },
  headersDistinct: {
    configurable: true,
    get() {
      if (this._distinct === undefined) {
        own(this, '_distinct', eachHeader(this, this._addHeaderLineDistinct, { __proto__: null }));
      }
      return this._distinct;
    },
    set(value) {
      own(this, '_distinct', value);
    },
  },
  rawTrailers: {
    configurable: true,
    get() {
      if (this._trailers === undefined) {
        const text = this._exchange !== null && this.complete ? this._exchange.trailers() : '';
        const parts = text === '' ? [] : text.split('\n').slice(0, -1);
        if (!this.complete) return parts;
        this._trailers = parts;
      }
      return this._trailers;
    },
    set(value) {
      this._trailers = value;
    },
  },
  trailers: {
    configurable: true,
    get() {
      const trailers = {};
      const raw = this.rawTrailers;
      for (let i = 0; i < raw.length; i += 2) this._addHeaderLine(raw[i], raw[i + 1], trailers);
      return trailers;
    },
    set() {},
  },
  trailersDistinct: {
    configurable: true,
    get() {
      const distinct = Object.create(null);
      const raw = this.rawTrailers;
      for (let i = 0; i < raw.length; i += 2) this._addHeaderLineDistinct(raw[i], raw[i + 1], distinct);
      return distinct;
    },
    set() {},
  },
  socket: {
    configurable: true,
    get() {
      if (this._socket === undefined && this._exchange !== null) {
        const socket = serverSide.socketOf(this._exchange.connection());
        this._socket = socket;
        if (!this._responded && this._outgoing !== null && this._outgoing._queue === null) {
          socket._httpMessage = this._outgoing;
        }
      }
      return this._socket;
    },
    set(value) {
      this._socket = value;
    },
  },
  connection: {
    configurable: true,
    get() {
      return this.socket;
    },
    set(value) {
      this.socket = value;
    },
  },
  client: {
    configurable: true,
    get() {
      return this.socket;
    },
    set() {},
  },
});

/** How Node folds repeated header lines into one value. */
IncomingMessage.prototype._addHeaderLine = function _addHeaderLine(name, value, target) {
  const key = lower(name);
  const known = target[key];
  if (known === undefined || !Object.hasOwn(target, key)) {
    // For `__proto__` that does nothing, as in Node.
    target[key] = key === 'set-cookie' ? [value] : value;
  } else if (key === 'set-cookie') {
    known.push(value);
  } else if (key === 'cookie') {
    target[key] = `${known}; ${value}`;
  } else if (!SINGLE.has(key) || this._joinDuplicates) {
    target[key] = `${known}, ${value}`;
  }
};

IncomingMessage.prototype._addHeaderLineDistinct = function _addHeaderLineDistinct(name, value, target) {
  (target[lower(name)] ??= []).push(value);
};

IncomingMessage.prototype._addHeaderLines = function _addHeaderLines(headers, count) {
  const target = this.complete ? this.trailers : this.headers;
  for (let i = 0; i + 1 < count; i += 2) this._addHeaderLine(headers[i], headers[i + 1], target);
};

/** Whether the body carried by the exchange is over; pushes its end once. */
function finishBody(request) {
  request.complete = true;
  request.push(null);
}

const nativeEmit = EventEmitter.prototype.emit;

// A body parser needs the whole text, and nobody else the stream: then there is none.
const STREAM = 0;
const OTHER = 1;

/** Whether the methods of a request are those of stream.Readable. Who wraps one has read it, and so loaded them. */
function hasOwnStream(request) {
  const parent = loaded.Readable;
  if (parent === undefined) return !Object.hasOwn(request, 'on') && !Object.hasOwn(request, 'push');
  const { on, push, read, resume } = parent.prototype;
  return request.on === on && request.push === push && request.read === read && request.resume === resume;
}

/**
 * Gives the body to who needs all of its text, where nobody has touched the stream.
 * @param {string|null} type the media type that is wanted; null for who waits for the end of a request without a body
 * @param {number} limit in bytes
 * @param {(text: string|null, received: number) => void} callback called later, with null for a connection that was cut
 * @returns {boolean|undefined} whether the body is given; undefined where it has to be read as a stream
 */
IncomingMessage.prototype[Symbol.for('cortado.http.collect')] = function collect(type, limit, callback) {
  const exchange = this._exchange;
  if (this._collected) return false;
  if (exchange === null || this._streaming || this._events !== undefined || this._complete || this._collector !== null
    || this.emit !== nativeEmit || !hasOwnStream(this)) return undefined;
  if (type === null) {
    if (!exchange.received() || exchange.hasBody()) return undefined;
    this._collected = true;
    this._complete = true;
    later(callback, '');
    return true;
  }
  let contentType = null;
  let contentLength = null;
  const headers = this._headers;
  if (headers !== undefined) {
    // Somebody may have changed them.
    contentLength = headers['content-length'];
    if (typeof contentLength !== 'string' || headers['content-encoding'] !== undefined) return undefined;
    contentType = headers['content-type'];
    if (contentType === undefined) return false;
  }
  const kind = exchange.bodyKind(contentType, contentLength, type, limit);
  if (kind === STREAM) return undefined;
  if (kind === OTHER) return false;
  const text = exchange.takeText();
  if (text !== null) {
    this._complete = true;
    this._collector = callback;
    this._text = text;
    later(give, this);
    return true;
  }
  if (exchange.received()) return undefined;
  this._collector = callback;
  const context = state.asyncContext;
  if (context !== null) this._collectorContext = context.capture();
  return true;
};

/** Hands a body over that was here when it was asked for. */
function give(request) {
  const callback = request._collector;
  if (callback === null) return;
  const text = request._text;
  request._collector = null;
  request._text = null;
  handOver(request, text);
  callback(text, 0);
}

/** Whoever has touched the stream since the body was asked for gets it too. */
function handOver(request, text) {
  if (!request._streaming && request._events === undefined) {
    request._collected = true;
    request._complete = true;
    return;
  }
  if (text !== '') request.push(require('buffer').Buffer.from(text));
  finishBody(request);
  if (request._readableState.flowing === null) request.resume();
}

function collected(request) {
  const exchange = request._exchange;
  if (!exchange.received()) return;
  const text = exchange.takeText() ?? laxText(exchange.read());
  const callback = request._collector;
  request._collector = null;
  handOver(request, text);
  tellCollector(request, callback, text, 0);
}

/** What is no UTF-8, with marks in the place of what cannot be read. */
function laxText(bytes) {
  const text = require('buffer').Buffer.from(new ArrayBuffer(bytes)).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function tellCollector(request, callback, text, received) {
  const context = state.asyncContext;
  if (context === null) callback(text, received);
  else context.run(request._collectorContext, () => callback(text, received));
}

/** The connection was cut while a body was awaited, of which so much had come. */
function collectorAborted(request, received) {
  const callback = request._collector;
  request._collector = null;
  tellCollector(request, callback, null, received);
}

/** The stream of a body that was given whole: it has ended. */
function endedState(state) {
  state.ended = true;
  state.endEmitted = true;
  state.readable = false;
  state.reading = false;
  state.sync = false;
  state.flowing = true;
  state.dataEmitted = true;
  state.destroyed = true;
  state.closed = true;
  state.closeEmitted = true;
}

function connectionReset() {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

/** The stream of a body whose connection was cut before anybody looked: it is destroyed, and that was told. */
function cutState(state) {
  state.errored = connectionReset();
  state.errorEmitted = true;
  state.destroyed = true;
  state.closed = true;
  state.closeEmitted = true;
}

IncomingMessage.prototype._read = function _read() {
  const exchange = this._exchange;
  if (exchange === null) return;
  this._consuming = true;
  if (this._collector !== null) return;
  pull(this, exchange);
};

function pull(request, exchange) {
  const { Buffer } = require('buffer');
  while (!exchange.complete()) {
    const bytes = exchange.read();
    if (bytes === null) {
      if (exchange.complete()) break;
      return;
    }
    const buffer = new ArrayBuffer(bytes);
    if (!request.push(Buffer.from(buffer, 0, buffer.byteLength)) && !exchange.complete()) {
      exchange.pause();
      return;
    }
  }
  if (!request._complete) finishBody(request);
}

/** More of the body has come, or its end. Called by the loop, through the server. */
function bodyArrived(request) {
  if (request._collector !== null) collected(request);
  else if (request._streaming && request._exchange !== null) pull(request, request._exchange);
}

IncomingMessage.prototype._dump = function _dump() {
  if (!this._dumped) {
    this._dumped = true;
    this.removeAllListeners('data');
    this.resume();
  }
};

IncomingMessage.prototype._destroy = function _destroy(error, callback) {
  const over = this.complete && this.readableEnded;
  if (!over) {
    this.aborted = true;
    this.emit('aborted');
  }
  if (this.aborted) cut(this, error);
  const heard = error && this.listenerCount('error') > 0;
  process.nextTick(callback, heard ? error : null);
};

/** As in Node, who destroys a message that is not over ends its connection; one that is answered keeps it. */
function cut(message, error) {
  const answered = message._exchange !== null && message._responded;
  const socket = answered ? null : message.socket;
  if (socket && !socket.destroyed) socket.destroy(error);
}

IncomingMessage.prototype.setTimeout = function setTimeout(msecs, callback) {
  const { socket } = this;
  if (callback) this.on('timeout', callback);
  socket.setTimeout(msecs);
  return this;
};

Object.defineProperty(IncomingMessage.prototype, 'signal', {
  configurable: true,
  get() {
    const controller = new AbortController();
    this.once('close', () => controller.abort());
    own(this, 'signal', controller.signal);
    return controller.signal;
  },
});

// At the end, for assigning what the parent has too would touch it.
inheritReadable(IncomingMessage);

module.exports = { serverSide, IncomingMessage, init, kept, dispatching, bodyArrived, collectorAborted, connectionReset };
