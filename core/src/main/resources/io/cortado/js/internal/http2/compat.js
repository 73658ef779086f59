'use strict';

/**
 * Requests and responses of HTTP/2 as `http2`'s compatibility API has them. They are those of `http`, so that an app of
 * Express is one over HTTP/2 as well; `host` stands among the fields beside `:authority` for the same reason.
 */

const { IncomingMessage, serverSide } = require('../http/incoming.js');
const { ServerResponse } = require('../http/server/response.js');
const { codes } = require('./errors.js');

function Http2ServerRequest(socket) {
  IncomingMessage.call(this, socket);
}

Object.setPrototypeOf(Http2ServerRequest.prototype, IncomingMessage.prototype);
Object.setPrototypeOf(Http2ServerRequest, IncomingMessage);

function Http2ServerResponse(request, options) {
  ServerResponse.call(this, request, options);
}

Object.setPrototypeOf(Http2ServerResponse.prototype, ServerResponse.prototype);
Object.setPrototypeOf(Http2ServerResponse, ServerResponse);

const schemeOf = (request) => (request._exchange.connection().secure() === null ? 'http' : 'https');

Object.defineProperties(Http2ServerRequest.prototype, {
  authority: {
    configurable: true,
    get() {
      return this.headers[':authority'];
    },
  },
  scheme: {
    configurable: true,
    get() {
      return schemeOf(this);
    },
  },
  stream: {
    configurable: true,
    get() {
      return require('./carried.js').streamOf(this, this._outgoing);
    },
  },
});

Object.defineProperty(Http2ServerResponse.prototype, 'stream', {
  configurable: true,
  get() {
    return require('./carried.js').streamOf(this.req, this);
  },
});

const TRAILERS = Symbol('cortado.http2.trailers');

/** Clients are told that there is no push: browsers have given it up. */
Object.defineProperty(Http2ServerResponse.prototype, 'createPushResponse', {
  configurable: true,
  writable: true,
  value: function createPushResponse(headers, callback) {
    require('../errors/validators.js').validateFunction(callback, 'callback');
    throw new codes.ERR_HTTP2_PUSH_DISABLED();
  },
});

/** Makes a request that Java has read from a stream one of HTTP/2. */
function suit(request) {
  request.httpVersionMajor = 2;
  request.httpVersionMinor = 0;
  request.httpVersion = '2.0';
}

/** Flags of a HEADERS frame. */
const END_STREAM = 1;
const END_HEADERS = 4;

/** Tells who takes the core API. */
function announce(server, request, response) {
  const flags = request._exchange.hasBody() ? END_HEADERS : END_HEADERS | END_STREAM;
  server.emit('stream', require('./carried.js').streamOf(request, response), request.headers, flags, request.rawHeaders);
}

Object.defineProperties(Http2ServerResponse.prototype, {
  setTrailer: {
    configurable: true,
    writable: true,
    value: function setTrailer(name, value) {
      require('../errors/validators.js').validateString(name, 'name');
      this.addTrailers({ [name]: value });
    },
  },
  /** Trailers end what has no length of its own. */
  addTrailers: {
    configurable: true,
    writable: true,
    value: function addTrailers(headers) {
      this._removedContLen = true;
      const all = this[TRAILERS] ??= {};
      for (const name of Object.keys(headers)) all[name.trim().toLowerCase()] = headers[name];
      ServerResponse.prototype.addTrailers.call(this, all);
    },
  },
});

serverSide.pseudoOf = function pseudoOf(request) {
  const exchange = request._exchange;
  const host = /^host\n(.*)$/m.exec(exchange.fields());
  const [method, target] = exchange.line();
  const fields = [':method', method, ':path', target, ':scheme', schemeOf(request)];
  return host === null ? fields : [...fields, ':authority', host[1]];
};

module.exports = { Http2ServerRequest, Http2ServerResponse, suit, announce };
