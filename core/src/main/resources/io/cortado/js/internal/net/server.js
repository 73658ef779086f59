'use strict';

/** `net.Server`. */

const EventEmitter = require('../events/events.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const { seen, listens } = require('../task/tick.js');
const { exceptionWithHostPort, uvExceptionWithHostPort } = require('../errors/uv.js');
const { validatePort, validateString, validateNumber } = require('../errors/validators.js');
const { normalizeArgs, followSignal } = require('./connect.js');
const { isIP } = require('./ip.js');
const { Socket } = require('./socket.js');
const bound = require('../errors/bound.js');
const channels = require('../diagnostics/channels.js');
const binding = internalBinding('net');

define('ERR_SERVER_NOT_RUNNING', 'Server is not running.', Error);
define('ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.', Error);

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  EventEmitter.call(this);
  let given = options;
  if (typeof options === 'function') {
    this.on('connection', options);
    given = {};
  } else if (options == null || typeof options === 'object') {
    given = { ...options };
    if (typeof listener === 'function') this.on('connection', listener);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (given.keepAliveInitialDelay !== undefined) validateNumber(given.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
  this._connections = 0;
  this._handle = null;
  this._unref = false;
  this.allowHalfOpen = given.allowHalfOpen || false;
  this.pauseOnConnect = !!given.pauseOnConnect;
  this.noDelay = Boolean(given.noDelay);
  this.keepAlive = Boolean(given.keepAlive);
  this.keepAliveInitialDelay = ~~(given.keepAliveInitialDelay / 1000);
  this.highWaterMark = given.highWaterMark ?? 65536;
}

Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

const proto = Server.prototype;

Object.defineProperty(proto, 'listening', {
  configurable: true,
  enumerable: true,
  get() {
    return !!this._handle;
  },
});

function backlogOf(args, options) {
  if (typeof options.backlog === 'number') return options.backlog;
  return args.slice(1, 3).map(Number).find((value) => value >= 0 && Number.isInteger(value)) ?? 511;
}

proto.listen = function (...args) {
  const [options, callback] = normalizeArgs(args);
  if (this._handle) throw new codes.ERR_SERVER_ALREADY_LISTEN();
  seen.listened = true;
  if (callback !== null) this.once('listening', callback);
  const backlog = backlogOf(args, options);
  followSignal(this, () => this.close(), options.signal);
  if (options._handle || options.handle || typeof options.fd === 'number') {
    throw unsupported('net.Server.listen on a handle or descriptor', 'give a port or a path');
  }
  const unset = args.length === 0 || typeof args[0] === 'function'
    || (options.port === undefined && 'port' in options) || options.port === null;
  if (typeof options.port === 'number' || typeof options.port === 'string' || unset) {
    const port = unset ? 0 : validatePort(options.port, 'options.port');
    if (options.host) lookupAndListen(this, port, options.host, backlog, options.exclusive);
    else listenAt(this, port, '', backlog, options.exclusive);
    return this;
  }
  if (options.path) {
    validateString(options.path, 'options.path');
    this._pipeName = options.path;
    start(this, () => binding.listenPath(options.path, backlog, acceptor(this)), options.path, -1);
    if (this._handle && (options.readableAll || options.writableAll)) {
      require('../fs/fs.js').chmodSync(options.path, 0o777);
    }
    return this;
  }
  if (!('port' in options || 'path' in options)) {
    throw new codes.ERR_INVALID_ARG_VALUE('options', options, 'must have the property "port" or "path"');
  }
  throw new codes.ERR_INVALID_ARG_VALUE('options', options);
};

/** Listens on an address, or on all of them; in a process of a cluster where the others do. */
function listenAt(server, port, address, backlog, exclusive) {
  const at = address === '' ? null : address;
  const open = (real) => start(server, () => binding.listen(address, real, backlog, acceptor(server)), at, port);
  if (seen.share === null || exclusive) {
    open(port);
    return;
  }
  seen.share(server, { address: at, port, addressType: address.includes(':') ? 6 : 4 }, (failure, real) => {
    if (failure === 0) open(real);
    else server.emit('error', exceptionWithHostPort(failure, 'bind', at, port));
  });
}

function lookupAndListen(server, port, host, backlog, exclusive) {
  const listen = (address) => listenAt(server, port, address, backlog, exclusive);
  if (isIP(host)) {
    listen(host);
    return;
  }
  require('../dns/dns.js').lookup(host, (error, address) => {
    if (error) server.emit('error', error);
    else listen(address);
  });
}

/** The address is taken when this returns; 'listening' and errors come later, as Node's do. */
function start(server, open, address, port) {
  let handle = open();
  // As libuv has it for Unix sockets.
  if (handle === -2 && port === -1) handle = -13;
  if (typeof handle === 'number') {
    const error = uvExceptionWithHostPort(handle, 'listen', address ?? '::', port);
    process.nextTick(() => server.emit('error', error));
    return;
  }
  server._handle = handle;
  seen.handles.add(server);
  if (port >= 0) listens(server.address().port);
  if (server._unref) handle.keepProcess(false);
  process.nextTick(() => {
    if (server._handle) server.emit('listening');
  });
}

function acceptor(server) {
  return bound((handle) => {
    if (server.maxConnections && server._connections >= server.maxConnections) {
      const [localAddress, localPort, localFamily] = handle.local() ?? [];
      const [remoteAddress, remotePort, remoteFamily] = handle.remote() ?? [];
      handle.close(false);
      server.emit('drop', { localAddress, localPort: +localPort, localFamily, remoteAddress, remotePort: +remotePort, remoteFamily });
      return;
    }
    const socket = new Socket({
      handle, allowHalfOpen: server.allowHalfOpen, pauseOnCreate: server.pauseOnConnect, readable: true, writable: true,
      readableHighWaterMark: server.highWaterMark, writableHighWaterMark: server.highWaterMark, manualStart: true,
    });
    if (server.noDelay) socket.setNoDelay(true);
    if (server.keepAlive) socket.setKeepAlive(true);
    if (server.pauseOnConnect) socket._readableState.flowing = false;
    // As on Node, what comes in over an accepted connection belongs to nobody.
    socket[bound.kContext] = undefined;
    server._connections++;
    seen.handles.add(socket);
    socket.server = server;
    socket._server = server;
    server._accepted(socket);
    if (!server.pauseOnConnect && !socket.destroyed) socket.read(0);
  });
}

/** `tls.Server` puts its handshake here. */
proto._accepted = function (socket) {
  this.emit('connection', socket);
  if (channels.serverSocket?.hasSubscribers) channels.serverSocket.publish({ socket });
};

proto.address = function () {
  if (!this._handle) return null;
  if (this._pipeName) return this._pipeName;
  const [address, port, family] = this._handle.address();
  return { address, family, port: +port };
};

proto.getConnections = function (callback) {
  process.nextTick(callback, null, this._connections);
  return this;
};

proto.close = function (callback) {
  if (typeof callback === 'function') {
    if (!this._handle) this.once('close', () => callback(new codes.ERR_SERVER_NOT_RUNNING()));
    else this.once('close', callback);
  }
  if (this._handle) {
    this._handle.close();
    this._handle = null;
    seen.handles.delete(this);
  }
  this._emitCloseIfDrained();
  return this;
};

proto._emitCloseIfDrained = function () {
  if (this._handle || this._connections) return;
  process.nextTick(() => this.emit('close'));
};

proto.ref = function () {
  this._unref = false;
  this._handle?.keepProcess(true);
  return this;
};

proto.unref = function () {
  this._unref = true;
  this._handle?.keepProcess(false);
  return this;
};

if (Symbol.asyncDispose) {
  proto[Symbol.asyncDispose] = function () {
    if (!this._handle) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.close((error) => (error ? reject(error) : resolve()));
    });
  };
}

// An http.Server is a net.Server; most programs never ask, so it becomes one when this module is loaded.
require('../stream/late.js').define('net.Server', Server);

module.exports = { Server };
