'use strict';

/** `Http2Stream`: a request and its response, of either side. Java keeps what has come and what is to be sent. */

const { Duplex } = require('../stream/stream.js');
const { Buffer } = require('../buffer/buffer.js');
const { codes, streamError } = require('./errors.js');
const { linesOf, secretsOf, objectOf, split } = require('./fields.js');
const { validateFunction, validateInteger, validateObject } = require('../errors/validators.js');

const NO_ERROR = 0;
const INTERNAL_ERROR = 2;
const CANCEL = 8;
const END_HEADERS = 4;
const END_STREAM = 1;
const MAX_INT = 2 ** 31 - 1;

/** Given to constructors by sessions alone. */
const INSIDE = Symbol('cortado.http2.inside');

class Http2Stream extends Duplex {
  #session;
  _native = null;
  #pushedEnd = false;
  #wanted = false;
  #written = null;
  #didRead = false;
  #idle = null;
  _waitsForTrailers = false;
  #trailersReady = false;

  constructor(session, options, key) {
    if (key !== INSIDE) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super({ ...options, autoDestroy: false, decodeStrings: false, allowHalfOpen: true });
    this.#session = session;
    this.rstCode = undefined;
    this.aborted = false;
    this.sentHeaders = undefined;
    this.sentTrailers = undefined;
    this.sentInfoHeaders = undefined;
    this.cork();
    session._streams.add(this);
  }

  /** The stream has begun; `native` is Java's. */
  _begin(native) {
    this._native = native;
    native.keep(this);
    this.uncork();
    this.emit('ready');
    if (this.#wanted) this.#pull();
  }

  get id() {
    return this._native?.id();
  }

  get pending() {
    return this._native === null;
  }

  get session() {
    return this.#session;
  }

  get closed() {
    return this.rstCode !== undefined;
  }

  get bufferSize() {
    return (this._native?.waiting() ?? 0) + this.writableLength;
  }

  get endAfterHeaders() {
    return this._endAfterHeaders ?? false;
  }

  get state() {
    if (this._native === null) return {};
    const [localWindowSize] = this._native.windows();
    return {
      state: this.closed ? 7 : this._native.remoteEnded() ? 6 : this.writableEnded ? 5 : 2,
      weight: 16, sumDependencyWeight: 0, localClose: Number(this.writableEnded), remoteClose: Number(this._native.remoteEnded()),
      localWindowSize,
    };
  }

  get _isServer() {
    return this.#session?._isServer ?? false;
  }

  _head(event, text, flags) {
    const lines = split(text);
    if (!this.destroyed) this.emit(event, objectOf(lines), flags, lines);
  }

  /** What Java says has happened. */
  _told(type, code, text) {
    this._touch();
    switch (type) {
      case 'readable':
        this.#pull();
        break;
      case 'written': {
        const done = this.#written;
        this.#written = null;
        done?.();
        break;
      }
      case 'trailers':
        this._head('trailers', text, END_HEADERS | END_STREAM);
        break;
      case 'closed':
        this.#over(code);
        break;
      default:
        this._answered(text, code);
    }
  }

  /** Java's side has ended; what has come can still be read. */
  #over(code) {
    if (this.destroyed) return;
    if (!this.closed) this.#close(code, false);
    const done = this.#written;
    this.#written = null;
    done?.();
    if (this.readableEnded || code !== NO_ERROR) {
      this._maybeDestroy(code);
      return;
    }
    this.on('end', () => this._maybeDestroy());
    this.#pull();
    if (!this.#didRead) this.resume();
    else this.read(0);
  }

  _maybeDestroy(code = NO_ERROR) {
    if (code !== NO_ERROR) {
      this.destroy();
    } else if (this.writableFinished) {
      if (!this.readable && this.closed) this.destroy();
      else if (this._isServer && !this._waitsForTrailers && !this.#didRead && this.readableFlowing === null) {
        // Nobody wants what the client may still send.
        setImmediate(() => this.close());
      }
    }
  }

  _read() {
    this.#didRead = true;
    this.#wanted = true;
    if (this._native !== null) this.#pull();
  }

  #pull() {
    const native = this._native;
    while (this.#wanted) {
      const bytes = native.read();
      if (bytes === null) break;
      this.#wanted = false;
      this.push(Buffer.from(new ArrayBuffer(bytes)));
    }
    if (!this.#pushedEnd && native.readEnded()) {
      this.#pushedEnd = true;
      this.push(null);
    }
    this.#session?._changed();
  }

  _write(chunk, encoding, callback) {
    this._touch();
    if (this._native === null) {
      this.once('ready', () => this._write(chunk, encoding, callback));
      return;
    }
    if (!this.headersSent && !this.closed) this._begins();
    if (this._native.closed()) {
      callback();
      return;
    }
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    if (bytes.byteLength === 0) {
      callback();
      return;
    }
    this.#written = callback;
    this._native.write(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#session._changed();
  }

  _final(callback) {
    if (this._native === null) {
      this.once('ready', () => this._final(callback));
      return;
    }
    if (!this.headersSent && !this.closed) this._begins();
    if (this._native.closed()) {
      callback();
    } else if (this._waitsForTrailers) {
      this.#trailersReady = true;
      callback();
      process.nextTick(() => {
        if (!this.destroyed && !this.closed && !this.emit('wantTrailers')) this.sendTrailers({});
      });
      return;
    } else {
      this._native.end('');
      this.#session._changed();
      callback();
    }
    this._maybeDestroy();
  }

  sendTrailers(headers) {
    if (this.destroyed || this.closed) throw new codes.ERR_HTTP2_INVALID_STREAM();
    if (this.sentTrailers) throw new codes.ERR_HTTP2_TRAILERS_ALREADY_SENT();
    if (!this.#trailersReady) throw new codes.ERR_HTTP2_TRAILERS_NOT_READY();
    validateObject(headers, 'headers');
    const lines = linesOf(headers, 'trailers');
    this.sentTrailers = headers;
    this._native.end(lines);
    this.#session._changed();
  }

  /** Ends what there is; the peer is told, where it is to be. */
  #close(code, tell, force = false) {
    this.rstCode = code;
    this.setTimeout(0);
    const ending = this.writableEnded;
    if (!ending) {
      if (!this.aborted) {
        this.aborted = true;
        this.emit('aborted');
      }
      this.end();
    }
    if (!tell) return;
    const finish = () => {
      this._native?.reset(code);
      this.#session?._changed();
    };
    if (!ending || this.writableFinished || code !== NO_ERROR || force) finish();
    else this.once('finish', finish);
  }

  close(code = NO_ERROR, callback) {
    validateInteger(code, 'code', 0, MAX_INT);
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this.closed) return;
    if (callback !== undefined) this.once('close', callback);
    this.#close(code, true);
  }

  _destroy(error, callback) {
    const session = this.#session;
    const ofSession = session._code;
    let code = this.closed ? this.rstCode : ofSession;
    if (error !== null && error !== undefined) code = ofSession || (error.name === 'AbortError' ? CANCEL : INTERNAL_ERROR);
    if (!this.closed) this.#close(code, this._native !== null, true);
    else if (this._native !== null && !this._native.closed()) this._native.reset(this.rstCode);
    session._streams.delete(this);
    session._changed();
    this.push(null);
    this.#session = undefined;
    const done = this.#written;
    this.#written = null;
    done?.();
    callback(error ?? streamError(code));
    setImmediate(() => session._maybeDestroy());
  }

  _touch() {
    this.#idle?.refresh();
    this.#session?._touch();
  }

  setTimeout(msecs, callback) {
    if (this.destroyed) return this;
    this.timeout = msecs;
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    if (msecs > 0) {
      this.#idle = setTimeout(() => {
        if (!this.destroyed) this.emit('timeout');
      }, msecs).unref();
    }
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      if (msecs > 0) this.once('timeout', callback);
      else this.removeListener('timeout', callback);
    }
    return this;
  }

  /** Priorities were given up by RFC 9113: peers need not know them. */
  priority() {
    if (this.destroyed) throw new codes.ERR_HTTP2_INVALID_STREAM();
  }
}

class ClientHttp2Stream extends Http2Stream {
  get headersSent() {
    return true;
  }

  _answered(text, ended) {
    const status = +split(text)[1];
    const flags = ended ? END_HEADERS | END_STREAM : END_HEADERS;
    this._endAfterHeaders = ended === 1;
    if (status >= 200) {
      this._head('response', text, flags);
    } else {
      this._head('headers', text, flags);
      if (status === 100) this.emit('continue');
    }
  }
}

const BODILESS = new Set([204, 205, 304]);

class ServerHttp2Stream extends Http2Stream {
  headersSent = false;

  constructor(session, native, lines, key) {
    super(session, undefined, key);
    this._method = lines[lines.indexOf(':method') + 1];
    this._endAfterHeaders = native.remoteEnded();
    this._begin(native);
    if (this._endAfterHeaders) this._told('readable', 0, '');
  }

  get headRequest() {
    return this._method === 'HEAD';
  }

  /** There is none: browsers have given it up, and peers are told so. */
  get pushAllowed() {
    return false;
  }

  _begins() {
    this.respond();
  }

  #check() {
    if (this.destroyed || this.closed) throw new codes.ERR_HTTP2_INVALID_STREAM();
    if (this.headersSent) throw new codes.ERR_HTTP2_HEADERS_SENT();
  }

  /** The fields of a response, with what each has. */
  _prepare(given, options) {
    this.#check();
    if (given !== undefined && given !== null) validateObject(given, 'headers');
    if (options !== undefined && options !== null) validateObject(options, 'options');
    const headers = Object.assign(Object.create(null), given);
    headers[':status'] = headers[':status'] === undefined || headers[':status'] === null ? 200 : headers[':status'] | 0;
    if (options?.sendDate !== false) headers.date ??= new Date().toUTCString();
    if (options?.waitForTrailers) this._waitsForTrailers = true;
    return headers;
  }

  respond(given, options) {
    const headers = this._prepare(given, options);
    const status = headers[':status'];
    if (status < 200 || status > 599) throw new codes.ERR_HTTP2_STATUS_INVALID(status);
    const bodiless = Boolean(options?.endStream) || BODILESS.has(status) || this.headRequest;
    this._native.respond(linesOf(headers, 'response'), secretsOf(headers), bodiless && !this._waitsForTrailers);
    this.sentHeaders = headers;
    this.headersSent = true;
    if (bodiless) this.end();
    this.session._changed();
  }

  respondWithFile(path, headers, options) {
    require('./files.js').respondWithFile(this, path, headers, options);
  }

  respondWithFD(fd, headers, options) {
    require('./files.js').respondWithFD(this, fd, headers, options);
  }

  additionalHeaders(given) {
    if (this.destroyed || this.closed) throw new codes.ERR_HTTP2_INVALID_STREAM();
    if (this.headersSent) throw new codes.ERR_HTTP2_HEADERS_AFTER_RESPOND();
    validateObject(given, 'headers');
    const headers = Object.assign(Object.create(null), given);
    const status = headers[':status'];
    if (status !== undefined && status !== null) {
      headers[':status'] = status | 0;
      if (headers[':status'] === 101) throw new codes.ERR_HTTP2_STATUS_101();
      if (headers[':status'] < 100 || headers[':status'] >= 200) throw new codes.ERR_HTTP2_INVALID_INFO_STATUS(status);
    }
    (this.sentInfoHeaders ??= []).push(headers);
    this._native.respond(linesOf(headers, 'response'), secretsOf(headers), false);
    this.session._changed();
  }

  pushStream(headers, options, callback) {
    validateFunction(callback ?? options, 'callback');
    throw new codes.ERR_HTTP2_PUSH_DISABLED();
  }
}

module.exports = { INSIDE, Http2Stream, ClientHttp2Stream, ServerHttp2Stream };
