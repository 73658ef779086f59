'use strict';

// The socket a request shows. The bytes of HTTP are Java's concern; this is what middleware looks at and listens to:
// addresses, destroy, timeouts, 'close'. After an upgrade a real stream takes its place.

const EventEmitter = require('events');
const { Duplex } = require('stream');
const { Buffer } = require('buffer');

function describe(prototype) {
  const facts = {
    remoteAddress: (peer) => peer.remoteAddress(),
    remotePort: (peer) => peer.remotePort(),
    remoteFamily: (peer) => (peer.remoteAddress().includes(':') ? 'IPv6' : 'IPv4'),
    localAddress: (peer) => peer.localAddress(),
    localPort: (peer) => peer.localPort(),
    localFamily: (peer) => (peer.localAddress().includes(':') ? 'IPv6' : 'IPv4'),
  };
  for (const name of Object.keys(facts)) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get() {
        if (this.destroyed && this[`_${name}`] === undefined) return undefined;
        this._peer ??= this._connection.peer();
        return (this[`_${name}`] ??= facts[name](this._peer));
      },
      set(value) {
        this[`_${name}`] = value;
      },
    });
  }
  prototype.address = function address() {
    return { address: this.localAddress, family: this.localFamily, port: this.localPort };
  };
  prototype.setNoDelay = function setNoDelay() {
    return this;
  };
  prototype.setKeepAlive = function setKeepAlive() {
    return this;
  };
  prototype.ref = function ref() {
    return this;
  };
  prototype.unref = function unref() {
    return this;
  };
  prototype.setTimeout = function setTimeout_(msecs, callback) {
    const after = +msecs;
    this._timeoutCallback = callback;
    if (this._timer) clearTimeout(this._timer);
    this._timer = null;
    this.timeout = after;
    if (after > 0) {
      this._timer = setTimeout(() => this.emit('timeout'), after).unref();
      if (callback) this.once('timeout', callback);
    } else if (callback) {
      this.removeListener('timeout', callback);
    }
    return this;
  };
}

class HttpSocket extends EventEmitter {
  constructor(connection) {
    super();
    this._connection = connection;
    this._timer = null;
    this.destroyed = false;
    this.readable = true;
    this.writable = true;
    this.writableEnded = false;
    this.connecting = false;
    this.pending = false;
    this.allowHalfOpen = true;
    this.timeout = 0;
    this.bytesRead = 0;
    this.bytesWritten = 0;
    this.server = null;
    this.parser = null;
    this._httpMessage = null;
    this._closeEmitted = false;
    this.errored = null;
    this.on('timeout', onTimeout);
  }

  get readyState() {
    return this.destroyed ? 'closed' : this.writableEnded ? 'readOnly' : 'open';
  }

  get closed() {
    return this._closeEmitted;
  }

  get writableLength() {
    return 0;
  }

  get writableHighWaterMark() {
    return 16384;
  }

  get _writableState() {
    return { ended: this.writableEnded, finished: this.writableEnded, destroyed: this.destroyed, length: 0 };
  }

  get _readableState() {
    return { ended: !this.readable, endEmitted: !this.readable, destroyed: this.destroyed };
  }

  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') callback = encoding;
    if (this.destroyed) return false;
    this._connection.writeText(Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8').toString('latin1'));
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  }

  end(chunk, encoding, callback) {
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, encoding);
    const done = [chunk, encoding, callback].find((item) => typeof item === 'function');
    if (done) this.once('finish', done);
    if (!this.writableEnded) {
      this.writableEnded = true;
      this.writable = false;
      this._connection.endAfterOutput();
      process.nextTick(() => this.emit('finish'));
    }
    return this;
  }

  destroySoon() {
    this.end();
  }

  destroy(error) {
    if (this.destroyed) return this;
    this._connection.destroy();
    if (error) process.nextTick(() => this.listenerCount('error') > 0 && this.emit('error', error));
    this._connectionClosed(!!error);
    return this;
  }

  resetAndDestroy() {
    return this.destroy();
  }

  /** The connection has ended; called once, by whatever ended it. */
  _connectionClosed(hadError) {
    if (this._closeEmitted) return;
    this._closeEmitted = true;
    this.destroyed = true;
    this.readable = false;
    this.writable = false;
    if (this._timer) clearTimeout(this._timer);
    process.nextTick(() => this.emit('close', hadError));
  }

  cork() {}

  uncork() {}

  pause() {
    return this;
  }

  resume() {
    return this;
  }

  isPaused() {
    return false;
  }

  setEncoding() {
    return this;
  }

  pipe(destination) {
    return destination;
  }

  unpipe() {
    return this;
  }
}

describe(HttpSocket.prototype);

/** As Node: the request, the response, the server are told; where nobody listens the connection ends. */
function onTimeout() {
  const response = this._httpMessage;
  const request = response && response.req;
  const requestTold = request && !request.complete && request.emit('timeout', this);
  const responseTold = response && response.emit('timeout', this);
  const serverTold = this.server && this.server.emit('timeout', this);
  if (!requestTold && !responseTold && !serverTold) this.destroy();
}

/** The stream that takes over after 'upgrade' or 'connect'. */
class RawSocket extends Duplex {
  constructor(connection) {
    super({ allowHalfOpen: true });
    this._connection = connection;
    this._timer = null;
    this._side = connection.detach((name, value) => this._event(name, value));
    this._pendingWrite = null;
    this.timeout = 0;
  }

  /** What has come behind the request's head. */
  takeHead() {
    const bytes = this._side.head();
    return bytes === null ? Buffer.alloc(0) : Buffer.from(new ArrayBuffer(bytes));
  }

  _event(name, value) {
    switch (name) {
      case 'data':
        if (!this.push(Buffer.from(new ArrayBuffer(value)))) this._side.readStop();
        break;
      case 'end':
        this.push(null);
        break;
      case 'drain': {
        const callback = this._pendingWrite;
        this._pendingWrite = null;
        if (callback !== null) callback();
        break;
      }
      default:
        this.destroy(Object.assign(new Error(value), { code: value }));
    }
  }

  _read() {
    this._side.readStart();
  }

  _write(chunk, encoding, callback) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    if (this._side.write(bytes.buffer, bytes.byteOffset, bytes.byteLength) === 0) callback();
    else this._pendingWrite = callback;
  }

  _final(callback) {
    this._side.end();
    callback();
  }

  _destroy(error, callback) {
    if (this._timer) clearTimeout(this._timer);
    this._side.destroy();
    callback(error);
  }

  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', this.destroy);
  }

  _connectionClosed() {}
}

describe(RawSocket.prototype);

/** The socket object of a connection, made at first touch and kept. */
function socketOf(connection) {
  let socket = connection.socket();
  if (socket === null) {
    socket = new HttpSocket(connection);
    connection.keepSocket(socket);
  }
  return socket;
}

function rawSocketOf(connection) {
  const socket = new RawSocket(connection);
  connection.keepSocket(socket);
  return socket;
}

module.exports = { HttpSocket, socketOf, rawSocketOf };
