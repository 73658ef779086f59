'use strict';

/**
 * `Http2Stream` of a server over the request and response that carry it, for who takes the core API: `'stream'` of a
 * server, and `stream` of requests and responses.
 */

const { Duplex } = require('../stream/stream.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const { validateFunction, validateNumber } = require('../errors/validators.js');

define('ERR_HTTP2_HEADERS_SENT', 'Response has already been initiated.', Error);
define('ERR_HTTP2_INVALID_STREAM', 'The stream has been destroyed', Error);
define('ERR_HTTP2_STATUS_INVALID', 'Invalid status code: %s', RangeError);
define('ERR_HTTP2_STREAM_ERROR', 'Stream closed with error code %s', Error);
define('ERR_HTTP2_PUSH_DISABLED', 'HTTP/2 client has disabled push streams', Error);

const STREAM = Symbol('cortado.http2.stream');
const NO_ERROR = 0;

/** The stream of a request, made once. */
function streamOf(request, response) {
  request[STREAM] ??= new ServerHttp2Stream(request, response);
  return request[STREAM];
}

class Http2Stream extends Duplex {}

class ServerHttp2Stream extends Http2Stream {
  #request;
  #response;
  #session;

  constructor(request, response) {
    super({ autoDestroy: false, decodeStrings: true, allowHalfOpen: true });
    this.#request = request;
    this.#response = response;
    this.sentHeaders = undefined;
    this.rstCode = undefined;
    this.aborted = false;
    request.on('aborted', () => {
      this.aborted = true;
      this.emit('aborted');
    });
    response.on('close', () => {
      this.rstCode ??= this.aborted ? 8 : NO_ERROR;
      if (!this.destroyed) this.destroy();
    });
  }

  get id() {
    return this.#request._exchange.streamId();
  }

  get headersSent() {
    return this.#response.headersSent;
  }

  get pushAllowed() {
    return false;
  }

  get closed() {
    return this.rstCode !== undefined;
  }

  /** Of the connection below only its socket is shown. */
  get session() {
    const { socket } = this.#request;
    this.#session ??= {
      socket, encrypted: Boolean(socket.encrypted), alpnProtocol: socket.encrypted ? 'h2' : 'h2c', server: this.#request._server,
    };
    return this.#session;
  }

  get sentTrailers() {
    return undefined;
  }

  get endAfterHeaders() {
    return this.#request.complete;
  }

  #reading = false;

  _read() {
    if (this.#reading) {
      this.#request.resume();
      return;
    }
    this.#reading = true;
    this.#request.on('data', (chunk) => {
      if (!this.push(chunk)) this.#request.pause();
    });
    this.#request.on('end', () => this.push(null));
  }

  _write(chunk, encoding, callback) {
    if (!this.headersSent) this.respond();
    this.#response.write(chunk, encoding, callback);
  }

  _final(callback) {
    if (!this.headersSent) this.respond();
    this.#response.end(callback);
  }

  _destroy(error, callback) {
    if (!this.#response.writableEnded) this.#response.destroy();
    callback(error);
  }

  respond(headers, options) {
    if (this.destroyed || this.closed) throw new codes.ERR_HTTP2_INVALID_STREAM();
    if (this.headersSent) throw new codes.ERR_HTTP2_HEADERS_SENT();
    if (options?.waitForTrailers) throw unsupported('http2 stream.respond: options.waitForTrailers');
    const { ':status': given, ...fields } = headers ?? {};
    const status = given === undefined ? 200 : +given;
    if (!(status >= 200 && status <= 599)) throw new codes.ERR_HTTP2_STATUS_INVALID(given);
    for (const name of Object.keys(fields)) {
      if (!name.startsWith(':')) this.#response.setHeader(name, fields[name]);
    }
    this.sentHeaders = { ':status': status, ...fields };
    this.#response.writeHead(status);
    if (options?.endStream) this.end();
    else this.#response.flushHeaders();
  }

  respondWithFile(path, headers, options) {
    const fs = require('../fs/fs.js');
    const { offset = 0, length = -1, statCheck, onError } = options ?? {};
    fs.stat(path, (error, stat) => {
      if (error) {
        if (onError) onError(error);
        else this.destroy(error);
        return;
      }
      const own = { ...headers };
      if (statCheck && (statCheck.call(this, stat, own, { offset, length }) === false || this.headersSent)) return;
      const count = length < 0 ? stat.size - offset : Math.min(length, stat.size - offset);
      own['content-length'] = count;
      this.respond(own);
      if (count <= 0) this.end();
      else fs.createReadStream(path, { start: offset, end: offset + count - 1 }).on('error', (failed) => this.destroy(failed)).pipe(this);
    });
  }

  respondWithFD() {
    throw unsupported('http2 stream.respondWithFD', 'respondWithFile takes a path');
  }

  /** Interim heads are not sent: clients need none. */
  additionalHeaders() {
    throw unsupported('http2 stream.additionalHeaders');
  }

  pushStream(headers, options, callback) {
    validateFunction(callback ?? options, 'callback');
    throw new codes.ERR_HTTP2_PUSH_DISABLED();
  }

  sendTrailers() {
    throw unsupported('http2 stream.sendTrailers', 'response.addTrailers');
  }

  close(code = NO_ERROR, callback) {
    validateNumber(code, 'code');
    if (this.closed) return;
    if (callback !== undefined) this.once('close', callback);
    this.rstCode = code;
    if (code === NO_ERROR) this.end();
    else this.destroy(new codes.ERR_HTTP2_STREAM_ERROR(code));
  }

  priority() {}

  setTimeout(msecs, callback) {
    this.#request.setTimeout(msecs, callback);
    return this;
  }
}

module.exports = { streamOf };
