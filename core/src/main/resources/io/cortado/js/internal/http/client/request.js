'use strict';

/** `http.ClientRequest`: from the options to the request's head, and its life until there is a socket. */

const { OutgoingMessage, uniqueNames } = require('../outgoing.js');
const { TOKEN } = require('../common.js');
const { codes, define, AbortError } = require('../../errors/errors.js');
const { validateBoolean, validateInteger } = require('../../errors/validators.js');
const agents = require('./agent.js');
const channels = require('../../diagnostics/channels.js');

define('ERR_INVALID_PROTOCOL', (actual, expected) => `Protocol "${actual}" not supported. Expected "${expected}"`, TypeError);
define('ERR_UNESCAPED_CHARACTERS', '%s contains unescaped characters', TypeError);
define('ERR_INVALID_HTTP_TOKEN', '%s must be a valid HTTP token ["%s"]', TypeError);
define('ERR_HTTP_HEADERS_SENT', 'Cannot %s headers after they are sent to the client', Error);
define('ERR_INVALID_DOMAIN_NAME', 'Unable to determine the domain name', TypeError);

const BAD_PATH = /[^\u0021-\u00ff]/;
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** `(url, options, cb)` in all its shapes, as one options object. */
function merge(input, options) {
  const url = require('../../url/url.js');
  let given = options;
  let from = input;
  if (typeof input === 'string') from = url.urlToHttpOptions(new url.URL(input));
  else if (input instanceof url.URL) from = url.urlToHttpOptions(input);
  else {
    given = input;
    from = null;
  }
  if (typeof given === 'function') given = {};
  return { __proto__: null, ...from, ...given };
}

function duration(msecs, name) {
  require('../../errors/validators.js').validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) {
    throw new codes.ERR_OUT_OF_RANGE(name, 'a non-negative finite number', msecs);
  }
  return msecs;
}

function checkHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

function chooseAgent(options) {
  const standard = options._defaultAgent || agents.globalAgent;
  const { agent } = options;
  if (agent === false) return new standard.constructor();
  if (agent === null || agent === undefined) {
    return typeof options.createConnection === 'function' ? agent : standard;
  }
  if (typeof agent.addRequest !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  return agent;
}

function checkMethod(method) {
  if (method !== null && method !== undefined && typeof method !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.method', 'string', method);
  }
  if (!method) return 'GET';
  if (!TOKEN().test(method)) throw new codes.ERR_INVALID_HTTP_TOKEN('Method', method);
  return method.toUpperCase();
}

function ClientRequest(input, options, callback) {
  OutgoingMessage.call(this);
  const done = typeof options === 'function' ? options : callback;
  const given = merge(input, options);
  this.agent = chooseAgent(given);
  const standard = (given._defaultAgent || agents.globalAgent).protocol;
  const expected = this.agent?.protocol || standard;
  const protocol = given.protocol || standard;
  if (given.path) {
    const path = String(given.path);
    if (BAD_PATH.test(path)) throw new codes.ERR_UNESCAPED_CHARACTERS('Request path');
  }
  if (protocol !== expected) throw new codes.ERR_INVALID_PROTOCOL(protocol, expected);

  const defaultPort = given.defaultPort || this.agent?.defaultPort;
  given.port = given.port || defaultPort || 80;
  const host = checkHost(given.hostname, 'hostname') || checkHost(given.host, 'host') || 'localhost';
  given.host = host;
  if (given.timeout !== undefined) {
    this.timeout = duration(given.timeout, 'timeout');
  }
  this.socketPath = given.socketPath;
  if (given.maxHeaderSize !== undefined) validateInteger(given.maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = given.maxHeaderSize;
  if (given.insecureHTTPParser !== undefined) validateBoolean(given.insecureHTTPParser, 'options.insecureHTTPParser');
  if (given.insecureHTTPParser) {
    throw require('../../errors/errors.js').unsupported('http.request: insecureHTTPParser', 'responses are always read strictly');
  }
  this.insecureHTTPParser = given.insecureHTTPParser;
  if (given.joinDuplicateHeaders !== undefined) {
    validateBoolean(given.joinDuplicateHeaders, 'options.joinDuplicateHeaders');
  }
  this.joinDuplicateHeaders = given.joinDuplicateHeaders;
  this.method = checkMethod(given.method);
  this.path = given.path || '/';
  if (done) this.once('response', done);
  this.useChunkedEncodingByDefault = given.useChunkedEncodingByDefault ?? !BODILESS.has(this.method);
  this._unique = uniqueNames(given.uniqueHeaders);
  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;
  this._error = null;
  keepAliveBy(this);
  setHeaders(this, given, host, defaultPort);
  start(this, given);
}

Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

const proto = ClientRequest.prototype;

/** Keep-alive is asked for only where the agent will use it. */
function keepAliveBy(request) {
  const { agent } = request;
  if (!agent) return;
  const keeps = agent.keepAlive || Number.isFinite(agent.maxSockets);
  request._last = !keeps;
  request.shouldKeepAlive = !!keeps;
}

function hostHeader(host, port, defaultPort) {
  const name = host.includes(':') && host.indexOf(':') !== host.lastIndexOf(':') && !host.startsWith('[')
    ? `[${host}]` : host;
  return port && +port !== defaultPort ? `${name}:${port}` : name;
}

function setHeaders(request, options, host, defaultPort) {
  const { headers } = options;
  if (Array.isArray(headers)) {
    const lines = headers.length > 0 && Array.isArray(headers[0]) ? headers.flat() : [...headers];
    request._storeHeader(`${request.method} ${request.path} HTTP/1.1\r\n`, lines);
    return;
  }
  for (const name of Object.keys(headers ?? {})) request.setHeader(name, headers[name]);
  const setHost = options.setHost ?? true;
  if (setHost && !request.getHeader('host')) {
    request.setHeader('Host', hostHeader(host, options.port, defaultPort));
  }
  if (options.auth && !request.getHeader('Authorization')) {
    const { Buffer } = require('../../buffer/buffer.js');
    request.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
  }
  if (request.getHeader('expect')) request._implicitHeader();
}

function start(request, options) {
  if (options.signal) followSignal(request, options.signal);
  const forSocket = { __proto__: null, ...options };
  delete forSocket.signal;
  if (request.agent) {
    request.agent.addRequest(request, forSocket);
    return;
  }
  request._last = true;
  request.shouldKeepAlive = false;
  if (typeof options.createConnection !== 'function') {
    request.onSocket(require('../../net/net.js').createConnection(withPath(forSocket)));
    return;
  }
  let called = false;
  const created = (error, socket) => {
    if (called) return;
    called = true;
    if (error) process.nextTick(() => request.emit('error', error));
    else request.onSocket(socket);
  };
  try {
    const socket = options.createConnection(withPath(forSocket), created);
    if (socket) created(null, socket);
  } catch (error) {
    created(error);
  }
}

/** For a socket, `path` is a Unix socket's, not the request's. */
function withPath(options) {
  return { ...options, path: options.socketPath };
}

function followSignal(request, signal) {
  require('../../errors/validators.js').validateAbortSignal(signal, 'signal');
  const abort = () => request.destroy(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  request.once('close', () => signal.removeEventListener('abort', abort));
}

proto._implicitHeader = function () {
  if (this._head) throw new codes.ERR_HTTP_HEADERS_SENT('render');
  this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, null);
};

proto._finish = function () {
  OutgoingMessage.prototype._finish.call(this);
  if (channels.clientStart?.hasSubscribers) channels.clientStart.publish({ request: this });
};

proto.abort = function () {
  if (this.aborted) return;
  this.aborted = true;
  process.nextTick(() => this.emit('abort'));
  this.destroy();
};

proto.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  if (this.res) this.res._dump();
  this._error = error;
  this._errored = error ?? null;
  this.socket?.destroy(error);
  return this;
};

/** The agent, or whoever connects, hands over a socket or the error there was. */
proto.onSocket = function (socket, error) {
  process.nextTick(() => require('./exchange.js').assign(this, socket, error));
};

/** Runs `action` with the socket, when there is one and it is connected. */
proto._deferToConnect = function (method, args) {
  const act = () => {
    const { socket } = this;
    if (method) socket[method](...args);
  };
  const whenConnected = () => {
    if (this.socket.connecting) this.socket.once('connect', act);
    else act();
  };
  if (this.socket) whenConnected();
  else this.once('socket', whenConnected);
};

proto.setTimeout = function (msecs, callback) {
  if (this._ended) return this;
  const { listenTimeout, setSocketTimeout } = require('./exchange.js');
  listenTimeout(this);
  duration(msecs, 'msecs');
  if (callback) this.once('timeout', callback);
  this.timeout = msecs;
  if (this.socket) setSocketTimeout(this.socket, msecs);
  else this.once('socket', (socket) => setSocketTimeout(socket, msecs));
  return this;
};

proto.setNoDelay = function (value) {
  this._deferToConnect('setNoDelay', [value]);
};

proto.setSocketKeepAlive = function (enable, delay) {
  this._deferToConnect('setKeepAlive', [enable, delay]);
};

proto.clearTimeout = function (callback) {
  this.setTimeout(0, callback);
};

/** The original is http.request(url[, options][, callback]). */
function request(url, options, callback) {
  return new ClientRequest(url, options, callback);
}

/** The original is http.get(url[, options][, callback]): a request without a body. */
function get(url, options, callback) {
  const asked = request(url, options, callback);
  asked.end();
  return asked;
}

module.exports = { ClientRequest, request, get };
