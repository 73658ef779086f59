'use strict';

/** `http2.connect`. */

const { codes } = require('./errors.js');
const { linesOf, secretsOf } = require('./fields.js');
const { checked, refuseOptions } = require('./settings.js');
const { PipedSession } = require('./session.js');
const { INSIDE, ClientHttp2Stream } = require('./stream.js');
const { unsupported } = require('../errors/errors.js');
const { validateBoolean, validateObject, validateAbortSignal, validateFunction } = require('../errors/validators.js');

/** Requests of these methods have no body, unless they say so. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE']);
/** What would change how frames are read or written. */
const REFUSED = ['paddingStrategy', 'selectPadding', 'unknownProtocolTimeout', 'maxDeflateDynamicTableSize', 'maxReservedRemoteStreams'];

class ClientHttp2Session extends PipedSession {
  #waiting = [];
  #announced = false;

  constructor(options, socket, authority, protocol, key) {
    super(options, socket, key);
    this._authority = authority;
    this._protocol = protocol;
    this._watch();
    if (socket.connecting || socket.secureConnecting) {
      const secure = socket instanceof require('../tls/socket.js').TLSSocket;
      socket.once(secure ? 'secureConnect' : 'connect', () => this.#connected());
    } else {
      process.nextTick(() => this.#connected());
    }
  }

  get _isServer() {
    return false;
  }

  #connected() {
    if (this.destroyed) return;
    this._socket.setNoDelay?.(true);
    // Pushed responses are of no use to anybody: servers are told so.
    this._carry(true, { ...this._options.settings, enablePush: false });
    process.nextTick(() => {
      if (this.destroyed) return;
      this.#announced = true;
      this.emit('connect', this, this._socket);
      for (const begin of this.#waiting.splice(0)) begin();
    });
  }

  request(given, options) {
    if (this.destroyed) throw new codes.ERR_HTTP2_INVALID_SESSION();
    if (this.closed) throw new codes.ERR_HTTP2_GOAWAY_SESSION();
    this._touch();
    if (given !== undefined && given !== null) validateObject(given, 'headers');
    if (options !== undefined && options !== null) validateObject(options, 'options');
    const headers = this.#complete(Object.assign(Object.create(null), given));
    const { endStream, signal, waitForTrailers } = options ?? {};
    if (endStream !== undefined) validateBoolean(endStream, 'options.endStream');
    if (signal) validateAbortSignal(signal, 'options.signal');
    const ends = endStream ?? BODILESS.has(headers[':method']);
    const lines = linesOf(headers, 'request');
    const stream = new ClientHttp2Stream(this, {}, INSIDE);
    stream.sentHeaders = headers;
    stream._waitsForTrailers = Boolean(waitForTrailers);
    if (ends) stream.end();
    if (signal) followSignal(stream, signal);
    const begin = () => {
      if (stream.destroyed || stream.closed) {
        if (!stream.destroyed) stream.destroy();
        return;
      }
      const native = this._native.request(lines, secretsOf(headers), ends && !waitForTrailers);
      if (native === null) {
        stream.destroy(new codes.ERR_HTTP2_GOAWAY_SESSION());
        return;
      }
      stream._begin(native);
      this._changed();
    };
    if (this.connecting || !this.#announced) this.#waiting.push(begin);
    else begin();
    return stream;
  }

  /** With what a request has to have. */
  #complete(headers) {
    headers[':method'] ??= 'GET';
    if (headers[':method'] === 'CONNECT') {
      if (headers[':authority'] === undefined) throw new codes.ERR_HTTP2_CONNECT_AUTHORITY();
      if (headers[':scheme'] !== undefined) throw new codes.ERR_HTTP2_CONNECT_SCHEME();
      if (headers[':path'] !== undefined) throw new codes.ERR_HTTP2_CONNECT_PATH();
      return headers;
    }
    if (headers[':authority'] === undefined && headers.host === undefined) headers[':authority'] = this._authority;
    headers[':scheme'] ??= this._protocol.slice(0, -1);
    headers[':path'] ??= '/';
    return headers;
  }
}

function followSignal(stream, signal) {
  const abort = () => {
    const { AbortError } = require('../errors/errors.js');
    stream.destroy(new AbortError(undefined, { cause: signal.reason }));
  };
  if (signal.aborted) {
    abort();
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', abort));
}

function partsOf(authority, options) {
  const protocol = authority.protocol || options.protocol || 'https:';
  const port = authority.port || (protocol === 'http:' ? 80 : 443);
  let host = 'localhost';
  if (authority.hostname) host = authority.hostname.replace(/^\[(.*)\]$/, '$1');
  else if (authority.host) host = authority.host;
  return { protocol, port, host };
}

function socketFor({ protocol, port, host }, options) {
  if (protocol === 'http:') return require('../net/connect.js').connect({ port, host, ...options });
  if (protocol !== 'https:') throw new codes.ERR_HTTP2_UNSUPPORTED_PROTOCOL(protocol);
  const servername = options.servername ?? (require('../net/ip.js').isIP(host) ? undefined : host);
  const own = { ...options, port, host, ALPNProtocols: options.ALPNProtocols ?? ['h2'] };
  if (servername !== undefined) own.servername = servername;
  return require('../tls/socket.js').connect(own);
}

/** `http2.connect(authority[, options][, listener])`. */
function connect(authority, options, listener) {
  if (typeof options === 'function') return connect(authority, undefined, options);
  if (options !== undefined && options !== null) validateObject(options, 'options');
  const given = { ...options };
  refuseOptions('http2.connect', given, REFUSED);
  if (given.settings !== undefined) {
    validateObject(given.settings, 'options.settings');
    checked(given.settings);
    if (given.settings.enablePush === true) throw unsupported('http2.connect: options.settings.enablePush', 'ask for what is wanted');
  }
  const target = typeof authority === 'string' ? new URL(authority) : authority;
  if (target === null || typeof target !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('authority', ['string', 'Object', 'URL'], authority);
  }
  const parts = partsOf(target, given);
  let socket;
  if (typeof given.createConnection === 'function') socket = given.createConnection(target, given);
  else socket = socketFor(parts, given);
  const session = new ClientHttp2Session(given, socket, `${given.servername || parts.host}:${parts.port}`, parts.protocol, INSIDE);
  if (listener !== undefined) {
    validateFunction(listener, 'listener');
    session.once('connect', listener);
  }
  return session;
}

module.exports = { connect, ClientHttp2Session };
