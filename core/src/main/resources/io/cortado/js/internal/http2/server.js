'use strict';

/** `http2.createServer` and `http2.createSecureServer`. */

const { Server: HttpServer } = require('../http/server/server.js');
const { Server: HttpsServer } = require('../http/server/https.js');
const { codes, unsupported } = require('../errors/errors.js');
const { Http2ServerRequest, Http2ServerResponse } = require('./compat.js');

const PROTOTYPES = { request: Http2ServerRequest.prototype, response: Http2ServerResponse.prototype };
/** What would change how frames are read or written, which is Undertow's. */
const REFUSED = ['settings', 'maxDeflateDynamicTableSize', 'maxSessionMemory', 'maxSettings', 'maxHeaderListPairs', 'maxOutstandingPings',
  'maxSendHeaderBlockLength', 'maxSessionInvalidFrames', 'maxSessionRejectedStreams', 'peerMaxConcurrentStreams', 'remoteCustomSettings',
  'streamResetBurst', 'streamResetRate', 'unknownProtocolTimeout', 'paddingStrategy', 'strictFieldWhitespaceValidation', 'origins'];

function prepare(server, options) {
  for (const name of REFUSED) {
    if (options[name]) throw unsupported(`http2: options.${name}`, 'frames, windows and their limits are fixed');
  }
  server._prototypes = PROTOTYPES;
  server._http2 = true;
  if (options.Http1IncomingMessage || options.Http2ServerRequest || options.Http1ServerResponse || options.Http2ServerResponse) {
    throw unsupported('http2: options for classes of requests and responses');
  }
}

function checked(options) {
  if (options !== undefined && options !== null && typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  return { ...options };
}

/** Speaks HTTP/2 without TLS, to clients that know so beforehand. */
class Http2Server extends HttpServer {
  constructor(options, listener) {
    super(options, listener);
    prepare(this, options);
  }
}

/** Speaks HTTP/2 to who asks for it, and HTTP/1 with `allowHTTP1`. */
class Http2SecureServer extends HttpsServer {
  constructor(options, listener) {
    super({ ...options, ALPNProtocols: options.allowHTTP1 ? ['h2', 'http/1.1'] : ['h2'] }, listener);
    prepare(this, options);
  }
}

for (const { prototype } of [Http2Server, Http2SecureServer]) {
  prototype.updateSettings = function updateSettings() {
    throw unsupported('http2.Server: updateSettings', 'limits on streams and windows are fixed');
  };
}

const create = (Class) => (options, listener) => {
  const handler = typeof options === 'function' ? options : listener;
  return new Class(checked(typeof options === 'function' ? {} : options), handler);
};

module.exports = { createServer: create(Http2Server), createSecureServer: create(Http2SecureServer) };
