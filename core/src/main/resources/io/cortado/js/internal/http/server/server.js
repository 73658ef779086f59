'use strict';

// http.Server and the functions Java calls. The shape of its options and events is Node's.

const EventEmitter = require('events');
const tick = require('../../task/tick.js');
const channels = require('../../diagnostics/channels.js');
const { binding, codes } = require('../common.js');
const incoming = require('../incoming.js');
const { abandonAll, drained, finishNow } = require('./finishing.js');
const { ServerResponse } = require('./response.js');
const { PROTOTYPES, onRequest } = require('./requests.js');
const { uniqueNames } = require('../outgoing.js');

const { IncomingMessage } = incoming;
const DEFAULT_FIELDS = 100;

/** The original is http.Server([options][, requestListener]). */
function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === 'function') {
    listener = options;
    options = {};
  } else if (options === undefined || options === null) {
    options = {};
  } else if (typeof options !== 'object') {
    throw new (codes().ERR_INVALID_ARG_TYPE)('options', 'object', options);
  }
  EventEmitter.call(this);
  init(this, options, listener);
  this.on('connection', connectionListener);
}

/** What http.Server and https.Server have in common. */
function init(server, options, listener) {
  storeOptions(server, options);
  if (listener) server.on('request', listener);
  server._server = null;
  server._door = null;
  server._connectionKey = '';
  server[PROTOTYPES] = undefined;
  server._makers = null;
  server._snapshot = undefined;
}

Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

function storeOptions(server, options) {
  for (const name of ['maxHeaderSize', 'requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'connectionsCheckingInterval']) {
    if (options[name] !== undefined) require('../../errors/validators.js').validateInteger(options[name], name, 0);
  }
  for (const name of ['insecureHTTPParser', 'requireHostHeader', 'joinDuplicateHeaders', 'rejectNonStandardBodyWrites']) {
    if (options[name] !== undefined) require('../../errors/validators.js').validateBoolean(options[name], `options.${name}`);
  }
  if (options.insecureHTTPParser) {
    throw require('../../errors/errors.js').unsupported('http.createServer: insecureHTTPParser', 'requests are always read strictly');
  }
  server._options = options;
  server._IncomingMessage = options.IncomingMessage || IncomingMessage;
  server._ServerResponse = options.ServerResponse || ServerResponse;
  server.httpAllowHalfOpen = false;
  server.timeout = 0;
  server.keepAliveTimeout = options.keepAliveTimeout ?? 5000;
  server.maxHeadersCount = null;
  server.maxRequestsPerSocket = 0;
  server.requestTimeout = options.requestTimeout ?? 300000;
  server.headersTimeout = options.headersTimeout ?? Math.min(60000, server.requestTimeout || 60000);
  if (server.requestTimeout > 0 && server.headersTimeout > 0 && server.headersTimeout > server.requestTimeout) {
    throw new (codes().ERR_OUT_OF_RANGE)('headersTimeout', '<= requestTimeout', server.headersTimeout);
  }
  server.connectionsCheckingInterval = options.connectionsCheckingInterval ?? 30000;
  server.allowHalfOpen = true;
  server.noDelay = options.noDelay ?? true;
  server.keepAlive = options.keepAlive ?? false;
  server.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  server.highWaterMark = options.highWaterMark ?? 65536;
  server.maxHeaderSize = options.maxHeaderSize;
  server.insecureHTTPParser = options.insecureHTTPParser;
  server.rejectNonStandardBodyWrites = options.rejectNonStandardBodyWrites ?? false;
  server.joinDuplicateHeaders = options.joinDuplicateHeaders;
  server._defaultHeadersTimeout = server.headersTimeout;
  server._highWaterMark = options.highWaterMark;
  server._unique = uniqueNames(options.uniqueHeaders);
  // Whether some option concerns each request.
  server._special = Boolean(options.joinDuplicateHeaders || options.rejectNonStandardBodyWrites || server._unique !== null
    || options.highWaterMark);
}

/** Serves whatever 'connection' is emitted with; the sockets that Java accepted are served already. */
function connectionListener(socket) {
  const { CONNECTION, adopt } = require('./socket.js');
  if (socket[CONNECTION] === undefined) adopt(this, nativeOf(this), socket);
}

/** The server's Java side, with its limits set. */
function nativeOf(server) {
  if (server._server === null) {
    server._server = binding.createServer(server);
    if (server._identityOf !== undefined) server._server.secure(server._identityOf());
    server._speakHttp2?.(server._server);
    applyLimits(server);
  }
  return server._server;
}

/** Node's own limits where the app set them; where it did not, Cortado's stricter ones. */
function applyLimits(server) {
  const native = server._server;
  native.limit('keepAlive', server.keepAliveTimeout);
  if (server.headersTimeout !== server._defaultHeadersTimeout || server._options.headersTimeout !== undefined) {
    native.limit('head', server.headersTimeout);
  }
  if (server._options.maxHeaderSize !== undefined) native.limit('headBytes', server._options.maxHeaderSize);
  if (server._options.requireHostHeader === false) native.limit('requireHost', 0);
  if (server.requestTimeout !== 300000) native.limit('request', server.requestTimeout);
  if (server._options.connectionsCheckingInterval !== undefined) native.limit('sweep', server._options.connectionsCheckingInterval);
  if (server._maxConnections !== undefined) native.limit('connections', server._maxConnections);
  native.limit('fields', server.maxHeadersCount === null ? DEFAULT_FIELDS : 2 ** 31 - 1);
}

/** (port[, host[, backlog]][, callback]), (path), (options[, callback]) and ([callback]), as net.Server.listen. */
function listenArguments(args) {
  const last = args[args.length - 1];
  const callback = typeof last === 'function' ? last : undefined;
  const first = args[0];
  if (first !== null && typeof first === 'object') return { options: first, callback };
  if (typeof first === 'string' && !(+first >= 0)) return { options: { path: first }, callback };
  const options = args.length === 0 || first === callback ? { port: 0 } : { port: first };
  if (typeof args[1] === 'string') options.host = args[1];
  else if (typeof args[1] === 'number') options.backlog = args[1];
  if (typeof args[2] === 'number') options.backlog = args[2];
  return { options, callback };
}

/** The port asked for, or -1 for a path. */
function wantedPort(options) {
  const { port } = options;
  if (port === null || (port === undefined && 'port' in options)) return 0;
  if (typeof port === 'number' || typeof port === 'string') {
    return require('../../errors/validators.js').validatePort(port, 'options.port');
  }
  if (options.path && typeof options.path === 'string') return -1;
  if (options.fd !== undefined || options._handle !== undefined || options.handle !== undefined) {
    throw require('../../errors/errors.js').unsupported('server.listen on a handle or descriptor', 'give a port or a path');
  }
  const reason = 'port' in options || 'path' in options ? 'is invalid' : 'must have the property "port" or "path"';
  throw new (codes().ERR_INVALID_ARG_VALUE)('options', options, reason);
}

Server.prototype.listen = function listen(...args) {
  const { options, callback } = listenArguments(args);
  if (this.listening) throw new (codes().ERR_SERVER_ALREADY_LISTEN)();
  const port = wantedPort(options);
  tick.seen.listened = true;
  if (callback) this.once('listening', callback);
  const context = tick.asyncContext;
  this._snapshot = context === null ? undefined : context.capture();
  if (options.signal) require('../../net/connect.js').followSignal(this, () => this.close(), options.signal);
  if (port < 0) {
    listenPath(this, options);
    return this;
  }
  const host = options.host || null;
  const backlog = options.backlog ?? 511;
  if (tick.seen.share === null || options.exclusive) open(this, host, port, port, backlog);
  else openTogether(this, host, port, backlog);
  return this;
};

/** Listens; `port` is what was asked for. */
function open(server, host, port, real, backlog) {
  const native = nativeOf(server);
  applyLimits(server);
  try {
    native.listen(host, real, backlog);
  } catch (error) {
    process.nextTick((failure) => server.emit('error', failure), listenFailure(error, host, port));
    return;
  }
  tick.seen.handles.add(server);
  tick.listens(native.port());
  const text = native.address();
  server._connectionKey = `${text.includes(':') ? 6 : 4}:${host === null ? '::' : text}:${port}`;
  process.nextTick(() => {
    if (server.listening) server.emit('listening');
  });
}

/** In a process of a cluster: where the others listen. */
function openTogether(server, host, port, backlog) {
  tick.seen.share(server, { address: host, port, addressType: host?.includes(':') ? 6 : 4 }, (failure, real) => {
    if (failure === 0) open(server, host, port, real, backlog);
    else server.emit('error', require('../../errors/uv.js').exceptionWithHostPort(failure, 'bind', host, port));
  });
}

/** A Unix socket's connections come through `net`. */
function listenPath(server, options) {
  const net = require('../../net/net.js');
  const door = new net.Server({ allowHalfOpen: true }, (socket) => server.emit('connection', socket));
  server._door = door;
  nativeOf(server).door(() => door.close());
  server._connectionKey = `-1:${options.path}:-1`;
  door.on('listening', () => server.emit('listening'));
  door.on('error', (error) => {
    server._door = null;
    server.emit('error', error);
  });
  door.on('close', () => server.emit('close'));
  door.listen({ path: options.path, backlog: options.backlog, readableAll: options.readableAll, writableAll: options.writableAll });
}

function listenFailure(error, host, port) {
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return Object.assign(error, { errno: error.code === 'ENOTFOUND' ? -3008 : -3001, syscall: 'getaddrinfo', hostname: host });
  }
  const number = require('../../os/os.js').constants.errno[error.code];
  if (number === undefined) return error;
  return require('../../errors/uv.js').uvExceptionWithHostPort(-number, 'listen', host ?? '::', port);
}

Object.defineProperty(Server.prototype, 'listening', {
  configurable: true,
  enumerable: true,
  get() {
    return this._door ? this._door.listening : this._server !== null && this._server.listening();
  },
});

Object.defineProperty(Server.prototype, 'maxConnections', {
  configurable: true,
  enumerable: true,
  get() {
    return this._maxConnections;
  },
  set(value) {
    this._maxConnections = value;
    this._server?.limit('connections', value > 0 ? value : 0);
  },
});

Object.defineProperty(Server.prototype, '_handle', {
  configurable: true,
  get() {
    return this.listening ? this._door?._handle ?? this._server : null;
  },
});

Server.prototype.address = function address() {
  if (!this.listening) return null;
  if (this._door) return this._door.address();
  const text = this._server.address();
  return { address: text, family: text.includes(':') ? 'IPv6' : 'IPv4', port: this._server.port() };
};

Server.prototype.close = function close(callback) {
  if (!this.listening) {
    if (typeof callback === 'function') {
      this.once('close', () => callback(new (codes().ERR_SERVER_NOT_RUNNING)()));
    }
    if (connectionCount(this) === 0) process.nextTick(() => this.emit('close'));
    return this;
  }
  if (typeof callback === 'function') this.once('close', callback);
  tick.seen.handles.delete(this);
  if (this._door) this._door.close();
  this._server?.close();
  return this;
};

Server.prototype[Symbol.asyncDispose] = function dispose() {
  return new Promise((resolve, reject) => this.close((error) => (error ? reject(error) : resolve())));
};

Server.prototype.closeAllConnections = function closeAllConnections() {
  this._server?.closeAll();
};

Server.prototype.closeIdleConnections = function closeIdleConnections() {
  this._server?.closeIdle();
};

Server.prototype.getConnections = function getConnections(callback) {
  process.nextTick(callback, null, connectionCount(this));
  return this;
};

function connectionCount(server) {
  if (server._door) return server._door._connections;
  return server._server === null ? 0 : server._server.connectionCount();
}

Server.prototype.setTimeout = function setTimeout(msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};

Server.prototype.ref = function ref() {
  this._unref = false;
  nativeOf(this).ref();
  return this;
};

Server.prototype.unref = function unref() {
  this._unref = true;
  nativeOf(this).unref();
  return this;
};

/** Runs what Java tells of a server in the stores that the server was told to listen in. */
function enter(action, owner, value) {
  tick.begin();
  try {
    const context = tick.asyncContext;
    if (context === null) action(value);
    else context.run(owner?._snapshot, () => action(value));
  } catch (error) {
    tick.uncaught(error);
  }
  tick.leave();
}

/** What left late belongs to who wrote it. */
function ownerOf(response) {
  return response._snapshot === undefined ? response.req._server : response;
}

function onBody(response) {
  enter(deliverBody, response.req._server, response);
}

function deliverBody(response) {
  incoming.bodyArrived(response.req);
}

function onEvent(connection, name, value) {
  const untold = name === 'close' || (name === 'error' && connection.server().listenerCount('clientError') === 0);
  if (untold && connection.socket() === null) {
    // Nobody has seen this connection's socket: none is made for its end.
    enter(abandonAll, connection.server(), connection);
    return;
  }
  enter(() => require('./socket.js').onEvent(connection, name, value), connection.server());
}

function onDrop(server, peer) {
  const family = (address) => (address.includes(':') ? 'IPv6' : 'IPv4');
  const data = {
    localAddress: peer.localAddress(), localPort: peer.localPort(), localFamily: family(peer.localAddress()),
    remoteAddress: peer.remoteAddress(), remotePort: peer.remotePort(), remoteFamily: family(peer.remoteAddress()),
  };
  enter(() => server.emit('drop', data), server);
}

function onDrain(response) {
  enter(drained, ownerOf(response), response);
}

function onFinish(response) {
  enter(finishNow, ownerOf(response), response);
}

function onClose(server) {
  enter(() => server.emit('close'), server);
}

function onClientError(server, connection, code, message, bytes) {
  const handled = server.listenerCount('clientError') > 0;
  if (!handled && !connection.socket()) return false;
  tick.begin();
  try {
    const { Buffer } = require('buffer');
    const text = code === 'HPE_INVALID_EOF_STATE' ? 'Parse Error' : `Parse Error: ${message}`;
    const error = Object.assign(new Error(code.startsWith('HPE') ? text : message), { code });
    if (code.startsWith('HPE')) {
      error.bytesParsed = 0;
      error.reason = message;
      error.rawPacket = Buffer.from(new ArrayBuffer(bytes));
    }
    const socket = require('./socket.js').refused(connection, error);
    const context = tick.asyncContext;
    if (handled && context !== null) context.run(server._snapshot, () => server.emit('clientError', error, socket));
    else if (handled) server.emit('clientError', error, socket);
  } catch (failure) {
    tick.uncaught(failure);
  }
  tick.leave();
  return handled;
}

function onConnection(server, connection) {
  if (channels.serverSocket?.hasSubscribers) {
    enter(() => channels.serverSocket.publish({ socket: require('./socket.js').socketOf(connection) }), server);
  }
  if (server.listenerCount('connection') > 1) {
    enter(() => server.emit('connection', require('./socket.js').socketOf(connection)), server);
  }
  if (server._identityOf !== undefined && server.listenerCount('secureConnection') > 1) {
    enter(() => server.emit('secureConnection', require('./socket.js').socketOf(connection)), server);
  }
}

/** A client has not shaken hands; `message` is the JDK's, or null where it went away. */
function onTlsError(server, peer, message) {
  if (server.listenerCount('tlsClientError') + server.listenerCount('clientError') === 1) return;
  enter(() => server.emit('tlsClientError', ...require('./socket.js').unshaken(peer, message)), server);
}

/** A client speaks HTTP/2. */
function onSession(server, session) {
  enter(() => require('../../http2/server-session.js').onSession(server, session), server);
}

binding.callbacks({ onRequest, onBody, onEvent, onDrain, onFinish, onClose, onClientError, onConnection, onDrop, onTlsError, onSession });

require('../../stream/late.js').inherit(Server, 'net.Server');

module.exports = { Server, PROTOTYPES, init, connectionListener };
