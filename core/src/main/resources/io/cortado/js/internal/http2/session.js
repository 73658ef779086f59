'use strict';

/** `Http2Session` of both sides. Java reads and writes the frames; what has happened is asked of it in turn. */

const EventEmitter = require('events');
const { Buffer } = require('../buffer/buffer.js');
const { codes, protocolError } = require('./errors.js');
const { split } = require('./fields.js');
const { packed, checked, settingsOf } = require('./settings.js');
const { INSIDE, ServerHttp2Stream } = require('./stream.js');
const { validateFunction, validateNumber, validateInteger, validateBuffer, validateObject } = require('../errors/validators.js');

const NO_ERROR = 0;
const INTERNAL_ERROR = 2;
const CANCEL = 8;
const NOTHING = Buffer.alloc(0);
const MAX_PINGS = 10;
const MAX_SETTINGS = 10;
const MAX_INT = 2 ** 31 - 1;

/** Whether a session is what owns this socket. */
const OWNER = Symbol('cortado.http2.session');
const FORBIDDEN = new Set(['destroy', 'emit', 'end', 'pause', 'read', 'resume', 'write', 'setEncoding', 'setKeepAlive', 'setNoDelay']);
const OWN = new Set(['setTimeout', 'ref', 'unref']);

/** A socket that lets nobody come between its frames. */
function guarded(session) {
  const alive = () => {
    if (session.destroyed) throw new codes.ERR_HTTP2_SOCKET_UNBOUND();
    return session._socket;
  };
  return new Proxy(Object.create(null), {
    get(target, name) {
      if (FORBIDDEN.has(name)) throw new codes.ERR_HTTP2_NO_SOCKET_MANIPULATION();
      if (OWN.has(name)) return session[name].bind(session);
      const socket = alive();
      const value = socket[name];
      return typeof value === 'function' ? value.bind(socket) : value;
    },
    set(target, name, value) {
      if (FORBIDDEN.has(name)) throw new codes.ERR_HTTP2_NO_SOCKET_MANIPULATION();
      if (OWN.has(name)) session[name] = value;
      else alive()[name] = value;
      return true;
    },
    has: (target, name) => name in alive(),
    getPrototypeOf: () => Reflect.getPrototypeOf(alive()),
  });
}

class Http2Session extends EventEmitter {
  _streams = new Set();
  _native = null;
  /** Why it was ended. */
  _code = NO_ERROR;
  #guard = null;
  #closed = false;
  #destroyed = false;
  #pings = [];
  #pendingSettings = [];
  #local = null;
  #remote = null;
  #idle = null;
  #scheduled = false;
  #goaway = false;

  constructor(options, socket, key) {
    if (key !== INSIDE) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
    this._socket = socket;
    this._options = options;
  }

  /** There is a connection: Java's side of it has begun. */
  _begin(native, pending) {
    this._native = native;
    if (pending) this.#pendingSettings.push({ began: Date.now() });
    const listener = () => this._drain();
    listener.session = this;
    native.listen(listener);
  }

  get type() {
    return Number(!this._isServer);
  }

  get connecting() {
    return this._native === null && !this.destroyed;
  }

  get closed() {
    return this.#closed;
  }

  get destroyed() {
    return this.#destroyed;
  }

  get socket() {
    if (this.#destroyed) return undefined;
    this.#guard ??= guarded(this);
    return this.#guard;
  }

  get encrypted() {
    return this.connecting || this.destroyed ? undefined : Boolean(this._socket?.encrypted);
  }

  get alpnProtocol() {
    if (this.connecting || this.destroyed) return undefined;
    return this._socket?.encrypted ? this._socket.alpnProtocol || '' : 'h2c';
  }

  get originSet() {
    if (!this.encrypted || this.destroyed) return undefined;
    return [...(this._origins ??= new Set([this._origin()]))];
  }

  _origin() {
    const { servername, remoteAddress, remotePort } = this._socket;
    const host = servername || (remoteAddress?.includes(':') ? `[${remoteAddress}]` : remoteAddress);
    return remotePort === 443 || !remotePort ? `https://${host}` : `https://${host}:${remotePort}`;
  }

  get localSettings() {
    if (this.#local !== null) return this.#local;
    return this.connecting || this.destroyed ? {} : this.#local = settingsOf(this._native.values(true));
  }

  get remoteSettings() {
    if (this.#remote !== null) return this.#remote;
    return this.connecting || this.destroyed ? {} : this.#remote = settingsOf(this._native.values(false));
  }

  get pendingSettingsAck() {
    return this.#pendingSettings.length > 0;
  }

  get state() {
    if (this.connecting || this.destroyed) return {};
    const [receive, send, next, last] = this._native.state();
    return {
      effectiveLocalWindowSize: receive, effectiveRecvDataLength: 0, nextStreamID: next, localWindowSize: receive,
      lastProcStreamID: last, remoteWindowSize: send, outboundQueueSize: 0,
      deflateDynamicTableSize: 0, inflateDynamicTableSize: 0,
    };
  }

  /** What waits is sent, and what has happened told, when the present call is over. */
  _changed() {
    if (this.#scheduled || this._native === null) return;
    this.#scheduled = true;
    process.nextTick(() => {
      this.#scheduled = false;
      this._flush();
      this._drain();
    });
  }

  _flush() {}

  /** Asks for all that has happened. */
  _drain() {
    const native = this._native;
    try {
      do {
        for (let event = native.next(); event !== null; event = native.next()) {
          const stream = event.stream();
          if (stream === null) this.#told(event);
          else if (event.type() === 'begins') this.#begins(stream, event);
          else stream.owner()?._told(event.type(), event.code(), event.text());
        }
        // What leaves may be news itself.
        this._flush();
      } while (native.hasEvents());
    } catch (error) {
      // Nobody else is kept from being told.
      this._changed();
      throw error;
    }
  }

  #told(event) {
    this._touch();
    switch (event.type()) {
      case 'settings':
        this.#remote = null;
        this.emit('remoteSettings', this.remoteSettings);
        break;
      case 'settingsTaken': {
        this.#local = null;
        const { callback, began } = this.#pendingSettings.shift() ?? {};
        callback?.(null, this.localSettings, Date.now() - began);
        this.emit('localSettings', this.localSettings);
        break;
      }
      case 'ping':
        this.emit('ping', Buffer.from(new ArrayBuffer(event.bytes())));
        break;
      case 'pong':
        this.#pong(Buffer.from(new ArrayBuffer(event.bytes())));
        break;
      case 'goaway':
        this.#goneAway(event.code(), event.last(), event.bytes());
        break;
      case 'origins': {
        const origins = split(event.text());
        if (this.encrypted && !this._isServer) {
          void this.originSet;
          origins.forEach((origin) => this._origins.add(origin));
          this.emit('origin', origins);
        }
        break;
      }
      case 'failed':
        this.destroy(protocolError(event.code(), event.text()), event.code());
        break;
      default:
        this._gone();
    }
  }

  #begins(native, event) {
    const lines = split(event.text());
    if (this.destroyed || this.closed) {
      native.reset(7);
      return;
    }
    const stream = new ServerHttp2Stream(this, native, lines, INSIDE);
    const headers = require('./fields.js').objectOf(lines);
    this._announce(stream, headers, event.code() ? 5 : 4, lines);
  }

  _announce(stream, headers, flags, lines) {
    this.emit('stream', stream, headers, flags, lines);
  }

  #goneAway(code, last, bytes) {
    this._goawayCode = code;
    const debug = bytes.remaining?.() === 0 ? undefined : Buffer.from(new ArrayBuffer(bytes));
    this.emit('goaway', code, last, debug?.length > 0 ? debug : undefined);
    if (code === NO_ERROR) this.close();
    else this.destroy(new codes.ERR_HTTP2_SESSION_ERROR(code), NO_ERROR);
  }

  #pong(payload) {
    const { callback, began } = this.#pings.shift() ?? {};
    callback?.(null, performance.now() - began, payload);
  }

  ping(payload, callback) {
    if (this.destroyed) throw new codes.ERR_HTTP2_INVALID_SESSION();
    if (typeof payload === 'function') return this.ping(undefined, payload);
    if (payload !== undefined) {
      validateBuffer(payload, 'payload');
      if (payload.byteLength !== 8) throw new codes.ERR_HTTP2_PING_LENGTH();
    }
    validateFunction(callback, 'callback');
    if (this.connecting) {
      this.once('connect', () => this.ping(payload, callback));
      return undefined;
    }
    if (this.#pings.length >= (this._options?.maxOutstandingPings ?? MAX_PINGS)) {
      process.nextTick(callback, new codes.ERR_HTTP2_PING_CANCEL(), 0, payload);
      return false;
    }
    const bytes = payload ?? require('crypto').randomBytes(8);
    this.#pings.push({ callback, began: performance.now() });
    this._native.ping(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this._changed();
    return true;
  }

  settings(given, callback) {
    if (this.destroyed) throw new codes.ERR_HTTP2_INVALID_SESSION();
    validateObject(given, 'settings');
    checked(given);
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this.connecting) {
      this.once('connect', () => this.settings(given, callback));
      return;
    }
    if (this.#pendingSettings.length >= (this._options?.maxOutstandingSettings ?? MAX_SETTINGS)) {
      throw new codes.ERR_HTTP2_MAX_PENDING_SETTINGS_ACK();
    }
    const bytes = packed(given);
    this.#pendingSettings.push({ callback, began: Date.now() });
    this._native.settings(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this._changed();
  }

  setLocalWindowSize(size) {
    if (this.destroyed) throw new codes.ERR_HTTP2_INVALID_SESSION();
    validateInteger(size, 'windowSize', 0, MAX_INT);
    this._native?.window(size);
    this._changed();
  }

  goaway(code = NO_ERROR, lastStreamID = 0, opaqueData = undefined) {
    if (this.destroyed) throw new codes.ERR_HTTP2_INVALID_SESSION();
    if (opaqueData !== undefined) validateBuffer(opaqueData, 'opaqueData');
    validateNumber(code, 'code');
    validateNumber(lastStreamID, 'lastStreamID');
    const bytes = opaqueData ?? NOTHING;
    this.#goaway = true;
    this._native?.goAway(code, lastStreamID > 0 ? lastStreamID : -1, bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this._changed();
  }

  /** Takes no more streams, and ends with the last. */
  close(callback) {
    if (this.#closed || this.#destroyed) return;
    this.#closed = true;
    if (typeof callback === 'function') this.once('close', callback);
    this.goaway();
    this._maybeDestroy();
  }

  _maybeDestroy(error) {
    if (this.#destroyed) return;
    if (error !== undefined && error !== null) this.destroy(error);
    else if (this.#closed && this._streams.size === 0) this.destroy();
  }

  destroy(given = NO_ERROR, code = undefined) {
    if (this.#destroyed) return;
    let error = given;
    if (typeof given === 'number') {
      code = given;
      error = given === NO_ERROR ? undefined : new codes.ERR_HTTP2_SESSION_ERROR(code);
    }
    this._end(code ?? (error === undefined || error === null ? NO_ERROR : INTERNAL_ERROR), error);
  }

  _end(code, error) {
    if (this.#destroyed) return;
    const graceful = this.#closed;
    this.#closed = true;
    this.#destroyed = true;
    this._code = code;
    if (this.#idle !== null) clearTimeout(this.#idle);
    const native = this._native;
    if (native !== null && !this.#goaway) native.goAway(code, -1, NOTHING.buffer, 0, 0);
    for (const stream of [...this._streams]) {
      if (stream.pending) stream.destroy(new codes.ERR_HTTP2_STREAM_CANCEL(error));
      else stream.destroy(error ?? undefined);
    }
    for (const { callback } of this.#pings) callback(new codes.ERR_HTTP2_PING_CANCEL(), 0, undefined);
    for (const { callback } of this.#pendingSettings) callback?.(new codes.ERR_HTTP2_SETTINGS_CANCEL());
    this.#pings = [];
    this.#pendingSettings = [];
    if (native !== null) {
      this._flush();
      native.over(CANCEL);
      while (native.next() !== null);
    }
    this._disconnect(graceful, error, () => {
      if (error) this.emit('error', error);
      this.emit('close');
    });
  }

  _touch() {
    this.#idle?.refresh();
  }

  setTimeout(msecs, callback) {
    if (this.destroyed) return this;
    this.timeout = msecs;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (msecs > 0) {
      this.#idle = setTimeout(() => {
        if (!this.destroyed) this._timedOut();
      }, msecs).unref();
    }
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      if (msecs > 0) this.once('timeout', callback);
      else this.removeListener('timeout', callback);
    }
    return this;
  }

  _timedOut() {
    this.emit('timeout');
  }

  ref() {
    this._socket?.ref?.();
  }

  unref() {
    this._socket?.unref?.();
  }
}

/** The session of a socket that JavaScript has: bytes come and go through it. */
class PipedSession extends Http2Session {
  #blocked = false;

  /** `settings` are what the peer is to keep to. */
  _carry(isClient, settings) {
    const socket = this._socket;
    if (socket[OWNER] !== undefined) throw new codes.ERR_HTTP2_SOCKET_BOUND();
    socket[OWNER] = this;
        const limits = this._options ?? {};
    const native = internalBinding('http').http2Session(isClient, limits.maxHeaderListSize ?? settings.maxHeaderListSize ?? 65536,
      limits.maxHeaderListPairs ?? 128);
    const bytes = packed(settings);
    native.begin(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this._begin(native, true);
    socket.on('data', (chunk) => {
      if (this.destroyed) return;
      native.receive(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this._drain();
    });
    socket.on('drain', () => {
      this.#blocked = false;
      this._flush();
      if (!this.destroyed) this._drain();
    });
    socket.on('end', () => socket.end());
    this._changed();
  }

  _watch() {
    const socket = this._socket;
    socket.on('error', (error) => {
      if (error.code === 'ECONNRESET' && this._goawayCode !== undefined) this.destroy();
      else this.destroy(error);
    });
    socket.on('close', () => this._gone());
  }

  _flush() {
    const native = this._native;
    while (native !== null && !this.#blocked && native.waits() && !this._socket.destroyed) {
      const bytes = native.output();
      if (bytes === null) break;
      this.#blocked = !this._socket.write(Buffer.from(new ArrayBuffer(bytes)));
    }
  }

  /** The socket is closed. */
  _gone() {
    if (this.destroyed) return;
    const error = this.connecting ? new codes.ERR_SOCKET_CLOSED() : undefined;
    for (const stream of [...this._streams]) stream.close(CANCEL);
    this._end(NO_ERROR, error);
  }

  _disconnect(graceful, error, done) {
    const socket = this._socket;
    socket[OWNER] = undefined;
    if (socket.destroyed) {
      process.nextTick(done);
      return;
    }
    socket.on('close', () => done());
    if (graceful && !error) socket.end(() => setImmediate(() => socket.destroy()));
    else if (socket.connecting || error) socket.destroy();
    else socket.end(() => socket.destroy());
  }
}

module.exports = { Http2Session, PipedSession };
