'use strict';

// http.Server and the functions Java calls. The shape of its options and events is Node's.

const EventEmitter = require('events');
const tick = require('../tick.js');
const { binding, codes } = require('./common.js');
const incoming = require('./incoming.js');
const response_ = require('./response.js');

const { IncomingMessage } = incoming;
const { ServerResponse } = response_;
const PROTOTYPES = Symbol.for('cortado.http.prototypes');
const DEFAULT_FIELDS = 100;
/** Stands in the place of an expectation for a request beyond maxRequestsPerSocket. */
const DROPPED = -1;

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
  storeOptions(this, options);
  if (listener) this.on('request', listener);
  this._server = null;
  this._responses = new Set();
  this._connectionKey = '';
  this[PROTOTYPES] = undefined;
  this._makers = null;
}

Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

function storeOptions(server, options) {
  const { validateInteger, validateBoolean } = require('../validators.js');
  for (const name of ['maxHeaderSize', 'requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'connectionsCheckingInterval']) {
    if (options[name] !== undefined) validateInteger(options[name], name, 0);
  }
  for (const name of ['requireHostHeader', 'joinDuplicateHeaders', 'rejectNonStandardBodyWrites']) {
    if (options[name] !== undefined) validateBoolean(options[name], `options.${name}`);
  }
  if (options.insecureHTTPParser) {
    const error = new Error('http.createServer: insecureHTTPParser is not supported; requests are always read strictly');
    error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
    throw error;
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
  server._defaultHeadersTimeout = server.headersTimeout;
  server._highWaterMark = options.highWaterMark;
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
  native.limit('fields', server.maxHeadersCount === null ? DEFAULT_FIELDS : 2 ** 31 - 1);
}

/** (port[, host[, backlog]][, callback]), (options[, callback]) and ([callback]), as net.Server.listen. */
function listenArguments(args) {
  let callback;
  if (args.length > 0 && typeof args[args.length - 1] === 'function') callback = args[args.length - 1];
  const first = args[0];
  let options = {};
  if (first !== null && typeof first === 'object') {
    options = first;
  } else if (typeof first === 'string' && !/^\s*\d+\s*$/.test(first) && first !== '') {
    options = { path: first };
  } else {
    options.port = typeof first === 'function' ? undefined : first;
    if (typeof args[1] === 'string') options.host = args[1];
    else if (typeof args[1] === 'number') options.backlog = args[1];
    if (typeof args[2] === 'number') options.backlog = args[2];
  }
  return { options, callback };
}

function checkedPort(options) {
  const { port } = options;
  if (port === undefined || port === null) return 0;
  const valid = (typeof port === 'number' || (typeof port === 'string' && port.trim() !== '')) &&
    +port === +port >>> 0 && +port <= 65535;
  if (!valid) throw new (codes().ERR_SOCKET_BAD_PORT)('options.port', port, true);
  return +port;
}

Server.prototype.listen = function listen(...args) {
  const { options, callback } = listenArguments(args);
  if (this._server !== null && this._server.listening()) throw new (codes().ERR_SERVER_ALREADY_LISTEN)();
  if (options.path !== undefined || options.fd !== undefined || options._handle !== undefined) {
    const error = new Error('server.listen: unix sockets, file descriptors and handles are not supported; use a port');
    error.code = 'ERR_INVALID_ARG_VALUE';
    throw error;
  }
  const port = checkedPort(options);
  if (callback) this.once('listening', callback);
  this._server ??= binding.createServer(this);
  applyLimits(this);
  let failure = null;
  try {
    this._server.listen(options.host === undefined ? null : options.host, port, options.backlog ?? 511);
  } catch (error) {
    failure = listenFailure(error, options.host, port);
  }
  if (failure !== null) {
    process.nextTick(() => this.emit('error', failure));
    return this;
  }
  if (options.signal) {
    options.signal.addEventListener('abort', () => this.close(), { once: true });
  }
  process.nextTick(() => {
    if (this.listening) this.emit('listening');
  });
  return this;
};

function listenFailure(error, host, port) {
  const { errno } = require('os').constants;
  error.errno = errno && errno[error.code] !== undefined ? -errno[error.code] : undefined;
  error.syscall = error.code === 'ENOTFOUND' ? 'getaddrinfo' : 'listen';
  error.address = host ?? '::';
  error.port = port;
  if (error.code === 'ENOTFOUND') error.hostname = host;
  return error;
}

Object.defineProperty(Server.prototype, 'listening', {
  configurable: true,
  enumerable: true,
  get() {
    return this._server !== null && this._server.listening();
  },
});

Object.defineProperty(Server.prototype, '_handle', {
  configurable: true,
  get() {
    return this.listening ? this._server : null;
  },
});

Server.prototype.address = function address() {
  if (!this.listening) return null;
  const text = this._server.address();
  return { address: text, family: text.includes(':') ? 'IPv6' : 'IPv4', port: this._server.port() };
};

Server.prototype.close = function close(callback) {
  if (!this.listening) {
    if (typeof callback === 'function') {
      this.once('close', () => callback(new (codes().ERR_SERVER_NOT_RUNNING)()));
      process.nextTick(() => this.emit('close'));
    }
    return this;
  }
  if (typeof callback === 'function') this.once('close', callback);
  this._server.close();
  return this;
};

Server.prototype[Symbol.asyncDispose] = function dispose() {
  return new Promise((resolve, reject) => this.close((error) => (error ? reject(error) : resolve())));
};

Server.prototype.closeAllConnections = function closeAllConnections() {
  for (const response of [...this._responses]) response.req.socket?.destroy();
  this._server?.closeAll();
};

Server.prototype.closeIdleConnections = function closeIdleConnections() {
  this._server?.closeIdle();
};

Server.prototype.getConnections = function getConnections(callback) {
  const count = this._server === null ? 0 : this._server.connectionCount();
  process.nextTick(callback, null, count);
  return this;
};

Server.prototype.setTimeout = function setTimeout(msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};

Server.prototype.ref = function ref() {
  this._server ??= binding.createServer(this);
  this._server.ref();
  return this;
};

Server.prototype.unref = function unref() {
  this._server ??= binding.createServer(this);
  this._server.unref();
  return this;
};

// A constructor whose instances have the app's own prototypes from the start: changing them later costs far more.
function makersFor(server) {
  const wanted = server[PROTOTYPES];
  const known = server._makers;
  if (known !== null && known.wanted === wanted) return known;
  const custom = server._IncomingMessage !== IncomingMessage || server._ServerResponse !== ServerResponse;
  function Request(exchange, method, url, minor) {
    incoming.init(this, exchange, method, url, minor);
  }
  function Response(request, exchange) {
    response_.init(this, request, exchange);
  }
  Request.prototype = wanted ? wanted.request : IncomingMessage.prototype;
  Response.prototype = wanted ? wanted.response : ServerResponse.prototype;
  server._makers = { wanted, custom, Request, Response };
  return server._makers;
}

function makeRequest(server, makers, exchange, method, url, minor) {
  if (!makers.custom) return new makers.Request(exchange, method, url, minor);
  const request = new server._IncomingMessage(undefined);
  incoming.init(request, exchange, method, url, minor);
  return request;
}

function makeResponse(server, makers, request, exchange) {
  if (!makers.custom) return new makers.Response(request, exchange);
  const response = new server._ServerResponse(request, server._options);
  response._exchange = exchange;
  return response;
}

function onRequest(server, exchange, method, url, minor, hasBody, expect, upgrade) {
  tick.begin();
  const makers = makersFor(server);
  const request = makeRequest(server, makers, exchange, method, url, minor);
  if (server.maxHeadersCount > 0) request._maxHeaders = server.maxHeadersCount;
  if (server._options.joinDuplicateHeaders) request._joinDuplicates = true;
  const response = makeResponse(server, makers, request, exchange);
  response._keepAliveTimeout = server.keepAliveTimeout;
  request._outgoing = response;
  request._server = server;
  if (minor === 0) response.shouldKeepAlive = exchange.keepAlive();
  if (server._options.rejectNonStandardBodyWrites) response._rejectBody = true;
  if (server._highWaterMark) response._highWaterMark = server._highWaterMark;
  if (server.maxRequestsPerSocket > 0 && limitRequests(server, exchange, response)) {
    expect = DROPPED;
  }
  try {
    const context = tick.asyncContext;
    if (context === null) dispatch(server, request, response, expect, upgrade);
    else context.fresh(dispatch, server, request, response, expect, upgrade);
  } catch (error) {
    tick.uncaught(error);
  }
  request._dispatched = true;
  tick.leave();
  return response;
}

function limitRequests(server, exchange, response) {
  const count = exchange.connection().requests();
  response._maxRequestsPerSocket = server.maxRequestsPerSocket;
  response.maxRequestsOnConnectionReached = count >= server.maxRequestsPerSocket;
  return count > server.maxRequestsPerSocket;
}

function dispatch(server, request, response, expect, upgrade) {
  if (upgrade) {
    const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (server.listenerCount(event) > 0) {
      request.upgrade = true;
      const socket = require('./socket.js').rawSocketOf(request._exchange.connection());
      request._socket = socket;
      server.emit(event, request, socket, socket.takeHead());
      return;
    }
    if (event === 'connect') {
      request.socket.destroy();
      return;
    }
  }
  request.upgrade = false;
  if (expect === DROPPED) {
    server.emit('dropRequest', request, request.socket);
    response.writeHead(503);
    response.end();
    return;
  }
  if (server.timeout > 0) request.socket.setTimeout(server.timeout);
  if (expect === 1) {
    response._expect100 = true;
    if (server.listenerCount('checkContinue') > 0) {
      server.emit('checkContinue', request, response);
      return;
    }
    response.writeContinue();
  } else if (expect === 2) {
    if (server.listenerCount('checkExpectation') > 0) {
      server.emit('checkExpectation', request, response);
    } else {
      response.writeHead(417);
      response.end();
    }
    return;
  }
  server.emit('request', request, response);
}

function enter(action, response) {
  tick.begin();
  try {
    action(response);
  } catch (error) {
    tick.uncaught(error);
  }
  tick.leave();
}

function onBody(response) {
  enter(deliverBody, response);
}

function deliverBody(response) {
  incoming.bodyArrived(response.req);
}

function onAbort(response, code, message) {
  enter(() => response_.aborted(response, code, message), response);
}

function onDrain(response) {
  enter(response_.drained, response);
}

function onFinish(response) {
  enter(response_.finishNow, response);
}

function onClose(server) {
  enter(() => server.emit('close'));
}

function onClientError(server, connection, code, message, bytes) {
  if (server.listenerCount('clientError') === 0) return false;
  tick.begin();
  try {
    const { Buffer } = require('buffer');
    const error = Object.assign(new Error(code.startsWith('HPE') ? `Parse Error: ${message}` : message), { code });
    if (code.startsWith('HPE')) {
      error.bytesParsed = 0;
      error.reason = message;
      error.rawPacket = Buffer.from(new ArrayBuffer(bytes));
    }
    server.emit('clientError', error, require('./socket.js').socketOf(connection));
  } catch (failure) {
    tick.uncaught(failure);
  }
  tick.leave();
  return true;
}

function onConnection(server, connection) {
  if (server.listenerCount('connection') > 0) {
    enter(() => {
      const socket = require('./socket.js').socketOf(connection);
      socket.server = server;
      server.emit('connection', socket);
    });
  }
}

binding.callbacks({ onRequest, onBody, onAbort, onDrain, onFinish, onClose, onClientError, onConnection });

module.exports = { Server, PROTOTYPES };
