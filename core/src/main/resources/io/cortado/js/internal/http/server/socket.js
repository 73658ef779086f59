'use strict';

// The socket of a server's connection: a net.Socket over a handle whose bytes Java reads as HTTP. It is made at first
// touch, because most requests are answered without a look at it. After an upgrade the same socket carries raw bytes.

const { Buffer } = require('buffer');

const CONNECTION = Symbol('cortado.http.connection');
const REFUSAL = Symbol('cortado.http.refusal');
const noop = () => {};

/** What net.Socket asks of its connection. */
class HttpHandle {
  constructor(connection) {
    this.connection = connection;
    this.side = null;
    this.waiting = null;
    this.ready = [];
    this.drains = [];
    this.inFlight = 0;
  }

  /** Bytes read: as HTTP, then as they are. */
  bytesRead() {
    return this.connection.bytesRead() + (this.side === null ? 0 : this.side.bytesRead());
  }

  /** Bytes written, of which the socket still holds so many; the one chunk on its way stands in both. */
  bytesWritten(held) {
    const taken = this.connection.bytesWritten() + (this.side === null ? 0 : this.side.bytesWritten());
    return taken + held - this.inFlight;
  }

  read(callback) {
    this.waiting = callback;
    if (this.ready.length > 0) process.nextTick(() => this.deliver());
    else this.side?.readStart();
  }

  give(value) {
    this.ready.push(value);
    this.deliver();
    if (this.waiting === null) this.side?.readStop();
  }

  deliver() {
    if (this.waiting === null || this.ready.length === 0) return;
    const callback = this.waiting;
    this.waiting = null;
    callback(this.ready.shift());
  }

  write(buffer, offset, length, callback) {
    this.inFlight = length;
    const done = () => {
      this.inFlight = 0;
      callback(0);
    };
    if (this.side === null) {
      if (this.connection.write(buffer, offset, length) === 0) done();
      else this.connection.whenFlushed(done);
    } else if (this.side.write(buffer, offset, length) === 0) {
      done();
    } else {
      this.drains.push(done);
    }
  }

  shutdown(callback) {
    if (this.side === null) {
      this.connection.endAfterOutput();
      this.connection.whenFlushed(() => callback(0));
    } else if (this.side.end() === 0) {
      callback(0);
    } else {
      this.drains.push(callback);
    }
  }

  close() {
    this.connection.destroy();
  }

  /** From here on the bytes are the socket's own. */
  upgrade() {
    this.ready.length = 0;
    this.side = this.connection.detach((name, value) => this.rawEvent(name, value));
    const bytes = this.side.head();
    if (this.waiting !== null) this.side.readStart();
    return bytes === null ? Buffer.alloc(0) : Buffer.from(new ArrayBuffer(bytes));
  }

  rawEvent(name, value) {
    if (name === 'drain') {
      for (const callback of this.drains.splice(0)) callback(0);
    } else {
      this.give(name === 'error' ? Number(value.split(' ')[1]) : value);
    }
  }

  noDelay() {}

  keepAlive() {}

  keepProcess(on) {
    this.connection.keepProcess(on);
  }

  local() {
    const peer = this.connection.peer();
    return [peer.localAddress(), peer.localPort(), family(peer.localAddress())];
  }

  remote() {
    const peer = this.connection.peer();
    return [peer.remoteAddress(), peer.remotePort(), family(peer.remoteAddress())];
  }
}

function family(address) {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

/** The response a socket is busy with: the one that said so, else the oldest open one. */
const httpMessage = {
  configurable: true,
  enumerable: true,
  get() {
    return this._message;
  },
  set(message) {
    this._message = message;
  },
};

function create(connection) {
  const net = require('../../net/net.js');
  const handle = new HttpHandle(connection);
  const peer = connection.secure();
  const socket = peer === null
    ? new net.Socket({ handle, manualStart: true, allowHalfOpen: true })
    : secureSocket(connection.server(), peer, handle);
  adorn(socket, connection);
  socket[require('../../errors/bound.js').kContext] = socket.server._snapshot;
  Object.defineProperties(socket, {
    bytesRead: { configurable: true, enumerable: true, get: () => handle.bytesRead() },
    bytesWritten: { configurable: true, get: () => handle.bytesWritten(socket.writableLength) },
  });
  // Bytes are shown to who asks for them; the parser does not.
  socket.on = socket.addListener = function on(event, listener) {
    if (event === 'data' || event === 'readable') connection.watch(true);
    return net.Socket.prototype.on.call(this, event, listener);
  };
  const { server } = socket;
  if (server.timeout > 0) socket.setTimeout(server.timeout);
  socket.resume();
  if (connection.isGone()) socket.destroy();
  return socket;
}

function secureSocket(server, peer, handle) {
  const { requestCert } = server._tls;
  return require('../../tls/socket.js').accepted(peer, handle, { requestCert, allowHalfOpen: true, accepted: true });
}

/** What is left of a client that has not shaken hands: its addresses. */
class GoneHandle {
  constructor(peer) {
    this.connection = { peer: () => peer };
  }

  close() {}

  local() {
    return HttpHandle.prototype.local.call(this);
  }

  remote() {
    return HttpHandle.prototype.remote.call(this);
  }
}

/** The error of a handshake and its socket. */
function unshaken(peer, message) {
  return require('../../tls/socket.js').refused(new GoneHandle(peer), message);
}

/** What every socket of a server has, ours or a stream that was given. */
function adorn(socket, connection) {
  connection.keepSocket(socket);
  Object.defineProperty(socket, CONNECTION, { value: connection, configurable: true });
  socket._message = undefined;
  Object.defineProperty(socket, '_httpMessage', httpMessage);
  socket._paused = false;
  socket.server = connection.server();
  socket.parser = { socket, incoming: null, outgoing: null };
  socket.on('end', onEnd);
  socket.on('error', onError);
  socket.on('close', onClose);
  socket.on('timeout', onTimeout);
}

/** Forgets HTTP: after an upgrade the listeners are the app's alone. */
function unadorn(socket) {
  socket.removeListener('end', onEnd);
  socket.removeListener('error', onError);
  socket.removeListener('close', onClose);
  socket.removeListener('timeout', onTimeout);
  delete socket.on;
  delete socket.addListener;
  socket.parser = null;
  if (socket._readableState) socket._readableState.flowing = null;
}

/** The client has ended its side; without httpAllowHalfOpen that is the end of the connection. */
function onEnd() {
  const { server } = this;
  if (!server.httpAllowHalfOpen) {
    this.end();
  } else if (this._httpMessage) {
    this._httpMessage._last = true;
  } else {
    this.end();
  }
}

function onError(error) {
  this.removeListener('error', onError);
  if (this.listenerCount('error') === 0) this.on('error', noop);
  if (!this.server.emit('clientError', error, this)) this.destroy(error);
}

/** Whatever was under way on the connection has failed. */
function onClose() {
  require('./finishing.js').abandonAll(this[CONNECTION]);
}

/** As Node: the request, the response, the server are told; where nobody listens the connection ends. */
function onTimeout() {
  const response = this._httpMessage;
  const request = response && response.req;
  const requestTold = request && !request.complete && request.emit('timeout', this);
  const responseTold = response && response.emit('timeout', this);
  const serverTold = this.server && this.server.emit('timeout', this);
  if (!requestTold && !responseTold && !serverTold) this.destroy();
}

/** The socket object of a connection, made at first touch and kept. */
function socketOf(connection) {
  return connection.socket() ?? create(connection);
}

/** The socket as the app's own, with what came behind the head. */
function rawSocketOf(connection) {
  const socket = socketOf(connection);
  unadorn(socket);
  // As on Node, what comes from here on belongs to nobody.
  socket[require('../../errors/bound.js').kContext] = undefined;
  const handle = socket._handle;
  if (handle instanceof HttpHandle) return [socket, handle.upgrade()];
  socket[RELEASE]();
  return [socket, Buffer.from(new ArrayBuffer(connection.release()))];
}

/** What came on a connection is refused: its socket ends with that error, which no one hears of as a clientError again. */
function refused(connection, error) {
  const socket = socketOf(connection);
  socket.removeListener('error', onError);
  // The app has been told by clientError; without a listener the error of the destroyed socket would end the process.
  if (socket.listenerCount('error') === 0) socket.on('error', noop);
  socket[REFUSAL] = error;
  return socket;
}

/** What Java tells of a connection. */
function onEvent(connection, name, value) {
  const socket = socketOf(connection);
  const handle = socket._handle;
  switch (name) {
    case 'data':
      if (handle instanceof HttpHandle) handle.give(value);
      break;
    case 'end':
      if (handle instanceof HttpHandle) handle.give(null);
      break;
    case 'error': {
      const [call, number] = value.split(' ');
      socket.destroy(require('../../errors/uv.js').errnoException(Number(number), call));
      break;
    }
    default:
      socket.destroy(socket[REFUSAL]);
  }
}

const RELEASE = Symbol('cortado.http.release');

/** Serves HTTP over a stream: a TLS socket, a Unix socket, whatever 'connection' was emitted with. */
function adopt(server, native, stream) {
  const tick = require('../../task/tick.js');
  const inside = (action) => {
    tick.begin();
    try {
      return action();
    } finally {
      tick.leave();
    }
  };
  const wire = native.stream({
    write: (bytes) => inside(() => stream.write(Buffer.from(new ArrayBuffer(bytes)))),
    end: () => inside(() => void (stream.destroySoon ? stream.destroySoon() : stream.end())),
    close: () => inside(() => void (stream.destroyed || stream.destroy())),
    flow: (on) => inside(() => void (on ? stream.resume() : stream.pause())),
  });
  const onData = (chunk) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    wire.data(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  const onFinished = () => wire.end();
  const onDrain = () => wire.drain();
  stream.on('data', onData);
  stream.on('end', onFinished);
  stream.on('drain', onDrain);
  adorn(stream, wire.handle());
  stream.removeListener('end', onEnd);
  stream.on('end', onEnd);
  stream.once('close', () => wire.closed());
  stream[RELEASE] = () => {
    stream.removeListener('data', onData);
    stream.removeListener('end', onFinished);
    stream.removeListener('drain', onDrain);
  };
  if (server.timeout > 0 && stream.setTimeout) stream.setTimeout(server.timeout);
}

module.exports = { CONNECTION, socketOf, rawSocketOf, refused, unshaken, onEvent, adopt };
