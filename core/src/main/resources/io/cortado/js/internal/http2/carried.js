'use strict';

/** `stream` of requests and responses: `Http2Stream` over the two, for who takes the core API beside the compatible one. */

const { Duplex } = require('../stream/stream.js');
const { codes, streamError } = require('./errors.js');
const { linesOf, split } = require('./fields.js');
const { validateFunction, validateInteger, validateObject } = require('../errors/validators.js');

const STREAM = Symbol('cortado.http2.stream');
const NO_ERROR = 0;
const CANCEL = 8;
const END_STREAM = 1;
const END_HEADERS = 4;

/** The stream of a request, made once. */
function streamOf(request, response) {
  request[STREAM] ??= new ServerHttp2Stream(request, response);
  return request[STREAM];
}

class ServerHttp2Stream extends Duplex {
  #request;
  #response;
  #reading = false;
  #waitsForTrailers = false;
  #trailersReady = false;

  constructor(request, response) {
    super({ autoDestroy: false, decodeStrings: true, allowHalfOpen: true });
    this.#request = request;
    this.#response = response;
    this.sentHeaders = undefined;
    this.sentTrailers = undefined;
    this.sentInfoHeaders = undefined;
    this.rstCode = undefined;
    this.aborted = false;
    request.on('aborted', () => {
      this.aborted = true;
      this.emit('aborted');
    });
    response.on('close', () => {
      this.rstCode ??= this.aborted ? CANCEL : NO_ERROR;
      if (!this.destroyed) this.destroy();
    });
  }

  get id() {
    return this.#request._exchange.connection().stream().id();
  }

  get pending() {
    return false;
  }

  get headersSent() {
    return this.#response.headersSent;
  }

  get headRequest() {
    return this.#request.method === 'HEAD';
  }

  get pushAllowed() {
    return false;
  }

  get closed() {
    return this.rstCode !== undefined;
  }

  get session() {
    if (this.destroyed) return undefined;
    return require('./server-session.js').sessionOf(this.#request._server, this.#request._exchange.connection().stream().session());
  }

  get endAfterHeaders() {
    return !this.#request._exchange.hasBody();
  }

  get bufferSize() {
    return this.writableLength;
  }

  get state() {
    return this.session?.state === undefined ? {} : { state: this.closed ? 7 : 2, weight: 16, sumDependencyWeight: 0 };
  }

  _read() {
    if (this.#reading) {
      this.#request.resume();
      return;
    }
    this.#reading = true;
    this.#request.on('data', (chunk) => {
      if (!this.push(chunk)) this.#request.pause();
    });
    this.#request.on('end', () => {
      const { trailers, rawTrailers } = this.#request;
      if (rawTrailers.length > 0) this.emit('trailers', trailers, END_HEADERS | END_STREAM, rawTrailers);
      this.push(null);
    });
  }

  _write(chunk, encoding, callback) {
    if (!this.headersSent) this.respond();
    this.#response.write(chunk, encoding, callback);
  }

  _final(callback) {
    if (!this.headersSent) this.respond();
    if (!this.#waitsForTrailers) {
      this.#response.end(callback);
      return;
    }
    this.#trailersReady = true;
    callback();
    process.nextTick(() => {
      if (!this.closed && !this.emit('wantTrailers')) this.sendTrailers({});
    });
  }

  _destroy(error, callback) {
    if (!this.#response.writableEnded) this.#response.destroy();
    callback(error);
  }

  #check() {
    if (this.destroyed || this.closed) throw new codes.ERR_HTTP2_INVALID_STREAM();
    if (this.headersSent) throw new codes.ERR_HTTP2_HEADERS_SENT();
  }

  /** The fields of a response, with what each has. */
  _prepare(given, options) {
    this.#check();
    const headers = Object.assign(Object.create(null), given);
    headers[':status'] = headers[':status'] === undefined || headers[':status'] === null ? 200 : headers[':status'] | 0;
    this.#waitsForTrailers = Boolean(options?.waitForTrailers);
    return headers;
  }

  respond(given, options) {
    const headers = this._prepare(given, options);
    const status = headers[':status'];
    if (status < 200 || status > 599) throw new codes.ERR_HTTP2_STATUS_INVALID(status);
    linesOf(headers, 'response');
    if (options?.sendDate === false) this.#response.sendDate = false;
    for (const name of Object.keys(headers)) {
      // What is followed by trailers has no length in HTTP/1.
      const moot = name.startsWith(':') || (this.#waitsForTrailers && name.toLowerCase() === 'content-length');
      if (!moot && headers[name] !== undefined) this.#response.setHeader(name, headers[name]);
    }
    this.sentHeaders = headers;
    this.#response.writeHead(status);
    if (options?.endStream) this.end();
    else this.#response.flushHeaders();
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
    const status = headers[':status'] === undefined || headers[':status'] === null ? 100 : headers[':status'] | 0;
    if (status === 101) throw new codes.ERR_HTTP2_STATUS_101();
    if (status < 100 || status >= 200) throw new codes.ERR_HTTP2_INVALID_INFO_STATUS(given[':status']);
    (this.sentInfoHeaders ??= []).push(headers);
    const lines = split(linesOf(headers, 'response')).slice(2);
    let text = `HTTP/1.1 ${status} ${require('../http/common.js').STATUS_CODES[status] ?? 'Information'}\r\n`;
    for (let i = 0; i < lines.length; i += 2) text += `${lines[i]}: ${lines[i + 1]}\r\n`;
    this.#request._exchange.writeHead(`${text}\r\n`, false);
  }

  pushStream(headers, options, callback) {
    validateFunction(callback ?? options, 'callback');
    throw new codes.ERR_HTTP2_PUSH_DISABLED();
  }

  sendTrailers(headers) {
    if (this.destroyed || this.closed) throw new codes.ERR_HTTP2_INVALID_STREAM();
    if (this.sentTrailers) throw new codes.ERR_HTTP2_TRAILERS_ALREADY_SENT();
    if (!this.#trailersReady) throw new codes.ERR_HTTP2_TRAILERS_NOT_READY();
    validateObject(headers, 'headers');
    linesOf(headers, 'trailers');
    this.sentTrailers = headers;
    this.#response.addTrailers(headers);
    this.#response.end();
  }

  close(code = NO_ERROR, callback) {
    validateInteger(code, 'code', 0, 2 ** 31 - 1);
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (this.closed) return;
    if (callback !== undefined) this.once('close', callback);
    this.rstCode = code;
    if (code === NO_ERROR) {
      this.end();
    } else {
      this.#request._exchange.connection().stream().reset(code);
      this.destroy(streamError(code));
    }
  }

  priority() {
    if (this.destroyed) throw new codes.ERR_HTTP2_INVALID_STREAM();
  }

  setTimeout(msecs, callback) {
    this.#request.setTimeout(msecs, callback);
    return this;
  }
}

module.exports = { streamOf };
