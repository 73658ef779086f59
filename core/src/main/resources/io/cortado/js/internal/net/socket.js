'use strict';

/** `net.Socket`: a Duplex over a handle of the net binding. */

const { Duplex } = require('../stream/stream.js');
const { Readable } = require('../stream/stream.js');
const { Buffer } = require('../buffer/buffer.js');
const tick = require('../task/tick.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const { seen } = require('../task/tick.js');
const { errnoException } = require('../errors/uv.js');
const { validateFunction, validateNumber } = require('../errors/validators.js');
const bound = require('../errors/bound.js');
const { kContext } = bound;
const { deliver } = require('../stream/util.js');
const FastBuffer = Buffer[Symbol.species];
const { push } = Readable.prototype;

define('ERR_SOCKET_CLOSED', 'Socket is closed', Error);
define('ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established', Error);

const kTimer = Symbol('kTimeout');
const kReading = Symbol('reading');
const kReader = Symbol('reader');
const kDispatched = Symbol('kBytesDispatched');
const kReceived = Symbol('bytesRead');
const kAddresses = Symbol('addresses');
const kOptions = Symbol('socketOptions');
const CANCELED = -125;

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  const given = typeof options === 'number' ? { fd: options } : { ...options };
  if (given.objectMode || given.readableObjectMode || given.writableObjectMode) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.objectMode', true, 'is not supported');
  }
  if (given.fd !== undefined) throw unsupported('net.Socket: options.fd', 'use fs streams for open files');
  if (given.onread !== undefined) throw unsupported('net.Socket: options.onread', "listen to 'data'");
  this.connecting = false;
  this._host = null;
  this._hadError = false;
  this._parent = null;
  this[kReceived] = 0;
  this[kDispatched] = 0;
  this[kTimer] = null;
  this[kReading] = false;
  this[kReader] = null;
  this[kAddresses] = null;
  this[kOptions] = given;
  this[kContext] = bound.snapshot();
  Duplex.call(this, {
    ...given, allowHalfOpen: Boolean(given.allowHalfOpen), emitClose: false, autoDestroy: true, decodeStrings: true,
  });
  this._handle = given.handle ?? null;
  this._pendingData = null;
  this._pendingEncoding = '';
  this.server = null;
  this._server = null;
  this.timeout = undefined;
  if (given.noDelay) this._handle?.noDelay(true);
  this.on('end', onEnd);
  if (this._handle !== null && !given.pauseOnCreate && !given.manualStart) this.read(0);
}

Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

/** Once the other side has ended, a socket that is not half-open takes no more writes. */
function onEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}

function writeAfterEnd(chunk, encoding, callback) {
  if (!this.writableEnded && !this.destroyed) {
    const error = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' });
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done, error);
    this.destroy(error);
    return false;
  }
  return Duplex.prototype.write.call(this, chunk, encoding, callback);
}

const proto = Socket.prototype;

/** Takes an open handle; the connection is there. */
proto._attach = function (handle) {
  this._handle = handle;
  this[kAddresses] = null;
  seen.handles.add(this);
};

proto._unrefTimer = function () {
  for (let socket = this; socket !== null && socket !== undefined; socket = socket._parent) {
    socket[kTimer]?.refresh();
  }
};

proto.setTimeout = function (msecs, callback) {
  if (this.destroyed) return this;
  validateNumber(msecs, 'msecs');
  if (msecs < 0 || !Number.isFinite(msecs)) {
    throw new codes.ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', msecs);
  }
  this.timeout = msecs;
  if (this[kTimer] !== null) clearTimeout(this[kTimer]);
  this[kTimer] = null;
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (msecs === 0) {
    if (callback !== undefined) this.removeListener('timeout', callback);
  } else {
    this[kTimer] = setTimeout(() => this._onTimeout(), msecs);
    this[kTimer].unref();
    if (callback !== undefined) this.once('timeout', callback);
  }
  return this;
};

proto._onTimeout = function () {
  this.emit('timeout');
};

proto.setNoDelay = function (enable) {
  this[kOptions].noDelay = enable === undefined ? true : !!enable;
  this._handle?.noDelay?.(this[kOptions].noDelay);
  return this;
};

proto.setKeepAlive = function (enable) {
  this[kOptions].keepAlive = !!enable;
  this._handle?.keepAlive?.(this[kOptions].keepAlive);
  return this;
};

/** Applies what was asked for before there was a connection. */
proto._applyOptions = function () {
  const { noDelay, keepAlive } = this[kOptions];
  if (noDelay) this._handle.noDelay(true);
  if (keepAlive) this._handle.keepAlive(true);
  if (this._unrefed) this._handle.keepProcess(false);
};

proto.ref = function () {
  this._unrefed = false;
  this._handle?.keepProcess?.(true);
  return this;
};

proto.unref = function () {
  this._unrefed = true;
  this._handle?.keepProcess?.(false);
  return this;
};

proto.address = function () {
  const [address, port, family] = side(this, 'local');
  return address === undefined ? {} : { address, family, port };
};

/** Kept once known: they are asked for after the connection is closed. */
function side(socket, which) {
  const known = socket[kAddresses];
  if (known?.[which]) return known[which];
  const found = socket._handle?.[which]?.();
  if (!found) return [];
  const value = [found[0], +found[1], found[2]];
  (socket[kAddresses] ??= {})[which] = value;
  return value;
}

const getters = {
  _connecting: (socket) => socket.connecting,
  pending: (socket) => !socket._handle || socket.connecting,
  readyState(socket) {
    if (socket.connecting) return 'opening';
    if (socket.readable && socket.writable) return 'open';
    if (socket.readable && !socket.writable) return 'readOnly';
    return !socket.readable && socket.writable ? 'writeOnly' : 'closed';
  },
  bufferSize: (socket) => (socket._handle ? socket.writableLength : undefined),
  remoteAddress: (socket) => side(socket, 'remote')[0],
  remotePort: (socket) => side(socket, 'remote')[1],
  remoteFamily: (socket) => side(socket, 'remote')[2],
  localAddress: (socket) => side(socket, 'local')[0],
  localPort: (socket) => side(socket, 'local')[1],
  localFamily: (socket) => side(socket, 'local')[2],
  bytesRead: (socket) => socket[kReceived] ?? 0,
  _bytesDispatched: (socket) => socket[kDispatched],
  bytesWritten: (socket) => (socket._writableState ? socket[kDispatched] + socket.writableLength : undefined),
};
for (const [name, get] of Object.entries(getters)) {
  Object.defineProperty(proto, name, {
    configurable: true,
    get() {
      return get(this);
    },
  });
}

proto._getpeername = function () {
  const [address, port, family] = side(this, 'remote');
  return address === undefined ? {} : { address, family, port };
};

proto._getsockname = function () {
  return this.address();
};

proto._read = function (size) {
  if (this.connecting || !this._handle) {
    this.once('connect', () => this._read(size));
    return;
  }
  if (this[kReading]) return;
  this[kReading] = true;
  if (this[kReader] === null || this[kReader].handle !== this._handle) this[kReader] = new Reader(this, this._handle);
  this._handle.read(this[kReader].callback);
};

/** What takes the bytes of a handle; one that can `stop` goes on by itself until it is told to. */
class Reader {
  constructor(socket, handle) {
    this.handle = handle;
    this.flows = typeof handle.stop === 'function';
    this.callback = (bytes) => {
      const context = tick.asyncContext;
      if (context === null) take(socket, this, bytes);
      else context.run(socket[kContext], () => take(socket, this, bytes));
    };
  }
}

// The flags of a stream's state, by what they do: their numbers are readable-stream's own.
const flags = new Readable().constructor.ReadableState.prototype;
function mask(...names) {
  const state = Object.create(flags, { state: { value: 0, writable: true } });
  for (const name of names) state[name] = true;
  return state.state;
}
const READING = mask('reading');
const EMITTED = mask('dataEmitted');
const ASIDE = mask('ended', 'sync', 'destroyed', 'errorEmitted', 'multiAwaitDrain', 'objectMode');

/**
 * Bytes go straight to the listeners of 'data' while nothing is buffered, decoded, paused or replaced. The stream then
 * stays in the state of one that waits for its `_read`, which is what it would come to in the next tick.
 */
function take(socket, reader, bytes) {
  const state = socket._readableState;
  if (reader.flows && state.flowing === true && state.length === 0 && (state.state & (READING | ASIDE)) === READING
    && state.decoder === null && bytes !== null && typeof bytes === 'object' && socket._handle === reader.handle
    && socket._events.data !== undefined && socket.push === push) {
    if (socket[kTimer] !== null || socket._parent !== null) socket._unrefTimer();
    const chunk = new FastBuffer(new ArrayBuffer(bytes));
    socket[kReceived] += chunk.length;
    state.awaitDrainWriters = null;
    state.state = (state.state & ~READING) | EMITTED;
    try {
      socket.emit('data', chunk);
    } finally {
      state.state |= READING;
    }
    return;
  }
  socket[kReading] = false;
  if (socket._handle !== reader.handle || socket.destroyed) return;
  if (reader.flows) reader.handle.stop();
  received(socket, bytes);
}

function received(socket, bytes) {
  if (typeof bytes === 'number') {
    if (bytes !== CANCELED) socket.destroy(errnoException(bytes, 'read'));
    return;
  }
  socket._unrefTimer();
  if (bytes === null) {
    socket.push(null);
    if (socket.readableLength === 0) socket.read(0);
    return;
  }
  const chunk = Buffer.from(new ArrayBuffer(bytes));
  socket[kReceived] += chunk.length;
  deliver(socket, chunk);
}

/** Writes wait for the connection. */
function whenConnected(socket, callback, action) {
  if (socket.connecting) {
    const onClose = () => callback(new codes.ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    socket.once('connect', () => {
      socket.off('close', onClose);
      action();
    });
    socket.once('close', onClose);
  } else if (!socket._handle) {
    callback(new codes.ERR_SOCKET_CLOSED());
  } else {
    action();
  }
}

proto._write = function (data, encoding, callback) {
  const handle = this._handle;
  if (this.connecting || !handle) {
    whenConnected(this, callback, () => this._write(data, encoding, callback));
    return;
  }
  if (this[kTimer] !== null || this._parent !== null) this._unrefTimer();
  const { byteLength } = data;
  if (handle.whenWritten === undefined) {
    const done = bound((result) => afterWrite(this, byteLength, result, callback));
    handle.write(data.buffer, data.byteOffset, byteLength, done);
  } else if (handle.write(data.buffer, data.byteOffset, byteLength) === 0) {
    this[kDispatched] += byteLength;
    callback();
  } else {
    handle.whenWritten(bound((result) => afterWrite(this, byteLength, result, callback)));
  }
};

/**
 * For providers that have one message under way at a time: hands bytes to the system without the stream's detours. False
 * where they must go by `write`. The bytes may change afterwards.
 */
proto[Symbol.for('cortado.net.send')] = function (bytes, length) {
  const handle = this._handle;
  if (!handle?.whenWritten || this.connecting || this.writableLength > 0 || this.destroyed) return false;
  if (this[kTimer] !== null || this._parent !== null) this._unrefTimer();
  this[kDispatched] += length;
  if (handle.write(bytes.buffer, bytes.byteOffset, length) !== 0) {
    this.cork();
    handle.whenWritten(bound((result) => {
      this.uncork();
      if (result < 0 && result !== CANCELED) this.destroy(errnoException(result, 'write'));
    }));
  }
  return true;
};

function afterWrite(socket, byteLength, result, callback) {
  if (socket.destroyed) {
    callback(result < 0 && result !== CANCELED ? errnoException(result, 'write') : socket.errored ?? null);
  } else if (result < 0) {
    callback(errnoException(result, 'write'));
  } else {
    socket[kDispatched] += byteLength;
    socket._unrefTimer();
    callback();
  }
}

proto._writev = function (chunks, callback) {
  const count = chunks.length;
  const offsets = new Array(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    offsets[i] = length;
    length += chunks[i].chunk.length;
  }
  const all = new FastBuffer(length);
  for (let i = 0; i < count; i++) all.set(chunks[i].chunk, offsets[i]);
  this._write(all, 'buffer', callback);
};

proto._final = function (callback) {
  if (this.connecting) {
    this.once('connect', () => this._final(callback));
    return;
  }
  if (!this._handle) {
    callback();
    return;
  }
  this._handle.shutdown(bound((result) => {
    // a peer that is gone already cannot be told
    callback(result < 0 && result !== CANCELED && result !== -107 && result !== -32 && result !== -104
      ? errnoException(result, 'shutdown') : null);
  }));
};

proto.end = function (data, encoding, callback) {
  Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

proto.destroySoon = function () {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

proto.resetAndDestroy = function () {
  if (this._handle) {
    this._resetting = true;
    if (this.connecting) this.once('connect', () => this.destroy());
    else this.destroy();
  } else {
    this.destroy(new codes.ERR_SOCKET_CLOSED());
  }
  return this;
};

proto._destroy = function (error, callback) {
  this.connecting = false;
  for (let socket = this; socket !== null && socket !== undefined; socket = socket._parent) {
    if (socket[kTimer] !== null && socket[kTimer] !== undefined) clearTimeout(socket[kTimer]);
    socket[kTimer] = null;
  }
  const handle = this._handle;
  if (handle) {
    side(this, 'remote');
    side(this, 'local');
    handle.close(!!this._resetting);
    this._handle = null;
    seen.handles.delete(this);
  }
  callback(error);
  setImmediate(handle ? bound.to(this, kContext, () => this.emit('close', !!error)) : () => this.emit('close', !!error));
  const server = this._server;
  if (server) {
    server._connections--;
    server._emitCloseIfDrained();
  }
};

/** Called by `http` and others that want the socket's stream to stop counting as read. */
proto._reset = function () {
  this._resetting = true;
  return this.destroy();
};

module.exports = { Socket, side };
